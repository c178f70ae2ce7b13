from django.db import migrations

# Of what a county or township does for those below it they see the pictures too; of people above
# them only those who may stand on their board.
SHOWN_BELOW = "villages.official,training.trainingsession,training.studytrip,training.exchange"


def shown_below(table):
    return migrations.RunSQL(
        f"""
        CREATE POLICY above ON {table} FOR SELECT USING (
            record::text = ANY('{{{SHOWN_BELOW}}}'::text[]) AND area_code = ANY(reach_above()))
        """,
        f"DROP POLICY above ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_hold_suggestions"), ("org", "0002_reach")]
    operations = [shown_below("desk_attachment"), shown_below("desk_attachmentevent")]
