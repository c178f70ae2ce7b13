from django.db import migrations

from fushan.desk.searching import kept


class Migration(migrations.Migration):
    dependencies = [("petitions", "0003_hold_meetings"), ("desk", "0006_found_by_words")]
    operations = [kept("petitions_matter", "matter", words="text")]
