from django.db import migrations

from fushan.org.reach import held, private, trail

OF_CADRES = (
    "award",
    "care",
    "caseresult",
    "meetingabsence",
    "workreport",
)


def _of_cadres():
    """Private, as leave is: in a village shown to whom it is about."""
    for name in OF_CADRES:
        yield held(f"cadres_{name}", "village_id", own="cadre_id")
        yield trail(f"cadres_{name}event", "village_id", own="cadre_id")
        yield private(f"cadres_{name}", "cadre_id")
        yield private(f"cadres_{name}event", "cadre_id")


class Migration(migrations.Migration):
    dependencies = [("cadres", "0009_hold_borrowings")]
    operations = [
        held("cadres_townshipmeeting", "area_id"),
        trail("cadres_townshipmeetingevent", "area_id"),
        *_of_cadres(),
    ]
