from django.db import migrations

from fushan.org.reach import FUNCTION_OF_THE_USER


class Migration(migrations.Migration):
    dependencies = [("org", "0002_reach")]
    operations = [FUNCTION_OF_THE_USER]
