"""What a 通报 tells: things that are overdue and were gone after, and still are not done."""

import re
from datetime import date

from django.utils.timezone import localdate

from cadres.models import Difficulty
from fushan.reports.bulletins.drawing import paper_of
from fushan.reports.bulletins.moving import make_final, send
from fushan.reports.bulletins.overdue import overdue
from fushan.reports.models import Bulletin, BulletinKind, BulletinState
from tests.factories import DifficultyFactory
from tests.queries import at_most
from tests.reports.bulletins import (
    done,
    drafted,
    faults_of,
    finished,
    head,
    neglected,
    notice,
    page,
    sent,
)

NOTHING_LISTED = "通报里还没有列事，不能送审：点“核实没有办的事”，问清楚以后勾上，再送审。"
ZHANGZHUANG = "张庄镇某村：干部急难事没有人认领，应在2020年5月9日前办完，责任单位张庄镇。"
BEIWANG = "北王镇某村：干部急难事没有人认领，应在2020年5月9日前办完，责任单位北王镇。"


def moved(client, paper, move):
    url = page("move-bulletin", None, bulletin_id=paper.pk, move=move)
    return client.post(url, follow=True)


def listed(paper):
    return [line for group in paper_of(paper)["items"] for line in group["lines"]]


def test_a_notice_names_matters_and_units_by_place_and_nobody(client, staff, county):
    neglected()
    found = overdue("141027", localdate())
    told = [item.text for item in found if item.kind == "difficulty"]
    assert told == [ZHANGZHUANG, BEIWANG]
    assert not any("秦小妹" in item.text or "没有车" in item.text for item in found)
    assert [item.place for item in overdue("141027103", localdate())][0].startswith("141027103")


def test_only_what_was_gone_after_stands_in_a_notice(client, staff, county):
    neglected()
    paper = drafted(staff, text="现予通报。", kind=BulletinKind.NOTICE, issue=None)
    client.force_login(staff)
    url = page("verify-overdue", paper)
    form = client.get(url).context["form"]
    chosen = [value for value, _ in form.fields["items"].choices if "急难事" in value]
    data = sent(seen=form["seen"].value(), items=chosen)
    assert faults_of(client.post(url, data)) == ["没有核实的不能通报，请先核实。"]
    client.post(url, data | {"sure": "on"})
    paper.refresh_from_db()
    assert sorted(item["text"] for item in paper.verified) == sorted(chosen)
    text = client.get(page("bulletin", paper)).text
    shown = re.sub(r"<[^>]+>", "", text)
    assert shown.index("张庄镇某村：干部急难事") < shown.index("北王镇某村：干部急难事")
    assert "还没有导师" not in shown


def test_a_notice_bears_its_own_name_unless_told_otherwise(client, staff, county):
    client.force_login(staff)
    client.post(page("write-bulletin"), head(kind="notice", issue=""))
    client.post(page("write-bulletin"), head(kind="notice", issue="", name="督办通报"))
    assert [row.name for row in Bulletin.objects.order_by("pk")] == ["选派干部工作通报", "督办通报"]


def test_a_briefing_has_no_list_of_neglect(client, staff, county):
    client.force_login(staff)
    assert client.get(page("verify-overdue", drafted(staff))).status_code == 403


def test_what_was_done_since_it_was_verified_is_not_told_as_undone(client, staff, county):
    paper = notice(staff)
    assert listed(paper) == [ZHANGZHUANG, BEIWANG]
    done("张庄镇")
    client.force_login(staff)
    for name in ("bulletin", "edit-bulletin", "verify-overdue"):
        text = client.get(page(name, paper)).text
        assert f"<li>{ZHANGZHUANG}<b>已经办了，或者不再算超期。</b></li>" in text
    assert listed(paper) == [BEIWANG]
    form = client.get(page("verify-overdue", paper)).context["form"]
    assert form["items"].value() == [BEIWANG]
    assert ZHANGZHUANG not in form.offered
    moved(client, paper, "send")
    paper.refresh_from_db()
    assert [item["text"] for item in paper.verified] == listed(paper) == [BEIWANG]


