from django.db import migrations

from fushan.org.reach import held, tied, trail

WALLS = ["cadres_wall", "cadres_pledge", "cadres_citation"]


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_hold_handovers")]
    operations = [
        *(held(table, "village_id", own="cadre_id") for table in WALLS),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in WALLS),
        tied("cadres_pledge", "wall_id", "cadres_wall", "village_id", "cadre_id"),
        tied("cadres_citation", "pledge_id", "cadres_pledge", "village_id", "cadre_id"),
    ]
