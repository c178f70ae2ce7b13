from django.db import migrations

from fushan.desk.searching import kept


class Migration(migrations.Migration):
    dependencies = [("cadres", "0010_hold_meetings_and_honours"), ("desk", "0006_found_by_words")]
    operations = [kept("cadres_cadre", "cadre", place="area_code", words="name")]
