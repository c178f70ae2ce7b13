from django.db import migrations

from fushan.org.reach import held, tied, trail

TABLES = [
    "petitions_partymember",
    "petitions_household",
    "petitions_householdlink",
    "petitions_matter",
    "petitions_raiser",
    "petitions_matterstep",
    "petitions_review",
]


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial")]
    operations = [
        *(held(table, "village_id") for table in TABLES),
        *(trail(f"{table}event", "village_id") for table in TABLES),
        tied("petitions_raiser", "matter_id", "petitions_matter", "village_id"),
        tied("petitions_householdlink", "member_id", "petitions_partymember", "village_id"),
    ]
