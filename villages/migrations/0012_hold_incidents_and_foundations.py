from django.db import migrations

from fushan.org.reach import held, trail

TABLES = ("villages_accountcheck", "villages_incident", "villages_reserve")


class Migration(migrations.Migration):
    dependencies = [("villages", "0011_hold_projects_told")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
    ]
