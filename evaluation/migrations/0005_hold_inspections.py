from django.db import migrations

from fushan.org.reach import held, private, tied, trail

OF_AN_INSPECTION = ("evaluation_inspectionmember", "evaluation_inspectionsheet")
AT_THE_COUNTY = (
    "evaluation_inspection",
    *OF_AN_INSPECTION,
    "evaluation_inspectionscore",
)
ONES_OWN = ("evaluation_potential", "evaluation_potentialcitation")


def roomed(table):
    """Only to whoever has that room open: no account's own reach is one, the auditor's neither."""
    return migrations.RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY room ON {table} USING (room = reach() OR reach_is(''))",
        ],
        [
            f"DROP POLICY room ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_inspections"), ("org", "0002_reach")]
    operations = [
        *(held(table, "area_id") for table in AT_THE_COUNTY),
        *(trail(f"{table}event", "area_id") for table in AT_THE_COUNTY),
        *(
            tied(table, "inspection_id", "evaluation_inspection", "area_id")
            for table in OF_AN_INSPECTION
        ),
        tied(
            *("evaluation_inspectionscore", "sheet_id", "evaluation_inspectionsheet"),
            *("area_id", "village_id"),
        ),
        held("evaluation_finding", "village_id"),
        trail("evaluation_findingevent", "village_id"),
        tied("evaluation_finding", "sheet_id", "evaluation_inspectionsheet", "village_id"),
        roomed("evaluation_talk"),
        roomed("evaluation_talkevent"),
        *(held(table, "village_id", own="cadre_id") for table in ONES_OWN),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in ONES_OWN),
        *(private(table, "cadre_id") for table in ONES_OWN),
        *(private(f"{table}event", "cadre_id") for table in ONES_OWN),
        tied(
            *("evaluation_potentialcitation", "claim_id", "evaluation_potential"),
            *("cadre_id", "village_id"),
        ),
    ]
