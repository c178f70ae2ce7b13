from django.db import migrations

from fushan.org.reach import held, private, trail


class Migration(migrations.Migration):
    dependencies = [("cadres", "0008_hold_recalls")]
    operations = [
        held("cadres_borrowing", "village_id", own="cadre_id"),
        trail("cadres_borrowingevent", "village_id", own="cadre_id"),
        private("cadres_borrowing", "cadre_id"),
        private("cadres_borrowingevent", "cadre_id"),
    ]
