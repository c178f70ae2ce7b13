from django.db import migrations

from fushan.org.reach import held, private, trail


class Migration(migrations.Migration):
    dependencies = [("cadres", "0005_hold_walls")]
    operations = [
        held("cadres_difficulty", "village_id", own="cadre_id"),
        trail("cadres_difficultyevent", "village_id", own="cadre_id"),
        private("cadres_difficulty", "cadre_id"),
        private("cadres_difficultyevent", "cadre_id"),
    ]
