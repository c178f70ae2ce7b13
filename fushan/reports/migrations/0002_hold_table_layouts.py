from django.db import migrations

from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_table_layouts"), ("org", "0002_reach")]
    operations = [
        held("reports_tablelayout", "area_code"),
        trail("reports_tablelayoutevent", "area_code"),
    ]
