from django.db import migrations

from fushan.org.reach import held


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial"), ("org", "0002_reach")]
    operations = [held("inbox_notice", "area_code", anyone_adds=True)]
