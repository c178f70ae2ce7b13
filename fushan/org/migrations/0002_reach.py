from django.db import migrations

from fushan.org.reach import ACCOUNTS, FUNCTIONS, held, tied, trail


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]
    operations = [
        FUNCTIONS,
        held("org_village", "code"),
        trail("org_villageevent", "code"),
        held("org_unit", "area_id", from_below=True),
        trail("org_unitevent", "area_id", from_below=True),
        held("org_unitname", "area_id", from_below=True),
        trail("org_unitnameevent", "area_id", from_below=True),
        tied("org_unitname", "unit_id", "org_unit", "area_id"),
        held("org_batch", "area_id", from_below=True),
        trail("org_batchevent", "area_id", from_below=True),
        held("org_selection", "village_id"),
        trail("org_selectionevent", "village_id"),
        held("org_user", "area_code", from_below=True, word=ACCOUNTS),
        trail("org_userevent", "area_code", from_below=True, word=ACCOUNTS),
    ]
