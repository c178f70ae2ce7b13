from django.db import migrations

from fushan.org.reach import held, private, trail


class Migration(migrations.Migration):
    dependencies = [("cadres", "0007_hold_files")]
    operations = [
        held("cadres_recall", "village_id", own="cadre_id"),
        trail("cadres_recallevent", "village_id", own="cadre_id"),
        private("cadres_recall", "cadre_id"),
        private("cadres_recallevent", "cadre_id"),
    ]
