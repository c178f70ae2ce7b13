from django.db import migrations

from fushan.org.reach import held, tied, trail

TABLES = ["petitions_deliberation", "petitions_transfer"]


class Migration(migrations.Migration):
    dependencies = [("petitions", "0002_reach")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
        *(tied(table, "matter_id", "petitions_matter", "village_id") for table in TABLES),
    ]
