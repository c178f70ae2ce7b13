from django.db import migrations

from fushan.desk.searching import kept


class Migration(migrations.Migration):
    dependencies = [("cadres", "0023_hold_meetings_and_honours"), ("desk", "0010_search_entries")]
    operations = [kept("cadres_cadre", "cadre", place="area_code", words="name")]
