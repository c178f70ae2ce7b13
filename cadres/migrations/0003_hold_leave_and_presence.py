from django.db import migrations

from fushan.desk.closing import closes
from fushan.org.reach import held, private, trail


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_reach"), ("desk", "0003_hold_closed_months")]
    operations = [
        held("cadres_leave", "village_id", own="cadre_id"),
        trail("cadres_leaveevent", "village_id", own="cadre_id"),
        private("cadres_leave", "cadre_id"),
        private("cadres_leaveevent", "cadre_id"),
        held("cadres_presence", "village_id", own="cadre_id"),
        trail("cadres_presenceevent", "village_id", own="cadre_id"),
        private("cadres_presence", "cadre_id"),
        private("cadres_presenceevent", "cadre_id"),
        closes("cadres_worklog", unless="late_reason <> ''"),
        closes("cadres_leave", "first_on", "last_on", on=["INSERT", "DELETE"]),
        closes("cadres_presence", "month"),
    ]
