from django.db import migrations

from fushan.org.reach import held, tied, trail

TABLES = ("villages_plan", "villages_plantask", "villages_planprogress")


class Migration(migrations.Migration):
    dependencies = [("villages", "0007_keep_mentions")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
        tied("villages_plantask", "plan_id", "villages_plan", "village_id"),
        tied("villages_planprogress", "task_id", "villages_plantask", "village_id"),
    ]
