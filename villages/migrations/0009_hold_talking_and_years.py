from django.db import migrations

from fushan.org.reach import held, trail

TABLES = ("villages_talkroom", "villages_chatgroup", "villages_villageyear")


class Migration(migrations.Migration):
    dependencies = [("villages", "0008_hold_plans")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
    ]
