from django.db import migrations

# Of what a county or township does for those below it they see the pictures too; of people above
# them only those who may stand on their board.
SHOWN_BELOW = (
    "villages.official",
    "training.trainingsession",
    "training.studytrip",
    "training.exchange",
)


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_hold_suggestions"), ("org", "0005_reach_written_out")]
    operations = [
        migrations.RunSQL(
            f"""
            CREATE POLICY above ON desk_attachment FOR SELECT USING (
                record IN {SHOWN_BELOW} AND area_code = ANY(reach_above()))
            """,
            "DROP POLICY above ON desk_attachment",
        )
    ]
