"""一人一档: assembled from what there is, opened by the department and by whom it is about."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from docx import Document

from cadres.appointment import receive
from cadres.models import Award, Cadre, Care, Pledge, Posting, Presence, Wall, WorkLog
from evaluation.models import Finding, Inspection, InspectionSheet, Potential, Rule
from evaluation.moving import decide, explain, verify, write_down
from fushan.catalogue.dossier import dossier
from fushan.desk.models import AccessLog
from fushan.kit.lrmx import Form
from fushan.kit.lrmx.form import BLANK
from fushan.kit.serving import networks
from fushan.org.models import User
from fushan.reports.dossiers import paper_of, word_of
from petitions.models import Matter, MatterStep
from tests.factories import (
    AttendanceFactory,
    CadreFactory,
    LeaveFactory,
    MentorFactory,
    PairingFactory,
    PostingFactory,
    UserFactory,
    VisitFactory,
    WorkLogFactory,
)
from tests.factories.evaluation import sample_scheme
from tests.queries import at_most

YEAR = localdate().year
DAY = date(YEAR, 1, 15)
PAPERS = ("dossier-paper", "dossier-word", "appointment-paper")


@pytest.fixture
def posted(village, secretary):
    cadre = Cadre.objects.get(pk=secretary.cadre_id)
    return PostingFactory(cadre=cadre, village=village, began_on=date(YEAR - 1, 4, 1))


def there(posted):
    return {"cadre": posted.cadre, "village": posted.village}


def url(cadre, name="dossier"):
    return reverse(name, args=[cadre.pk])


def lived_through(posted):
    """One of each that a year brings."""
    mine = there(posted)
    log = WorkLogFactory(happened_on=DAY, text="示例日志", **mine)
    wall = Wall.objects.create(made_on=DAY, aspiration="示例初心", goal="示例目标", **mine)
    Pledge.objects.create(wall=wall, text="示例承诺", **mine)
    Presence.objects.create(month=DAY.replace(day=1), working_days=20, days=20, **mine)
    LeaveFactory(first_on=DAY, last_on=DAY, **mine)
    AttendanceFactory(**mine)
    PairingFactory(mentor=MentorFactory(area=posted.village.township), began_on=DAY, **mine)
    VisitFactory(village=posted.village, happened_on=DAY)
    return log, wall


def test_a_file_tells_each_thing_with_a_door_to_its_record(client, staff, posted):
    log, wall = lived_through(posted)
    client.force_login(staff)
    page = client.get(url(posted.cadre))

    for said in ("示例日志", "示例初心", "示例承诺", "在村 20 天", "事假", "导师", "逐日记录"):
        assert said in page.text
    for door in (reverse("cadres:log", args=[log.pk]), reverse("wall", args=[wall.pk])):
        assert f'href="{door}"' in page.text
    told = [line for _, lines in page.context["file"].sections[1:] for line in lines]
    assert [line for line in told if not line.url] == []


def test_what_an_inspection_found_stands_in_the_file_and_its_sheet_only_for_the_department(
    client, staff, secretary, posted
):
    county = {"area_id": staff.area_code}
    days = {"began_on": DAY, "ends_on": DAY, "closed_on": None}
    inspection = Inspection.objects.create(name="示例调研", **days, **county)
    of = {"inspection": inspection, "village": posted.village, "looked_by": staff}
    levels = {"visible": "good", "potential": "fair", "looked_on": DAY}
    sheet = InspectionSheet.objects.create(**of, **levels, **county)
    found = {"found_on": DAY, "due_on": DAY, "text": "账目没有公开"}
    finding = Finding.objects.create(sheet=sheet, village=posted.village, **found)
    problem = "1月15日账目没有公开（待整改）"

    assert of_inspections(client, staff, posted) == (["没有，或者只有县委组织部看得到"], [problem])
    Inspection.objects.update(closed_on=DAY)
    seen, _ = of_inspections(client, staff, posted)
    assert seen == ["1月15日示例调研：显绩好，潜绩较好"]
    hidden = ["没有，或者只有县委组织部看得到"]
    assert of_inspections(client, secretary, posted) == (hidden, [problem])
    page = client.get(url(posted.cadre))
    assert reverse("inspections:finding", args=[finding.pk]) in page.text
    assert reverse("inspections:sheet", args=[sheet.pk]) not in page.text


def test_a_matter_is_told_once_however_many_steps_it_took(staff, posted):
    matter = Matter.objects.create(
        village=posted.village, raised_on=DAY, text="路灯不亮", category="road", channel="visit"
    )
    step = {"matter": matter, "village": posted.village, "deed": "moved"}
    for day, state in ((DAY, "raised"), (DAY + timedelta(days=2), "accepted")):
        MatterStep.objects.create(happened_on=day, moved_to=state, **step)
    day = f"{DAY.year}年{DAY.month}月{DAY.day}日"
    assert lines_of(posted, "群众诉求") == [(day, f"路灯不亮（{matter.get_state_display()}）")]


def test_what_was_claimed_and_what_was_decided_stands_in_the_file_of_whom_it_is_about(
    client, staff, secretary, posted
):
    told = {"text": "修通水渠三里。", "tag": "base", "horizon": 5, "sign": "浇上地"}
    Potential.objects.create(claimed_on=DAY, **told, **there(posted))
    sample_scheme(date(YEAR - 1, 1, 1))
    rule = Rule.objects.get(code="R05")
    told = {"by": None, "on": DAY, "happened_on": DAY, "text": "不在村"}
    hint = write_down(rule, posted, **told)
    assert lines_of(posted, "待核实提示（已认定的）") == []
    verify(hint, true=True, by=UserFactory(), on=DAY, note="属实")
    explain(hint, by=secretary, on=DAY, note="忘了")
    decide(hint, outcome="points", points=1, by=staff, on=DAY, note="应先请假")
    claimed = f"修通水渠三里。（打基础，{YEAR + 5}年1月15日回头看）"
    assert lines_of(posted, "潜绩事项") == [(f"{YEAR}年1月15日申报", claimed)]
    said = f"{rule.name}：不在村（扣分 1 分）"
    assert lines_of(posted, "待核实提示（已认定的）") == [("1月15日认定", said)]
    client.force_login(secretary)
    page = client.get(url(posted.cadre)).text
    assert said in page and claimed in page
    colleague = CadreFactory(area_code=secretary.area_code)
    client.force_login(
        UserFactory(role="village", area_code=secretary.area_code, cadre_id=colleague.pk)
    )
    page = client.get(url(colleague)).text
    assert said not in page and claimed not in page


def of_inspections(client, user, posted):
    client.force_login(user)
    sections = client.get(url(posted.cadre)).context["file"].sections
    told = {
        of.title: [f"{ln.label}{ln.text}" for ln in lines] or [of.nothing] for of, lines in sections
    }
    return told["专班调研"], told["任职期间村里发现的问题"]


def test_a_file_asks_as_much_for_a_full_year_as_for_an_empty_one(client, staff, posted):
    client.force_login(staff)
    with at_most(15):
        assert client.get(url(posted.cadre)).status_code == 200
    lived_through(posted)
    a_full_year(posted)
    with at_most(15):
        assert client.get(url(posted.cadre)).status_code == 200


def a_full_year(posted):
    days = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)]
    WorkLog.objects.bulk_create(
        WorkLog(happened_on=day, text="入户走访，了解秋收和养老保险缴费。" * 3, **there(posted))
        for day in days
    )


def test_a_full_year_is_set_on_paper_whole(posted):
    a_full_year(posted)
    file = dossier(posted.cadre, localdate())
    pdf = paper_of(file, localdate()).pdf()
    assert pdf.startswith(b"%PDF")


def test_the_word_file_says_the_same_and_names_the_offices_fonts(posted):
    lived_through(posted)
    written = Document(BytesIO(word_of(dossier(posted.cadre, localdate()), localdate())))
    words = [c.text for t in written.tables for row in t.rows for c in row.cells]

    assert any("示例日志" in word for word in words)
    assert "仿宋_GB2312" in written.styles["Normal"].element.xml


def test_another_year_is_another_page_and_one_without_a_post_is_none(client, staff, posted):
    WorkLogFactory(happened_on=date(YEAR - 1, 5, 1), text="上年的事", **there(posted))
    client.force_login(staff)

    assert "上年的事" not in client.get(url(posted.cadre)).text
    assert "上年的事" in client.get(url(posted.cadre), {"year": YEAR - 1}).text
    assert client.get(url(posted.cadre), {"year": 1999}).status_code == 404


def test_what_happened_in_the_village_before_the_cadre_came_is_not_theirs(posted, village):
    VisitFactory(village=village, happened_on=date(YEAR - 1, 2, 1))
    assert dossier(posted.cadre, localdate(), YEAR - 1).days[0][0] == posted.began_on


def test_who_has_no_post_has_a_file_too(client, staff):
    client.force_login(staff)
    assert "没有任职" in client.get(url(CadreFactory())).text


def test_a_cadre_opens_their_own_and_learns_nothing_of_a_colleagues(client, posted, secretary):
    colleague = CadreFactory(area_code=secretary.area_code)
    client.force_login(secretary)

    assert client.get(reverse("dossiers")).context["file"].cadre == posted.cadre
    for name in ("dossier", *PAPERS):
        assert client.get(url(posted.cadre, name)).status_code == 200
        assert client.get(url(colleague, name)).status_code == 404


@pytest.mark.parametrize("role", ["leader", "township"])
@pytest.mark.parametrize("name", ["dossier", *PAPERS])
def test_nobody_else_opens_a_file(client, posted, role, name):
    code = posted.village_id[: 9 if role == "township" else 6]
    client.force_login(UserFactory(role=role, area_code=code))
    assert client.get(url(posted.cadre, name)).status_code == 403


def test_who_was_moved_away_still_opens_their_own(client, posted, secretary):
    log, _ = lived_through(posted)
    Posting.objects.filter(pk=posted.pk).update(ended_on=DAY + timedelta(days=9))
    Cadre.objects.filter(pk=posted.cadre_id).update(area_code=posted.village_id[:6])
    User.objects.filter(pk=secretary.pk).update(area_code=posted.village_id[:6])
    client.force_login(User.objects.get(pk=secretary.pk))

    page = client.get(reverse("dossiers"))
    assert page.context["file"].cadre == posted.cadre
    assert str(posted.village) in page.text
    assert log.text in page.text
    assert [client.get(url(posted.cadre, name)).status_code for name in PAPERS] == [200] * 3


@pytest.mark.parametrize("signed_in", ["staff", "secretary"])
@pytest.mark.parametrize(
    ("name", "deed", "told"),
    [
        ("dossier", "look", f"一人一档（{YEAR}年）"),
        ("dossier-paper", "print", f"一人一档（{YEAR}年）"),
        ("dossier-word", "print", f"一人一档（{YEAR}年）（Word）"),
        ("appointment-paper", "print", "干部任免审批表"),
    ],
    ids=["page", "paper", "word", "form"],
)
def test_looks_and_prints_are_on_record(client, request, posted, signed_in, name, deed, told):
    user = request.getfixturevalue(signed_in)
    client.force_login(user)
    client.get(url(posted.cadre, name))

    log = AccessLog.objects.get()
    assert (log.user, log.deed) == (user, deed)
    assert log.what.endswith(told)
    assert posted.cadre.name in log.what


@pytest.mark.parametrize("name", ["dossiers", "dossier", *PAPERS])
def test_only_the_offices_own_network_opens_a_file(client, settings, staff, posted, name):
    settings.INTERNAL_NETS = networks(["10.8.0.0/16"])
    client.force_login(staff)
    address = reverse(name) if name == "dossiers" else url(posted.cadre, name)

    assert client.get(address, REMOTE_ADDR="203.0.113.9").status_code == 403
    assert not AccessLog.objects.exists()
    assert client.get(address, REMOTE_ADDR="10.8.1.20").status_code == 200


def test_what_the_appointment_form_says_of_praise_stands_in_the_file(posted):
    form = Form(
        BLANK | {"XingMing": posted.cadre.name, "JiangChengQingKuang": "评为优秀党务工作者"}
    )
    receive(posted.cadre, form, by=None, on=DAY)
    told = dict(line for line in lines_of(posted, "奖惩和历年考核"))
    assert told == {"奖惩情况": "评为优秀党务工作者"}


def test_awards_and_care_of_the_year_stand_in_the_file(posted):
    mine = {"cadre": posted.cadre, "village": posted.village}
    Award.objects.create(
        awarded_on=DAY, name="优秀党务工作者", giver="县委", document="1号", **mine
    )
    Award.objects.create(awarded_on=DAY - timedelta(days=800), name="去年的", giver="县委", **mine)
    Care.objects.create(happened_on=DAY, kind="health", giver="县委组织部", **mine)
    day = f"{DAY.year}年{DAY.month}月{DAY.day}日"
    assert lines_of(posted, "奖励") == [(day, "优秀党务工作者（县委，1号）")]
    assert lines_of(posted, "关怀") == [(day, "体检，县委组织部")]


def lines_of(posted, title):
    found = dossier(posted.cadre, localdate()).sections
    lines = next(lines for section, lines in found if section.title == title)
    return [(line.label, line.text) for line in lines]


def test_the_list_stands_by_place_and_name(client, staff):
    for name in ("乙", "甲"):
        CadreFactory(name=name)
    client.force_login(staff)
    with at_most(8):
        page = client.get(reverse("dossiers"))
    assert [cadre.name for cadre in page.context["page"]] == ["甲", "乙"]
