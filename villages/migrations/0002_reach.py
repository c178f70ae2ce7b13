from django.db import migrations

from fushan.org.reach import held, tied, trail

NAMED = [("villages_visitor", "official_id"), ("villages_boardseat", "official_id")]

# Runs with the rights of whoever asks: the reach holds for it as for the tables below it.
VILLAGE_WEEK = migrations.RunSQL(
    """
    CREATE VIEW villages_villageweek WITH (security_invoker = true) AS
    SELECT s.village_id || '-' || w.monday AS id, s.village_id, w.monday,
           w.working_days >= coalesce(
               (SELECT value::int FROM desk_setting WHERE key = 'week_least_working_days'), 3
           ) AS due,
           (SELECT count(DISTINCT p.visit_id)::int
            FROM villages_visitor p
            JOIN villages_leadership l ON l.official_id = p.official_id
             AND l.area_id = left(s.village_id, 9) AND l.since <= p.happened_on
             AND (l.until IS NULL OR l.until > p.happened_on)
            WHERE p.village_id = s.village_id
              AND p.happened_on BETWEEN w.monday AND w.monday + 6) AS visits
    FROM org_selection s
    JOIN desk_workweek w ON s.since <= w.monday AND (s.until IS NULL OR s.until > w.monday)
    """,
    "DROP VIEW villages_villageweek",
)


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial"), ("cadres", "0002_reach"), ("desk", "0002_reach"), ("org", "0002_reach")]
    operations = [
        held("villages_boardseat", "village_id"),
        trail("villages_boardseatevent", "village_id"),
        held("villages_visit", "village_id"),
        trail("villages_visitevent", "village_id"),
        held("villages_visitor", "village_id"),
        trail("villages_visitorevent", "village_id"),
        tied("villages_visitor", "visit_id", "villages_visit", "village_id", "happened_on"),
        held("villages_official", "area_id", from_below=True, cited_in=NAMED),
        trail("villages_officialevent", "area_id", from_below=True, cited_in=NAMED),
        tied("villages_official", "unit_id", "org_unit", "area_id"),
        held("villages_leadership", "area_id", from_below=True),
        trail("villages_leadershipevent", "area_id", from_below=True),
        held("villages_officialprivate", "area_id", from_below=True),
        trail("villages_officialprivateevent", "area_id", from_below=True),
        tied("villages_officialprivate", "official_id", "villages_official", "area_id"),
        VILLAGE_WEEK,
    ]
