from django.db import migrations

from fushan.org.reach import held, private, tied, trail

FILES = ["cadres_appointmentform", "cadres_correction"]


class Migration(migrations.Migration):
    dependencies = [("cadres", "0006_hold_difficulties")]
    operations = [
        held("cadres_appointmentform", "area_code", own="cadre_id"),
        # Asked by who is between two villages too: it is their right, wherever they stand.
        held("cadres_correction", "area_code", own="cadre_id", anyone_adds=True),
        trail("cadres_appointmentformevent", "area_code", own="cadre_id"),
        trail("cadres_correctionevent", "area_code", own="cadre_id", anyone_adds=True),
        *(private(table, "cadre_id") for table in FILES),
        *(private(f"{table}event", "cadre_id") for table in FILES),
        *(tied(table, "cadre_id", "cadres_cadre", "area_code") for table in FILES),
    ]
