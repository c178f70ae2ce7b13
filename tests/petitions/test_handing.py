"""A cadre or an official goes: their open matters are on the list, each passed on or left."""

from datetime import date

from fushan.catalogue.handing import CADRE, OFFICIAL
from petitions.models import Deed, MatterStep
from tests.factories import CadreFactory
from tests.petitions.test_matters import a_matter

DAY = date(2025, 9, 30)


def lines(found):
    return {line.key: line for line in found if line.key.startswith("matter-")}


def test_a_cadres_open_matters_pass_on_by_line(secretary, village):
    successor = CadreFactory(area_code=village.code, name="接任示例")
    mine = a_matter(village, entered_by=secretary, owner="示例支委", state="in_hand")
    named = a_matter(village, owner=secretary.cadre.name)
    done = {"state": "told", "done_on": DAY, "told_on": DAY}
    a_matter(village, entered_by=secretary, **done)
    a_matter(village, owner="别人")
    found = lines(CADRE.hanging(secretary.cadre, DAY))
    assert set(found) == {f"matter-{mine.pk}", f"matter-{named.pk}"}
    line = found[f"matter-{mine.pk}"]
    assert line.takers == [(str(successor.pk), f"接任示例（{successor.unit}）")]
    assert line.what == f"{village}诉求“二组自来水三天没水”（办理中）"
    assert line.settle(str(successor.pk), DAY, "任期届满") == "接任示例"
    assert found[f"matter-{named.pk}"].settle("", DAY, "任期届满") == "由村里另行安排"
    mine.refresh_from_db()
    named.refresh_from_db()
    assert (mine.owner, mine.state, named.owner) == ("接任示例", "in_hand", "")
    step = MatterStep.objects.get(matter=mine)
    assert (step.deed, step.moved_from, step.moved_to) == (Deed.HANDED_ON, "in_hand", "in_hand")
    assert step.note == "示例支委变动（任期届满），接任示例"


def test_an_officials_received_matters_are_on_their_list(official, village):
    up = {"state": "upward", "upper": "township"}
    received, waiting = a_matter(village, **up), a_matter(village, **up)
    named = a_matter(village, owner=official.name)
    told = {"deed": Deed.RECEIVED, "moved_from": "upward", "moved_to": "upward"}
    told |= {"happened_on": DAY, "made_by": official, "village": village}
    MatterStep.objects.create(matter=received, **told)
    found = lines(OFFICIAL.hanging(official.official, DAY))
    assert set(found) == {f"matter-{received.pk}", f"matter-{named.pk}"}
    assert f"matter-{waiting.pk}" not in found
