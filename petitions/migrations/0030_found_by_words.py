from django.db import migrations

from fushan.desk.searching import kept


class Migration(migrations.Migration):
    dependencies = [("petitions", "0008_published"), ("desk", "0010_search_entries")]
    operations = [kept("petitions_matter", "matter", words="text")]
