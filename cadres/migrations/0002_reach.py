from django.db import migrations

from fushan.org.reach import held, private, tied, trail

POSTED = [("cadres_posting", "cadre_id")]


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
    ]
