from django.db import migrations

from fushan.org.reach import held

# A visit counts where one of those who came led the village's township on that day.
LED = """
    SELECT count(DISTINCT p.visit_id)::int
    FROM villages_visitor p
    JOIN villages_leadership l ON l.official_id = p.official_id
     AND l.area_id = left({village}, 9) AND l.since <= p.happened_on
     AND (l.until IS NULL OR l.until > p.happened_on)
    WHERE p.village_id = {village} AND p.happened_on BETWEEN {monday} AND {monday} + 6
"""

# Locked before they are counted: whoever waited for the lock counts what the other has written.
COUNT = migrations.RunSQL(
    f"""
    CREATE FUNCTION count_visited_weeks(places text[], days date[]) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE
        mondays date[] := ARRAY(SELECT day + 1 - extract(isodow FROM day)::int FROM unnest(days) day);
    BEGIN
        INSERT INTO villages_visitedweek (village_id, monday, visits)
        SELECT DISTINCT place, monday, 0 FROM unnest(places, mondays) t (place, monday) ORDER BY 1, 2
        ON CONFLICT (village_id, monday) DO UPDATE SET visits = villages_visitedweek.visits;
        UPDATE villages_visitedweek w
        SET visits = ({LED.format(village="w.village_id", monday="w.monday")})
        WHERE (w.village_id, w.monday) IN (SELECT * FROM unnest(places, mondays));
    END $$
    """,
    "DROP FUNCTION count_visited_weeks(text[], date[])",
)

# Who changes a leadership waits for the visits being written in its township, and they for that.
OF_VISITORS = """
    CREATE FUNCTION count_weeks_of_visitors() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        places text[];
        days date[];
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            SELECT array_agg(village_id), array_agg(happened_on) INTO places, days FROM was_there;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT places || array_agg(village_id::text), days || array_agg(happened_on)
            INTO places, days FROM now_there;
        END IF;
        PERFORM pg_advisory_xact_lock_shared(hashtext('villages_leadership'), hashtext(township))
        FROM (SELECT DISTINCT left(place, 9) FROM unnest(places) place ORDER BY 1) t (township);
        PERFORM count_visited_weeks(places, days);
        RETURN NULL;
    END $$
"""
OF_LEADERSHIPS = """
    CREATE FUNCTION count_weeks_of_leaderships() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        officials bigint[];
        townships text[];
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            SELECT array_agg(official_id), array_agg(area_id)
            INTO officials, townships FROM was_there;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT officials || array_agg(official_id), townships || array_agg(area_id::text)
            INTO officials, townships FROM now_there;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtext('villages_leadership'), hashtext(township))
        FROM (SELECT DISTINCT township FROM unnest(townships) township ORDER BY 1) t;
        PERFORM count_visited_weeks(array_agg(p.village_id::text), array_agg(p.happened_on))
        FROM villages_visitor p
        WHERE (p.official_id, left(p.village_id, 9)) IN (SELECT * FROM unnest(officials, townships));
        RETURN NULL;
    END $$
"""
MOMENTS = {
    "INSERT": "NEW TABLE AS now_there",
    "UPDATE": "OLD TABLE AS was_there NEW TABLE AS now_there",
    "DELETE": "OLD TABLE AS was_there",
}


def counted(table, function, body):
    triggers = [
        f"CREATE TRIGGER count_weeks_{moment.lower()} AFTER {moment} ON {table} "
        f"REFERENCING {seen} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        for moment, seen in MOMENTS.items()
    ]
    gone = [f"DROP TRIGGER count_weeks_{moment.lower()} ON {table}" for moment in MOMENTS]
    return migrations.RunSQL([body, *triggers], [*gone, f"DROP FUNCTION {function}()"])


def week_view(visits, joined=""):
    return f"""
    CREATE OR REPLACE VIEW villages_villageweek WITH (security_invoker = true) AS
    SELECT s.village_id || '-' || w.monday AS id, s.village_id, w.monday,
           w.working_days >= coalesce(
               (SELECT value::int FROM desk_setting WHERE key = 'week_least_working_days'), 3
           ) AS due,
           {visits} AS visits
    FROM org_selection s
    JOIN desk_workweek w ON s.since <= w.monday AND (s.until IS NULL OR s.until > w.monday)
    {joined}
    """


READ = migrations.RunSQL(
    week_view(
        "coalesce(v.visits, 0)",
        "LEFT JOIN villages_visitedweek v ON v.village_id = s.village_id AND v.monday = w.monday",
    ),
    week_view(f"({LED.format(village='s.village_id', monday='w.monday')})"),
)

# Last, for its deferred keys; whoever migrates has every county open.
FILL = migrations.RunSQL(
    """
    SELECT count_visited_weeks(array_agg(village_id::text), array_agg(happened_on))
    FROM (SELECT DISTINCT village_id, happened_on FROM villages_visitor) v
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [("villages", "0014_visited_weeks")]
    operations = [
        held("villages_visitedweek", "village_id"),
        COUNT,
        counted("villages_visitor", "count_weeks_of_visitors", OF_VISITORS),
        counted("villages_leadership", "count_weeks_of_leaderships", OF_LEADERSHIPS),
        READ,
        FILL,
    ]
