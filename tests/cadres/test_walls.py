"""A wall is written once, its promises settled by whoever made them, with what shows it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import Citation, Pledge, PledgeState, Wall
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.figures import Value
from fushan.org.reach import reach
from fushan.reports.wall_papers import account, poster
from tests.factories import CountyFactory, PostingFactory, VisitFactory
from tests.queries import at_most

WORDS = {
    "aspiration": "我是农民的儿子。",
    "goal": "家家有活干。",
    "verse": "",
    "shape": "tree",
    "hung": "branch",
    "made_on": "2025-05-01",
}


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    return PostingFactory(cadre=secretary.cadre, village=village)


@pytest.fixture
def wall(posted):
    wall = Wall.objects.create(
        cadre=posted.cadre,
        village=posted.village,
        aspiration="为什么来",
        goal="做什么",
        made_on=date(2025, 5, 1),
    )
    for text in ("装路灯", "办合作社"):
        Pledge.objects.create(wall=wall, cadre=wall.cadre, village=wall.village, text=text)
    return wall


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def test_a_wall_is_due_thirty_days_after_coming(secretary, posted):
    colleague = PostingFactory(village=posted.village, post="member")
    assert colleague.cadre_id != posted.cadre_id
    with reach(*secretary.reach):
        owed = [d for d in dues_of(secretary, date(2025, 5, 16)) if d.kind == "wall"]
    assert [(due.due_on, due.urgency) for due in owed] == [(date(2025, 5, 15), "bad")]


def test_a_cadre_writes_the_wall_and_owes_none_any_more(client, secretary, posted):
    client.force_login(secretary)
    send(client, "hang-wall", pledges="装路灯\n办合作社\n装路灯", **WORDS)
    wall = Wall.objects.get()
    assert (wall.cadre, wall.shape, wall.hung) == (secretary.cadre, "tree", "branch")
    assert [pledge.text for pledge in wall.pledges.order_by("pk")] == ["装路灯", "办合作社"]
    with reach(*secretary.reach):
        assert [d for d in dues_of(secretary, localdate()) if d.kind == "wall"] == []
    assert client.get(reverse("hang-wall")).url == reverse("edit-wall", args=[wall.pk])


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"pledges": "\n".join(map(str, range(13)))}, "pledges", "承诺最多写 12 条，写最要紧的。"),
        (
            {"pledges": "长" * 101},
            "pledges",
            "“长长长长长长长长长长…”太长，每条不超过 100 个字。",
        ),
        ({"made_on": "2035-01-01"}, "made_on", "日期不能晚于今天。"),
        ({"goal": ""}, "goal", "请填“目标：要做成什么”。"),
    ],
)
def test_a_wall_that_is_wrong_is_told_at_its_field(client, secretary, posted, typed, field, said):
    client.force_login(secretary)
    response = send(client, "hang-wall", **WORDS | typed)
    assert errors(response) == {field: [said]}
    assert not Wall.objects.exists()


def test_editing_keeps_what_is_settled(client, secretary, wall):
    kept = wall.pledges.get(text="装路灯")
    Pledge.objects.filter(pk=kept.pk).update(state="kept", settled_on=date(2025, 9, 1))
    client.force_login(secretary)
    seen = wall.changed_at.isoformat()
    send(client, "edit-wall", wall.pk, pledges="修水管", seen=seen, **WORDS)
    texts = {pledge.text: pledge.state for pledge in wall.pledges.all()}
    assert texts == {"装路灯": "kept", "修水管": "open"}


def test_a_promise_is_kept_with_a_record_that_shows_it(client, secretary, wall):
    visit = VisitFactory(village=wall.village, text="路灯亮了")
    pledge = wall.pledges.get(text="装路灯")
    client.force_login(secretary)
    form = client.get(reverse("settle-pledge", args=[pledge.pk])).context["form"]
    told = f"到村指导 {date_format(visit.happened_on, 'Y年n月j日')}：路灯亮了"
    assert form.fields["cited"].choices == [(f"visits:{visit.pk}", told)]
    typed = {
        "state": "kept",
        "cited": [f"visits:{visit.pk}"],
        "seen": pledge.changed_at.isoformat(),
    }
    send(client, "settle-pledge", pledge.pk, **typed)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.settled_on) == (PledgeState.KEPT, localdate())
    page = client.get(reverse("wall", args=[wall.pk]))
    cited = {p.text: [(c.label, c.url) for c in records] for p, records in page.context["pledges"]}
    assert cited["装路灯"] == [(told, reverse("villages:visit", args=[visit.pk]))]


def test_a_record_that_is_gone_is_said_to_be_so(client, secretary, wall):
    pledge = wall.pledges.get(text="装路灯")
    Citation.objects.create(
        pledge=pledge,
        cadre=wall.cadre,
        village=wall.village,
        figure="visits",
        record_id="999999",
        label="到村指导 2025-09-01",
    )
    client.force_login(secretary)
    for page in ("wall", "reconcile"):
        assert "记录已不在或不在您的范围内" in client.get(reverse(page, args=[wall.pk])).text
    (row,) = [row for row in account(wall, localdate()).data["rows"] if row["text"] == "装路灯"]
    assert row["cited"] == ["到村指导 2025-09-01（记录已查不到）"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"state": "unkept"}, "reason", "没有兑现的请写明原因。"),
        (
            {"state": "kept", "done": "装了", "settled_on": "2035-01-01"},
            "settled_on",
            "日期不能晚于今天。",
        ),
        ({"state": ""}, "state", "请选“状态”。"),
    ],
)
def test_a_promise_is_not_settled_without_its_reason(client, secretary, wall, typed, field, said):
    pledge = wall.pledges.first()
    client.force_login(secretary)
    seen = pledge.changed_at.isoformat()
    response = send(client, "settle-pledge", pledge.pk, seen=seen, **typed)
    assert errors(response) == {field: [said]}


def test_nobody_else_of_the_village_settles_it(client, wall):
    other = PostingFactory(village=wall.village, post="member").cadre
    other.user = type(wall.cadre.user).objects.create(
        username="other",
        name=other.name,
        role="village",
        area_code=wall.village_id,
        cadre_id=other.pk,
    )
    other.save()
    client.force_login(other.user)
    assert client.get(reverse("wall", args=[wall.pk])).status_code == 200
    assert client.get(reverse("edit-wall", args=[wall.pk])).status_code == 403
    pledge = wall.pledges.first()
    assert client.get(reverse("settle-pledge", args=[pledge.pk])).status_code == 403


def test_the_numbers_of_walls(wall):
    Pledge.objects.filter(text="装路灯").update(state="kept", settled_on=date(2025, 9, 3))
    september = Period.of("month", date(2025, 9, 1))
    found = {code: FIGURES[code].value("141027", september) for code in ("walls", "pledges_kept")}
    assert found == {"walls": Value(1), "pledges_kept": Value(1)}


def test_papers_hold_the_words_as_they_are(wall):
    wall.verse = "#let x = 1\n*粗*"
    assert poster(wall).pdf()[:5] == b"%PDF-"
    data = account(wall, localdate()).data
    assert [row["text"] for row in data["rows"]] == ["装路灯", "办合作社"]
    assert account(wall, localdate()).pdf()[:5] == b"%PDF-"


def test_the_gallery_asks_no_more_for_more_walls(client, leader, wall):
    for _ in range(6):
        posting = PostingFactory()
        Wall.objects.create(
            cadre=posting.cadre, village=posting.village, aspiration="来", goal="做", made_on=DAY
        )
    client.force_login(leader)
    with at_most(6):
        page = client.get(reverse("walls"))
    assert len(page.context["page"]) == 7
    with at_most(8):
        client.get(reverse("wall", args=[wall.pk]))


DAY = date(2025, 5, 1) + timedelta(days=1)
