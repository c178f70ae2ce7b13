from django.db import migrations

from fushan.org.reach import FUNCTIONS


class Migration(migrations.Migration):
    """The functions as they are now; pg_dump asks with an empty search_path."""

    dependencies = [("org", "0003_township_deputies")]
    operations = [migrations.RunSQL(FUNCTIONS.sql, migrations.RunSQL.noop)]
