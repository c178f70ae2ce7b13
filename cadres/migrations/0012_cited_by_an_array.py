from django.db import migrations

from fushan.org.reach import cited_anew


class Migration(migrations.Migration):
    dependencies = [("cadres", "0011_hold_difficulties")]
    operations = [
        cited_anew("cadres_cadre", "cadres_posting", "cadre_id"),
        cited_anew("cadres_cadreevent", "cadres_posting", "cadre_id"),
    ]
