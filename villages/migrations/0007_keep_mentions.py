from django.db import migrations

from fushan.org.reach import cited_anew, held

NAMING = ("villages_visitor", "villages_boardseat")
OFFICIALS = ("villages_official", "villages_officialevent")

COUNTED = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} t"
    " WHERE t.official_id = m.official_id AND t.village_id = m.village_id)"
    for table in NAMING
)

KEEP = migrations.RunSQL(
    [
        f"""
        CREATE FUNCTION keep_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO villages_mention (official_id, village_id)
                SELECT DISTINCT official_id, village_id FROM now_named
                WHERE official_id IS NOT NULL
                ON CONFLICT DO NOTHING;
            END IF;
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM villages_mention m USING (
                    SELECT DISTINCT official_id, village_id FROM was_named) AS o
                WHERE m.official_id = o.official_id AND m.village_id = o.village_id AND {COUNTED};
            END IF;
            RETURN NULL;
        END $$
        """,
        *(
            f"""
            CREATE TRIGGER keep_mentions_{moment.lower()} AFTER {moment} ON {table}
            REFERENCING {seen} FOR EACH STATEMENT EXECUTE FUNCTION keep_mentions()
            """
            for table in NAMING
            for moment, seen in [
                ("INSERT", "NEW TABLE AS now_named"),
                ("UPDATE", "OLD TABLE AS was_named NEW TABLE AS now_named"),
                ("DELETE", "OLD TABLE AS was_named"),
            ]
        ),
    ],
    [
        *(
            f"DROP TRIGGER keep_mentions_{moment} ON {table}"
            for table in NAMING
            for moment in ("insert", "update", "delete")
        ),
        "DROP FUNCTION keep_mentions()",
    ],
)

# Last, for its deferred keys; whoever migrates has every county open.
FILL = migrations.RunSQL(
    f"""
    INSERT INTO villages_mention (official_id, village_id)
    SELECT official_id, village_id FROM {NAMING[0]}
    UNION SELECT official_id, village_id FROM {NAMING[1]} WHERE official_id IS NOT NULL
    """,
    migrations.RunSQL.noop,
)

BY_EVERY_RECORD = migrations.RunSQL(
    [f"DROP POLICY cited_{naming} ON {table}" for table in OFFICIALS for naming in NAMING],
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    dependencies = [("villages", "0006_hold_projects")]
    operations = [
        held("villages_mention", "village_id"),
        KEEP,
        BY_EVERY_RECORD,
        *(cited_anew(table, "villages_mention", "official_id") for table in OFFICIALS),
        FILL,
    ]
