from django.db import migrations

from fushan.org.reach import held, trail

TABLES = ("villages_talkroom", "villages_chatgroup", "villages_villageyear")


class Migration(migrations.Migration):
    dependencies = [("villages", "0015_talking_and_years")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
    ]
