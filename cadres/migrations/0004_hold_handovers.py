from django.db import migrations

from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_hold_leave_and_presence")]
    operations = [
        held("cadres_handover", "area_code"),
        trail("cadres_handoverevent", "area_code"),
    ]
