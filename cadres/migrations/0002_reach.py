from django.db import migrations

from fushan.org.reach import held, private, tied, trail

POSTED = [("cadres_posting", "cadre_id")]

# A cadre who moved reads their own records, and must find the old village's name beside them. An
# array, not EXISTS: so the index on the code still serves both arms of the policies.
OWN_VILLAGES = migrations.RunSQL(
    """
    CREATE FUNCTION reach_own_villages() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT village_id FROM public.cadres_posting
                     WHERE cadre_id = public.reach_person())
    $$;
    CREATE POLICY own ON org_village FOR SELECT USING (code = ANY(reach_own_villages()));
    CREATE POLICY own ON org_villageevent FOR SELECT USING (code = ANY(reach_own_villages()));
    """,
    """
    DROP POLICY own ON org_villageevent; DROP POLICY own ON org_village;
    DROP FUNCTION reach_own_villages();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial"), ("org", "0002_reach")]
    operations = [
        held("cadres_cadre", "area_code", own="id", cited_in=POSTED),
        trail("cadres_cadreevent", "area_code", own="id", cited_in=POSTED),
        held("cadres_cadreprivate", "area_code", own="cadre_id"),
        trail("cadres_cadreprivateevent", "area_code", own="cadre_id"),
        private("cadres_cadreprivate", "cadre_id"),
        private("cadres_cadreprivateevent", "cadre_id"),
        tied("cadres_cadreprivate", "cadre_id", "cadres_cadre", "area_code"),
        held("cadres_posting", "village_id", own="cadre_id"),
        trail("cadres_postingevent", "village_id", own="cadre_id"),
        held("cadres_worklog", "village_id", own="cadre_id"),
        trail("cadres_worklogevent", "village_id", own="cadre_id"),
        OWN_VILLAGES,
    ]
