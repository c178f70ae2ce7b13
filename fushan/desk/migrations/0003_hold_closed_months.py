from django.db import migrations

from fushan.desk.closing import FUNCTIONS
from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_reach")]
    operations = [
        held("desk_closedmonth", "area_id", from_below=True),
        trail("desk_closedmonthevent", "area_id", from_below=True),
        FUNCTIONS,
    ]
