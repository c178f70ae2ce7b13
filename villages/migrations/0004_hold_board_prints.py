from django.db import migrations

from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("villages", "0003_hold_closed_months")]
    operations = [
        held("villages_boardprint", "village_id"),
        trail("villages_boardprintevent", "village_id"),
        held("villages_phoneconsent", "area_code", from_below=True, own="cadre_id"),
        trail("villages_phoneconsentevent", "area_code", from_below=True, own="cadre_id"),
    ]