def test_what_became_more_since_is_told_as_it_is_and_verified_anew(client, staff, county):
    paper = notice(staff)
    first = Difficulty.objects.get(village__township__name="张庄镇")
    DifficultyFactory(cadre=first.cadre, village=first.village, raised_on=date(2021, 3, 1))
    client.force_login(staff)
    text = client.get(page("bulletin", paper)).text
    assert f"{ZHANGZHUANG}<b>现在是：张庄镇某村：干部急难事没有人认领2件，最早一件应在" in text
    assert "仍没有办的，请重新核实、勾上。" in text
    assert listed(paper) == [BEIWANG]


def test_what_is_done_while_it_is_checked_does_not_become_final(client, staff, other, county):
    paper = notice(staff)
    send(paper)
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    done("张庄镇")
    for name in ("bulletin", "check-bulletin"):
        text = client.get(page(name, paper)).text
        assert "已经办了的不能通报，请退回重新核实" in text
        assert f"<li>{ZHANGZHUANG}<b>已经办了，或者不再算超期。</b></li>" in text
    response = client.post(page("check-bulletin", paper), sent(seen=seen, good="yes"))
    assert faults_of(response) == ["通报里列的有的已经办了，不能定稿，请退回重新核实。"]
    client.post(page("check-bulletin", paper), sent(seen=seen, good="no", reason="张庄镇办了"))
    paper.refresh_from_db()
    assert (paper.state, listed(paper)) == (BulletinState.DRAFT, [BEIWANG])


def test_a_final_notice_stays_whatever_is_done_later(client, staff, other, county):
    paper = notice(staff)
    send(paper)
    make_final(paper, by=other)
    done("张庄镇")
    client.force_login(staff)
    assert "已经办了" not in client.get(page("bulletin", paper)).text
    assert listed(paper) == [ZHANGZHUANG, BEIWANG]


def test_a_notice_of_nothing_is_not_sent(client, staff, county):
    empty, over = drafted(staff, kind=BulletinKind.NOTICE, issue=None), notice(staff)
    done("张庄镇")
    done("北王镇")
    client.force_login(staff)
    assert "还没有列事：点“核实没有办的事”" in client.get(page("bulletin", empty)).text
    for paper in (empty, over):
        assert NOTHING_LISTED in moved(client, paper, "send").text
        paper.refresh_from_db()
        assert paper.state == BulletinState.DRAFT


def test_a_notice_costs_the_same_however_much_it_lists(client, staff, other, county):
    paper = notice(staff)
    client.force_login(staff)
    for name, ceiling in (("bulletin", 10), ("edit-bulletin", 14), ("verify-overdue", 11)):
        with at_most(ceiling):
            client.get(page(name, paper))


def test_a_new_notice_has_its_own_title_and_numbers_and_opening(client, staff, other, county):
    finished(staff, other, issue=7, dated=localdate())
    drafted(staff, kind=BulletinKind.NOTICE, name="督办通报", issue=2, dated=localdate())
    client.force_login(staff)
    begun = {
        kind: client.get(page("write-bulletin"), {"kind": kind}).context["form"]
        for kind in ("briefing", "notice")
    }
    shown = ("title", "name", "issue", "kind", "sections")
    assert [begun["briefing"][name].value() for name in shown] == [
        "浮山县选派干部到村任职工作情况", "选派干部工作简报", 8, "briefing", list("01234"),
    ]  # fmt: skip
    assert [begun["notice"][name].value() for name in shown] == [
        "关于部分事项没有按期办理情况的通报", "选派干部工作通报", 3, "notice", ["0"],
    ]  # fmt: skip
    assert "写一期通报" in client.get(page("write-bulletin"), {"kind": "notice"}).text
    text = client.get(page("bulletins")).text
    assert f'href="{page("write-bulletin")}?kind=notice"' in text


def test_a_new_one_goes_to_whom_the_last_of_its_kind_went(client, staff, county):
    drafted(staff, to_report="旧的", dated=localdate().replace(day=1))
    to = {"to_report": "市委组织部", "to_send": "县委", "to_issue": "各乡镇", "copies": 60}
    drafted(staff, dated=localdate(), **to)
    drafted(staff, kind=BulletinKind.NOTICE, issue=None, dated=localdate(), to_issue="各乡镇党委")
    client.force_login(staff)
    form = client.get(page("write-bulletin")).context["form"]
    assert {name: form[name].value() for name in to} == to
    form = client.get(page("write-bulletin"), {"kind": "notice"}).context["form"]
    assert (form["to_report"].value(), form["to_issue"].value()) == ("", "各乡镇党委")
