from django.db import migrations

from fushan.org.reach import held, trail


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("org", "0002_reach")]
    operations = [
        trail("desk_accesslog", "area_code", anyone_adds=True),
        held("desk_attachment", "area_code"),
        trail("desk_attachmentevent", "area_code"),
        held("desk_importbatch", "area_code"),
        held("desk_importchange", "area_code"),
        held("desk_keptcopy", "area_code"),
        held("desk_submission", "area_code"),
    ]
