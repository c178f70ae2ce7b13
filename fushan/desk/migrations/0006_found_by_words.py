from django.db import migrations

from fushan.desk.searching import GRAMS, kept


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_read_from_above"), ("org", "0002_reach")]
    operations = [
        GRAMS,
        kept("org_village", "village", record="code", place="code", words="name"),
        kept("org_unit", "unit", place="area_id", words="name"),
    ]
