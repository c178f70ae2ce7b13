"""A year of thirty cadres through the pages, by the roles that may, from the scheme to the end."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Post
from evaluation.appraising import hand_up, open_period, show
from evaluation.models import Appraisal, AppraisalPart, Level, Outcome, Rule
from evaluation.moving import decide, explain, verify, write_down
from evaluation.sheets import sheet_of
from fushan.catalogue.dues import DUES
from fushan.org.due import ask
from fushan.org.models import Role
from tests.factories import (
    CadreFactory,
    PostingFactory,
    SelectionFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.evaluation import sample_scheme
from tests.queries import at_most
from villages.models import AccountCheck

YEAR = localdate().year - 1
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
PERIOD = f"?period=year-{FIRST}"
CADRES = 30


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def cadre_in(village):
    cadre = CadreFactory(area_code=village.code)
    cadre.user = UserFactory(
        role=Role.VILLAGE, area_code=village.code, cadre_id=cadre.pk, name=cadre.name
    )
    cadre.save()
    return PostingFactory(cadre=cadre, village=village, began_on=FIRST, post=Post.WORKER)


@pytest.fixture
def scheme(db):
    return sample_scheme(FIRST)


@pytest.fixture
def opened(scheme, village, secretary, staff):
    PostingFactory(cadre=secretary.cadre, village=village, began_on=FIRST)
    [one] = open_period("year", FIRST, LAST, by=staff, on=localdate(), area="141027")
    return one


def url(name, appraisal, *more):
    return reverse(f"appraisals:{name}", args=[appraisal.pk, *more])


def usual(client, address):
    """The form as it is drawn, with nothing touched."""
    form = client.get(address).context["form"]
    return {name: form.get_initial_for_field(f, name) or "" for name, f in form.fields.items()}


def excused(posting, official, staff):
    rule, day = Rule.objects.get(code="R05"), date(YEAR, 9, 1)
    hint = write_down(rule, posting, by=staff, on=day, happened_on=day, text="那天不在村")
    verify(hint, true=True, by=official, on=day, note="属实")
    explain(hint, by=posting.cadre.user, on=day, note="送村民去医院")
    decide(hint, outcome=Outcome.EXCUSED, by=staff, on=day, note="情有可原")


@pytest.fixture
def postings(scheme):
    """Thirty in three villages, whose accounts were checked three times and passed twice."""
    villages = [VillageFactory() for _ in range(3)]
    for village in villages:
        SelectionFactory(village=village, since=FIRST)
        for month in (3, 6, 9):
            told = {"checked_on": date(YEAR, month, 1), "passed": month != 6, "found": "单据不全"}
            AccountCheck.objects.create(village=village, what="accounts", checker="镇纪委", **told)
    return [cadre_in(villages[n % 3]) for n in range(CADRES)]


def test_a_year_of_thirty_cadres_from_the_scheme_to_the_end(postings, staff):
    desk, odd = signed_in(staff), postings[0]
    officials = _officials(postings)
    excused(odd, officials[0], staff)
    desk.post(reverse("appraisals:open"), {"period": f"year {FIRST}"})
    assert Appraisal.objects.count() == CADRES
    first = Appraisal.objects.get(posting=odd)
    level = _judged(first, officials)
    desk.post(reverse("appraisals:judge-rest") + PERIOD)
    assert states() == {"shown"}
    _heard(postings, odd)
    assert states() == {"replied", "appealed"}
    _decided(desk, first, level)
    assert states() == {"decided"}
    desk.post(reverse("appraisals:settle-rest") + PERIOD)
    assert states() == {"closed"}

    first.refresh_from_db()
    before, after = (
        AppraisalPart.objects.get(appraisal=first, stage=stage, component_id=int(level[6:]))
        for stage in ("shown", "final")
    )
    assert (before.numerator, after.numerator) == (Level.POOR.share, Level.GOOD.share)
    assert first.outcome == "upheld"
    assert [part.name for part in sheet_of(first).left_out if part.figure] != []
    _each_point_opens(signed_in(odd.cadre.user), first)


def states():
    return set(Appraisal.objects.values_list("state", flat=True))


def _officials(postings):
    codes = dict.fromkeys(posting.village.township_id for posting in postings)
    return [UserFactory(role=Role.TOWNSHIP, area_code=code) for code in codes]


def _judged(first, officials):
    """One is judged by hand, and a low level wants a word; the rest are one tap a township."""
    township = signed_in(officials[0])
    told = usual(township, url("judge", first))
    level = next(name for name in told if name.startswith("level"))
    told |= {level: "poor"}
    assert "请写一句为什么" in township.post(url("judge", first), told).text
    told |= {level.replace("level", "why"): "会议记录不全"}
    assert township.post(url("judge", first), told).status_code == 302
    for official in officials:
        signed_in(official).post(reverse("appraisals:judge-rest") + PERIOD)
    return level


def _heard(postings, odd):
    for posting in postings:
        name = "appeal" if posting is odd else "reply"
        note = {"note": "组织生活有记录，请再看"} if posting is odd else {}
        one = Appraisal.objects.get(posting=posting)
        assert signed_in(posting.cadre.user).post(url(name, one), note).status_code == 302


def _decided(desk, first, level):
    for one in Appraisal.objects.all():
        told = usual(desk, url("decide", one))
        if one == first:
            told |= {"outcome": "upheld", "note": "申诉属实", level: "good"}
        assert desk.post(url("decide", one), told).status_code == 302


def _each_point_opens(own, appraisal):
    """From the sheet to the records behind a part, and from there to the record."""
    page = own.get(url("appraisal", appraisal))
    opened = 0
    for indicator in page.context["sheet"].indicators:
        for part in indicator.parts:
            address = url("part", appraisal, part.component_id)
            assert (address in page.text) == bool(part.points or part.off)
            lines = own.get(address).context["lines"]
            assert len(lines) == len(part.cases)
            for line in filter(lambda line: line.url, lines):
                assert own.get(line.url).status_code == 200
                opened += 1
    assert opened >= 3


def test_a_quarter_takes_a_township_one_tap(scheme, village, secretary, official, staff):
    PostingFactory(cadre=secretary.cadre, village=village, began_on=FIRST)
    desk = signed_in(staff)
    offered = desk.get(reverse("appraisals:open")).context["form"].fields["period"].choices
    over = [key for key, label in offered if "还没过完" not in label]
    key = over[-1]  # the earliest quarter that is offered
    assert over == [key for key, _ in offered][: len(over)]
    desk.post(reverse("appraisals:open"), {"period": key})
    period = "?period=" + key.replace(" ", "-")
    signed_in(official).post(reverse("appraisals:judge-rest") + period)
    desk.post(reverse("appraisals:judge-rest") + period)
    own = signed_in(secretary)
    [one] = Appraisal.objects.all()
    assert (one.state, one.level, one.is_year) == ("shown", "fair", False)
    own.post(url("reply", one), {})
    desk.post(reverse("appraisals:settle-rest") + period)
    one.refresh_from_db()
    assert (one.state, one.level) == ("closed", "fair")


def test_each_page_asks_little_of_the_database(opened, secretary, official, staff, leader):
    township, desk = signed_in(official), signed_in(staff)
    with at_most(8):
        township.get(reverse("appraisals:appraisals"))
    with at_most(8):
        township.get(url("appraisal", opened))
    with at_most(9):
        township.get(url("judge", opened))
    hand_up(opened, by=official, on=localdate())
    show(opened, by=staff, on=localdate())
    own = signed_in(secretary)
    part = AppraisalPart.objects.first()
    for address in (
        reverse("appraisals:appraisals"),
        url("appraisal", opened),
        url("part", opened, part.component_id),
    ):
        with at_most(8):
            assert own.get(address).status_code == 200
    for reader in (desk, signed_in(leader)):
        with at_most(8):
            assert reader.get(reverse("appraisals:bands")).status_code == 200
    with at_most(8):
        desk.get(reverse("appraisals:overview"))


def test_leaders_see_counts_and_names_and_never_points(opened, leader, official, staff):
    hand_up(opened, by=official, on=localdate())
    opened.visible, opened.potential = Level.GOOD, Level.FAIR
    show(opened, by=staff, on=localdate())
    eyes = signed_in(leader)
    table = eyes.get(reverse("appraisals:bands"))
    cell = reverse("appraisals:band", args=["good", "fair"])
    assert f"{cell}{PERIOD}" in table.text and opened.cadre.name not in table.text
    assert opened.cadre.name in eyes.get(cell + PERIOD).text
    here, elsewhere = opened.village.township_id, TownshipFactory().pk
    assert opened.cadre.name in eyes.get(f"{cell}{PERIOD}&area={here}").text
    assert opened.cadre.name not in eyes.get(f"{cell}{PERIOD}&area={elsewhere}").text
    assert eyes.get(url("appraisal", opened)).status_code == 403
    assert eyes.get(reverse("appraisals:band", args=["best", "fair"])).status_code == 404


def test_the_cadre_is_told_by_the_due_list_and_prints_the_form(opened, official, secretary, staff):
    own = signed_in(secretary)
    assert own.get(url("appraisal", opened)).status_code == 404
    hand_up(opened, by=official, on=localdate())
    show(opened, by=staff, on=localdate())
    due = reverse("home")
    assert url("appraisal", opened) in own.get(due).text
    paper = own.get(reverse("appraisal-paper", args=[opened.pk]))
    assert paper.content[:4] == b"%PDF"


def test_the_offices_are_told_once_for_a_period(opened, official):
    kinds = [kind for kind in DUES if kind.code == "appraisal_judge"]
    assert [due.text for due in ask(kinds, localdate(), official)] == [f"{YEAR}年度考评待乡镇评"]


def test_the_register_of_a_period_goes_out_as_a_workbook(opened, staff):
    book = signed_in(staff).get(reverse("appraisals:appraisals") + PERIOD + "&format=xlsx")
    assert book.content[:2] == b"PK"
