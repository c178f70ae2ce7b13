from django.db import migrations


class Migration(migrations.Migration):
    """A project that was handed in says on which day; where nobody said, the first day known."""

    dependencies = [("villages", "0018_hold_party_activities")]
    operations = [
        migrations.RunSQL(
            """
            UPDATE villages_project SET applied_on = coalesce(approved_on, began_on)
            WHERE applied_on IS NULL AND state IN ('applied', 'approved', 'running', 'finished')
            """,
            migrations.RunSQL.noop,
        )
    ]
