"""What holds a closed month: triggers that migrations lay on the tables of what happened."""

from django.db.migrations.operations import RunSQL

# Asked once for each township and month a statement touches, however many rows it has. The lock
# makes a record and a closing wait for one another; without it a record could slip in between.
FUNCTIONS = RunSQL(
    """
    CREATE FUNCTION refuse_closed_month(place text, day date) RETURNS boolean
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock_shared(1027, hashtext(place || day));
        IF EXISTS (SELECT 1 FROM desk_closedmonth
                   WHERE area_id = place AND month = day AND reopened_at IS NULL) THEN
            RAISE check_violation USING MESSAGE = 'month is closed', CONSTRAINT = 'month_is_closed';
        END IF;
        RETURN true;
    END $$;
    CREATE FUNCTION hold_closed_months() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE first text := TG_ARGV[0]; last text := TG_ARGV[1]; unless text := TG_ARGV[2];
            side text; sides text[] := CASE TG_OP WHEN 'INSERT' THEN '{new_rows}'
                WHEN 'DELETE' THEN '{old_rows}' ELSE '{old_rows,new_rows}' END;
    BEGIN
        IF current_setting('fushan.correcting', true) = 'on' THEN RETURN NULL; END IF;
        FOREACH side IN ARRAY sides LOOP
            EXECUTE format(
                'SELECT bool_and(refuse_closed_month(place, at::date)) FROM (
                     SELECT DISTINCT left(village_id, 9) AS place, touched.at
                     FROM %I AS changed, generate_series(date_trunc(''month'', %I::timestamp),
                         %I::timestamp, ''1 month'') AS touched (at)
                     WHERE NOT (%s) ORDER BY 1, 2) AS months',
                side, first, last, CASE TG_OP WHEN 'INSERT' THEN unless ELSE 'false' END);
        END LOOP;
        RETURN NULL;
    END $$;
    """,
    "DROP FUNCTION hold_closed_months(); DROP FUNCTION refuse_closed_month(text, date);",
)

TABLES = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def closes(table, first="happened_on", last=None, *, unless="false", on=tuple(TABLES)):
    """Refuse what would change a closed month of this table, whose rows carry `village_id`.

    `first`, `last`: the columns of a row's days. `unless`: SQL over a new row that lets it be added
    all the same. `on`: the deeds that are held.
    """
    exempt = unless.replace("'", "''")
    return RunSQL(
        [
            f"CREATE TRIGGER closed_month_{deed.lower()} AFTER {deed} ON {table} "
            f"REFERENCING {TABLES[deed]} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION hold_closed_months('{first}', '{last or first}', '{exempt}')"
            for deed in on
        ],
        [f"DROP TRIGGER closed_month_{deed.lower()} ON {table}" for deed in on],
    )
