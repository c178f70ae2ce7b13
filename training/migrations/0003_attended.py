from django.db import migrations

# A cadre who was moved still reads what they took part in; an index on the cadre serves it.
ATTENDED = """
    id = ANY(ARRAY(SELECT a.session_id FROM training_attendance a
                   WHERE a.cadre_id = reach_person()))
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0002_reach")]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY attended ON {table} FOR SELECT USING ({ATTENDED})",
            f"DROP POLICY attended ON {table}",
        )
        for table in ("training_trainingsession", "training_trainingsessionevent")
    ]
