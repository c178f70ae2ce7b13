from django.db import migrations

COUNT = """
    UPDATE evaluation_inspectionsheet s SET scored = n.scored
        FROM (SELECT sheet_id, count(*) AS scored FROM evaluation_inspectionscore GROUP BY 1) n
        WHERE n.sheet_id = s.id
"""


def waiting(table):
    """Nobody is shown the other's score before two are in, in the history neither.

    The auditor, who scores nothing, reads the history of all.
    """
    return migrations.RunSQL(
        f"""
        CREATE POLICY waits ON {table} AS RESTRICTIVE FOR SELECT
            USING (scorer_id = reach_user() OR reach_is('') OR reach_is('trail') OR EXISTS (
                SELECT 1 FROM evaluation_inspectionsheet s
                WHERE s.id = sheet_id AND s.scored >= 2))
        """,
        f"DROP POLICY waits ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0006_scored"), ("org", "0003_reach_user")]
    operations = [
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        waiting("evaluation_inspectionscore"),
        waiting("evaluation_inspectionscoreevent"),
    ]
