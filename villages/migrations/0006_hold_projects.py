from django.db import migrations

from fushan.org.reach import held, tied, trail


class Migration(migrations.Migration):
    dependencies = [("villages", "0005_hold_heard_difficulties")]
    operations = [
        held("villages_project", "village_id"),
        trail("villages_projectevent", "village_id"),
        held("villages_support", "village_id"),
        trail("villages_supportevent", "village_id"),
        tied("villages_support", "project_id", "villages_project", "village_id"),
    ]
