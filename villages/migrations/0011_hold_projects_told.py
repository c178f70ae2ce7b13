from django.db import migrations

from fushan.org.reach import held, tied, trail

TABLES = ("villages_milestone", "villages_publication")


class Migration(migrations.Migration):
    dependencies = [("villages", "0010_hold_party_activities")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
        tied("villages_milestone", "project_id", "villages_project", "village_id"),
    ]
