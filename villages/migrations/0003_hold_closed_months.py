from django.db import migrations

from fushan.desk.closing import closes

OF_A_LATE_VISIT = "EXISTS (SELECT 1 FROM villages_visit v WHERE v.id = visit_id AND v.late_reason <> '')"

# Gaps between the days a village is selected and the days somebody is posted there. Both views run
# with the rights of whoever asks.
VACANCY = migrations.RunSQL(
    """
    CREATE VIEW villages_vacancy WITH (security_invoker = true) AS
    SELECT s.village_id || '-' || lower(gap) AS id, s.village_id,
           lower(gap) AS since, upper(gap) AS until
    FROM org_selection s,
         LATERAL unnest(datemultirange(daterange(s.since, s.until)) - coalesce(
             (SELECT range_agg(daterange(p.began_on, p.ended_on)) FROM cadres_posting p
              WHERE p.village_id = s.village_id), '{}'::datemultirange)) AS gap
    """,
    "DROP VIEW villages_vacancy",
)


class Migration(migrations.Migration):
    dependencies = [("villages", "0002_reach"), ("cadres", "0003_hold_leave_and_presence")]
    operations = [
        closes("villages_visit", unless="late_reason <> ''"),
        closes("villages_visitor", unless=OF_A_LATE_VISIT),
        VACANCY,
    ]
