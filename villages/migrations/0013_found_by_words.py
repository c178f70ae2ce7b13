from django.db import migrations

from fushan.desk.searching import kept


class Migration(migrations.Migration):
    dependencies = [("villages", "0012_hold_incidents_and_foundations"), ("desk", "0006_found_by_words")]
    operations = [
        kept("villages_visit", "visit", words="text"),
        kept("villages_project", "project", words="name"),
    ]
