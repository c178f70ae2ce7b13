from django.db import migrations

from fushan.org.reach import held, private, tied, trail

# What happens to one cadre in one village: theirs to read wherever they were posted then.
OF_A_CADRE = [
    "training_second",
    "training_roundanswer",
    "training_attendance",
    "training_feedback",
    "training_exchangemember",
    "training_tripmember",
]
# Of these a cadre sees not even those of others in the same village.
OF_ONESELF = ["training_roundanswer", "training_attendance", "training_feedback"]
# What a county or township does, and what those below it read too.
OF_AN_OFFICE = [
    ("training_needround", "area_id"),
    ("training_trainingsession", "area_id"),
    ("training_sessionneed", "area_id"),
    ("training_exchange", "area_id"),
    ("training_studytrip", "area_code"),
    ("training_tripplace", "area_code"),
]

# Whoever the same office asked may second what others asked of it; their names stay out of reach.
ASKED = [
    migrations.RunSQL(
        f"CREATE POLICY asked ON {table} FOR SELECT USING (area_id = ANY(reach_above()))",
        f"DROP POLICY asked ON {table}",
    )
    for table in ("training_need", "training_needevent")
]


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial"), ("org", "0002_reach")]
    operations = [
        held("training_need", "village_id", own="cadre_id"),
        trail("training_needevent", "village_id", own="cadre_id"),
        *ASKED,
        *(held(table, "village_id", own="cadre_id") for table in OF_A_CADRE),
        *(trail(f"{table}event", "village_id", own="cadre_id") for table in OF_A_CADRE),
        *(held(table, column, from_below=True) for table, column in OF_AN_OFFICE),
        *(trail(f"{table}event", column, from_below=True) for table, column in OF_AN_OFFICE),
        *(private(table, "cadre_id") for table in OF_ONESELF),
        *(private(f"{table}event", "cadre_id") for table in OF_ONESELF),
        tied("training_sessionneed", "session_id", "training_trainingsession", "area_id"),
        tied("training_tripplace", "trip_id", "training_studytrip", "area_code", "began_on"),
    ]
