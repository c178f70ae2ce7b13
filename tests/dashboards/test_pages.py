import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting
from cadres.models import CadrePrivate, Posting, WorkLog
from fushan.dashboards.views.history import TOLD_TO_ALL
from fushan.desk.models import reckon_weeks
from fushan.kit.periods import Period
from fushan.org.models import Role
from tests.factories import (
    BatchFactory,
    BoardSeatFactory,
    CadrePrivateFactory,
    CountyFactory,
    LeadershipFactory,
    PostingFactory,
    SelectionFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most

LEADS = re.compile(r"url 'history' '([a-z.]+)'")
SEPTEMBER = Period.of("month", date(2025, 9, 1))


@pytest.fixture
def county(db):
    return CountyFactory()


def test_the_overview_asks_at_most_fifteen_queries_however_many_villages(client, leader, county):
    reckon_weeks()
    BatchFactory()
    for _ in range(12):
        village = SelectionFactory().village
        VisitorFactory(visit__village=village), WorkLogFactory(village=village)
    BoardSeatFactory(village=village, official__user=leader)
    client.force_login(leader)
    with at_most(15):
        page = client.get(reverse("home"), {"period": "2025-09"}).text
    assert "我包联的村" in page


def test_an_empty_county_says_so(client, leader, county):
    client.force_login(leader)
    page = client.get(reverse("home")).text
    assert "这里没有选派村。" in page
    assert "上周各村都有乡镇班子到过" not in page


def test_a_village_that_was_missed_is_named_with_its_township(client, leader, county):
    reckon_weeks()
    village = SelectionFactory().village
    client.force_login(leader)
    page = client.get(reverse("home")).text
    assert "个村上周没有乡镇班子到村" in page
    door = reverse("village", args=[village.pk])
    assert f'{village.township}：<a href="{door}">{village}</a>' in page


def test_the_week_grid_tells_visited_missed_and_not_due_apart(client, leader, county):
    reckon_weeks()
    village = SelectionFactory(since=localdate() - timedelta(weeks=5)).village
    last = localdate() - timedelta(days=localdate().weekday() + 7)
    visitor = VisitorFactory(visit__village=village, visit__happened_on=last)
    LeadershipFactory(official=visitor.official)
    client.force_login(leader)

    (row,) = client.get(reverse("home")).context["weeks"].rows

    assert row.label == village.name
    assert [(cell.kind, cell.text) for cell in row.cells[-2:-1]] == [("hit", "1")]
    assert row.cells[-1].kind in ("now", "wait", "off")
    opened = client.get(row.cells[-2].url).context
    assert (opened["value"].number, opened["page"]) == (1, [visitor.visit])


def test_a_province_is_told_by_the_places_below_it(client, county):
    reckon_weeks()
    for code in ("14", "1410"):
        CountyFactory(code=code, name=f"示例{code}")
    since = localdate() - timedelta(weeks=5)
    first, _ = (SelectionFactory(since=since).village for _ in range(2))
    last = localdate() - timedelta(days=localdate().weekday() + 7)
    visitor = VisitorFactory(visit__village=first, visit__happened_on=last)
    LeadershipFactory(official=visitor.official)
    client.force_login(UserFactory(role=Role.LEADER, area_code="14"))
    for area, below in (("14", "示例1410"), ("1410", "浮山县")):
        with at_most(15):
            told = client.get(reverse("home"), {"area": area}).context
        [row] = told["weeks"].rows
        assert (row.label, row.cells[-2].text, row.cells[-2].kind) == (below, "1", "miss")
        assert row.cells[-2].title.endswith("：2 个村，1 个没有到")
        assert told["missed"] == (1, [("", [(f"{below}1个", row.url)])])
        assert [str(place) for place, _ in told["below"]] == [below]
        opened = client.get(row.cells[-2].url).context
        assert (opened["value"].number, opened["page"]) == (1, [visitor.visit])


def test_a_village_on_one_page(client, official, village):
    posting = PostingFactory(village=village)
    BoardSeatFactory(village=village, official__name="示例县长")
    VisitorFactory(visit__village=village, visit__text="看渠道")
    WorkLogFactory(village=village, text="疏通水渠")
    client.force_login(official)

    with at_most(9):
        page = client.get(reverse("village", args=[village.pk])).text

    for words in (posting.cadre.name, "示例县长", "看渠道", "疏通水渠"):
        assert words in page
    assert page.count("待明确") == 3


def test_a_village_without_a_cadre_says_since_when(client, official, village):
    SelectionFactory(village=village)
    posting = PostingFactory(village=village)
    end_posting(posting, on=date(2025, 10, 1), reason="调动")
    client.force_login(official)
    with at_most(9):
        page = client.get(reverse("village", args=[village.pk])).text
    assert "自2025年10月1日起空缺" in page


def test_a_day_of_another_year_is_told_with_its_year(client, official, village):
    VisitFactory(village=village, happened_on=date(2025, 9, 1))
    VisitFactory(village=village, happened_on=localdate())
    client.force_login(official)
    page = client.get(reverse("villages:visits")).text
    assert "2025年9月1日 ·" in page
    assert f"{localdate().year}年" not in page


def test_the_villages_page_finds_by_old_names(client, leader, db):
    call_command("load_areas")
    client.force_login(leader)
    page = client.get(reverse("villages"), {"q": "米家垣乡"}).text
    assert "张庄镇" in page
    assert "已并入张庄镇" in page


def test_the_history_of_a_log_tells_who_and_what_before_and_after(client, secretary, village):
    client.force_login(secretary)
    post = {
        "submission": "11111111-1111-4111-8111-111111111111",
        "text": "疏通水渠。",
        "happened_on": localdate().isoformat(),
    }
    log = client.post(reverse("record-log"), post)
    row = WorkLog.objects.get()
    client.post(
        reverse("edit-log", args=[row.pk]),
        post
        | {
            "submission": "22222222-2222-4222-8222-222222222222",
            "text": "修了水渠。",
            "seen": row.changed_at.isoformat(),
        },
    )
    assert log.status_code == 302

    changes = client.get(reverse("history", args=["cadres.worklog", row.pk])).context["changes"]

    assert [(c.deed, c.who) for c in changes] == [
        ("修改", secretary.name),
        ("新建", secretary.name),
    ]
    assert changes[0].fields == [("做了什么", "疏通水渠。", "修了水渠。")]
    assert changes[0].page == reverse("edit-log", args=[row.pk])


def test_the_history_of_a_visit_tells_who_came_and_who_was_struck_out(client, official, village):
    visit = VisitFactory(village=village)
    struck = VisitorFactory(visit=visit)
    struck.delete()
    client.force_login(official)

    page = client.get(reverse("history", args=["villages.visit", visit.pk]))

    told = [(c.deed, [f[1:] for f in c.fields]) for c in page.context["changes"]]
    assert told[:2] == [
        ("删除到村人员", [(struck.official.name, "")]),
        ("新建到村人员", [("", struck.official.name)]),
    ]
    assert told[2][0] == "新建"


def test_who_sees_a_board_sees_what_happened_to_each_seat(client, secretary, village):
    seat = BoardSeatFactory(village=village)
    PostingFactory(cadre=secretary.cadre, village=village)
    client.force_login(secretary)

    page = client.get(reverse("seats", args=[village.pk])).text

    for label, row in (("villages.boardseat", seat), ("cadres.posting", Posting.objects.get())):
        url = reverse("history", args=[label, row.pk])
        assert page.count(url) == 1
        assert client.get(url).status_code == 200
    assert client.get(reverse("history", args=["cadres.cadre", 1])).status_code == 404


def test_history_out_of_reach_is_not_found(client, official):
    other = VisitFactory()
    client.force_login(official)
    for label, pk in [
        ("villages.visit", other.pk),
        ("villages.visit", "x"),
        ("org.user", 1),
        ("no.table", 1),
    ]:
        assert client.get(reverse("history", args=[label, pk])).status_code == 404


def test_the_auditor_reads_the_trail_and_no_private_value(client, auditor, staff):
    posting = PostingFactory()
    client.force_login(auditor)

    with at_most(8):
        page = client.get(reverse("trail"))
    chosen = client.get(reverse("trail"), {"register": "cadres.posting"})

    assert "新建任职" in page.text
    (row,) = chosen.context["rows"]
    assert (row["pgh_of"], row["pgh_pk"]) == ("cadres.posting", str(posting.pk))
    assert client.get(reverse("trail"), {"register": "no.table"}).status_code == 404
    assert client.get(reverse("trail"), {"before": "x"}).status_code == 404
    assert client.get(reverse("trail"), {"day": "x"}).status_code == 404
    assert client.get(reverse("trail"), {"day": "2020-01-01"}).context["rows"] == []


def test_the_auditor_sees_that_private_data_changed_and_not_what(client, auditor):
    private = CadrePrivateFactory()
    private.phone = "13800000000"
    private.save()
    last = CadrePrivate.pgh_event_model.objects.latest("pgh_id")
    client.force_login(auditor)

    page = client.get(reverse("event", args=["cadres.cadreprivate", last.pk]))

    assert page.context["change"].fields == [("联系电话（加密）", "", "（已加密，不显示）")]
    assert private.phone_sealed not in page.text


def test_the_auditor_opens_no_page_of_the_county(client, auditor, county):
    client.force_login(auditor)
    for name in ("villages", "villages:visits", "cadres:logs", "overview"):
        assert client.get(reverse(name)).status_code == 403


def test_two_villages_of_one_name_stand_with_their_townships(client, leader, county):
    places = [SelectionFactory(village__name="南庄村").village for _ in range(2)]
    other = SelectionFactory().village
    reckon_weeks()
    client.force_login(leader)
    rows = client.get(reverse("overview"), {"area": county.pk}).context["weeks"].rows
    names = {row.label for row in rows}
    assert names == {f"南庄村（{one.township}）" for one in places} | {other.name}


def test_every_history_that_a_page_leads_to_is_told_to_all(db):
    pages = (settings.BASE_DIR / "templates").rglob("*.html")
    led_to = {label for page in pages for label in LEADS.findall(page.read_text())}
    assert led_to - TOLD_TO_ALL == set()
    assert len(led_to) > 5
