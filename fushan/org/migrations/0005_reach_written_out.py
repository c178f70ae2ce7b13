from django.db import migrations

from fushan.org.reach import FUNCTIONS


class Migration(migrations.Migration):
    """The functions as they are now: written out in each query instead of called for each row."""

    dependencies = [("org", "0004_reach_from_any_schema")]
    operations = [migrations.RunSQL(FUNCTIONS.sql, migrations.RunSQL.noop)]
