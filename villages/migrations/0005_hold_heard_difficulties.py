from django.db import migrations

from fushan.org.reach import held, tied, trail


class Migration(migrations.Migration):
    dependencies = [("villages", "0004_hold_board_prints"), ("cadres", "0006_hold_difficulties")]
    operations = [
        held("villages_hearddifficulty", "village_id"),
        trail("villages_hearddifficultyevent", "village_id"),
        tied("villages_hearddifficulty", "visit_id", "villages_visit", "village_id"),
    ]
