from django.db import migrations

from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("villages", "0009_hold_talking_and_years")]
    operations = [
        held("villages_partyactivity", "village_id"),
        trail("villages_partyactivityevent", "village_id"),
    ]
