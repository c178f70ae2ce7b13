"""Writing, checking and reading bulletins, as those do who may."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.org.models import Role
from fushan.reports.bulletins.moving import make_final, send
from fushan.reports.bulletins.overdue import overdue
from fushan.reports.models import Bulletin, BulletinKind, BulletinState, Paragraph
from tests.factories import (
    BatchFactory,
    CadreFactory,
    CountyFactory,
    DifficultyFactory,
    PostingFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
)
from tests.factories.reports import BulletinFactory
from tests.queries import at_most

TEXT = "到村指导【到村指导】，入户30户。"


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def other(db):
    return UserFactory(role=Role.STAFF, area_code="141027", name="另一名科员")


def page(name, paper=None, **more):
    return reverse(f"bulletins:{name}", args=[paper.pk] if paper else [], kwargs=more or None)


def drafted(user, text=TEXT, **more):
    paper = BulletinFactory(drafted_by=user, **more)
    Paragraph.objects.create(bulletin=paper, area_id=paper.area_id, section="0", text=text)
    return paper


def finished(user, checker, **more):
    paper = drafted(user, **more)
    send(paper)
    make_final(paper, by=checker)
    return paper


def sent(**more):
    return {"submission": uuid4()} | more


def head(**more):
    return (
        sent(
            kind="briefing",
            title="工作情况",
            about="141027",
            span="last_month",
            sections=["0", "1"],
            name="选派干部工作简报",
            issue="1",
            unit="中共浮山县委组织部",
            dated=f"{localdate()}",
        )
        | more
    )


def faults_of(response):
    form = response.context["form"]
    return [said for faults in form.errors.values() for said in faults]


def edited(client, paper, **more):
    """Post the text as the page has it, with what is changed."""
    url = page("edit-bulletin", paper)
    form = client.get(url).context["form"]
    data = {"submission": uuid4(), "seen": form["seen"].value()}
    data |= {f"part_{section}": text for section, text in form.texts.items()}
    return client.post(url, data | more)


def test_a_new_one_has_its_sentences_at_once(client, staff, county):
    client.force_login(staff)
    response = client.post(page("write-bulletin"), head())
    paper = Bulletin.objects.get()
    assert response.url == page("edit-bulletin", paper)
    assert (paper.drafted_by, paper.area_id, paper.state) == (staff, "141027", "draft")
    first = localdate().replace(day=1)
    assert (paper.since < first, paper.until < first, paper.until is None) == (True, True, False)
    assert sorted(p.section for p in paper.paragraphs.all()) == ["0", "1"]
    assert "没有选派干部" in client.get(page("edit-bulletin", paper)).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"span": "term"}, "还没有选派批次，不能按“任职以来”；请选别的时间段。"),
        ({"span": "own"}, "请填从哪天。"),
        ({"span": "own", "since": "2020-05-02", "until": "2020-05-01"},
         "“到哪天”不能早于“从哪天”。"),
        ({"issue": ""}, "简报须写期号。"),
        ({"sections": []}, "请至少选一部分。"),
        ({"about": "141028"}, "请从单子里选。"),
        ({"title": ""}, "请填“标题”。"),
        ({"remark": "【到村指倒】"}, "没有【到村指倒】这个统计项。是不是【到村指导】？"),
    ],
    ids=["term", "own", "days", "issue", "parts", "place", "title", "remark"],
)  # fmt: skip
def test_what_is_wrong_with_a_new_one_is_told_and_kept(client, staff, county, wrong, told):
    client.force_login(staff)
    response = client.post(page("write-bulletin"), head(**wrong))
    assert faults_of(response) == [told]
    assert not Bulletin.objects.exists()
    assert 'value="选派干部工作简报"' in response.text


def test_the_whole_term_is_counted_from_the_batch_and_runs_on(client, staff, county):
    BatchFactory(began_on=date(2020, 4, 15))
    client.force_login(staff)
    client.post(page("write-bulletin"), head(span="term"))
    paper = Bulletin.objects.get()
    assert (paper.since, paper.until, paper.whole_term) == (date(2020, 4, 15), None, True)


def test_a_running_month_is_open_and_days_of_ones_own_are_taken(client, staff, county):
    client.force_login(staff)
    client.post(page("write-bulletin"), head(span="month"))
    assert Bulletin.objects.get().until is None
    own = {"span": "own", "since": "2020-05-01", "until": "2020-05-20", "issue": "2"}
    client.post(page("write-bulletin"), head(**own))
    assert Bulletin.objects.get(issue=2).until == date(2020, 5, 20)


def test_an_issue_that_is_taken_is_the_constraints_sentence(client, staff, county):
    BulletinFactory(issue=1, dated=localdate())
    client.force_login(staff)
    response = client.post(page("write-bulletin"), head())
    assert faults_of(response) == ["本年这个名称的这一期已经有了，请换一个期号。"]
    assert client.get(page("write-bulletin")).context["form"]["issue"].value() == 2


def test_figures_cannot_be_typed_over_and_a_wrong_name_keeps_the_text(client, staff, county):
    paper = drafted(staff)
    client.force_login(staff)
    response = edited(client, paper, part_0="到村指导【到村指导=99】次")
    assert faults_of(response) == ["没有【到村指导=99】这个统计项。是不是【到村指导】？"]
    assert "【到村指导=99】次" in response.text
    edited(client, paper, part_0="共到村【到村指导】。")
    assert Paragraph.objects.get().text == "共到村【到村指导】。"


def test_the_text_is_not_overwritten_by_an_older_page(client, staff, county):
    paper = drafted(staff)
    client.force_login(staff)
    old = client.get(page("edit-bulletin", paper)).context["form"]["seen"].value()
    edited(client, paper, part_0="新的")
    response = client.post(page("edit-bulletin", paper), sent(seen=old, part_0="旧的"))
    assert "您打开这一页之后，这条记录已被改过" in response.text
    assert Paragraph.objects.get().text == "新的"


def test_parts_come_and_go_with_what_is_ticked(client, staff, county):
    paper = drafted(staff)
    client.force_login(staff)
    url = page("bulletin-head", paper)
    seen = client.get(url).context["form"]["seen"].value()
    own = {"span": "own", "since": "2020-05-01", "until": "2020-05-31", "issue": "7"}
    client.post(url, head(seen=seen, sections=["1", "7"], **own))
    paper.refresh_from_db()
    assert sorted(p.section for p in paper.paragraphs.all()) == ["1", "7"]
    assert (paper.issue, paper.title) == (7, "工作情况")


def test_the_page_marks_typed_numbers_and_leads_to_the_ledger(client, staff, county):
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    paper = drafted(staff)
    client.force_login(staff)
    text = client.get(page("bulletin", paper)).text
    assert '<a class="told" href="/ledger/visits/?area=141027&amp;period=2020-05">1次</a>' in text
    assert '<u class="byhand">30<small>人工填写</small></u>' in text
    assert client.get("/ledger/visits/?area=141027&period=2020-05").status_code == 200


def test_a_final_one_no_longer_marks_them(client, staff, other, county):
    paper = finished(staff, other)
    client.force_login(staff)
    text = client.get(page("bulletin", paper)).text
    assert "人工填写" not in text and "入户30户" in text


def test_another_checks_it_and_the_drafter_may_not(client, staff, other, county):
    paper = drafted(staff)
    client.force_login(staff)
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="send"))
    assert client.get(page("check-bulletin", paper)).status_code == 403
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    response = client.post(page("check-bulletin", paper), sent(seen=seen, good="no"))
    assert faults_of(response) == ["请写一句哪里要改。"]
    client.post(page("check-bulletin", paper), sent(seen=seen, good="yes"))
    paper.refresh_from_db()
    assert (paper.state, paper.checked_by) == (BulletinState.FINAL, other)


def test_it_goes_back_with_the_reason_on_its_page(client, staff, other, county):
    paper = drafted(staff)
    send(paper)
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    client.post(page("check-bulletin", paper), sent(seen=seen, good="no", reason="核对培训次数"))
    client.force_login(staff)
    assert "退回修改：核对培训次数" in client.get(page("bulletin", paper)).text


def test_one_that_was_withdrawn_meanwhile_is_not_made_final(client, staff, other, county):
    paper = drafted(staff)
    send(paper)
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    client.force_login(staff)
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="withdraw"))
    client.force_login(other)
    late = client.post(page("check-bulletin", paper), sent(seen=seen, good="yes"))
    assert late.status_code == 403
    paper.refresh_from_db()
    assert paper.state == BulletinState.DRAFT


def test_a_colleague_takes_a_draft_over_and_then_does_not_check_it(client, staff, other, county):
    paper = drafted(staff)
    client.force_login(other)
    assert client.get(page("edit-bulletin", paper)).status_code == 403
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="take-over"))
    assert client.get(page("edit-bulletin", paper)).status_code == 200
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="send"))
    assert client.get(page("check-bulletin", paper)).status_code == 403


def test_a_draft_is_deleted_by_its_drafter_and_a_final_one_by_nobody(client, staff, other, county):
    paper, done = drafted(staff), finished(staff, other)
    client.force_login(staff)
    for each in (paper, done):
        client.post(page("move-bulletin", None, bulletin_id=each.pk, move="delete"))
    assert list(Bulletin.objects.all()) == [done]


def test_a_leader_reads_what_is_sent_for_review_and_final_and_no_draft(
    client, staff, other, leader, county
):
    paper, review, done = drafted(staff), drafted(staff), finished(staff, other)
    send(review)
    client.force_login(leader)
    answers = [client.get(page("bulletin", each)).status_code for each in (paper, review, done)]
    assert answers == [404, 200, 200]
    text = client.get(page("bulletins")).text
    assert f"{done}" in text and f"{paper} " not in text and "写一期" not in text
    assert client.get(page("edit-bulletin", done)).status_code == 403


def test_a_township_reads_the_countys_without_links_it_may_not_open(
    client, staff, other, official, county
):
    done = finished(staff, other)
    client.force_login(official)
    text = client.get(page("bulletin", done)).text
    assert "入户30户" in text and "/ledger/" not in text
    assert client.get(page("bulletin-paper", done)).status_code == 200


def test_a_township_writes_its_own(client, official, county):
    client.force_login(official)
    assert "委员会" in client.get(page("write-bulletin")).text
    client.post(page("write-bulletin"), head(about=official.area_code))
    paper = Bulletin.objects.get()
    assert (paper.area_id, paper.about_id) == (official.area_code, official.area_code)


def test_who_has_no_business_with_it_is_turned_away(client, secretary, admin, auditor, county):
    for user in (secretary, admin, auditor):
        client.force_login(user)
        assert client.get(page("bulletins")).status_code == 403


def test_the_list_and_the_page_cost_the_same_however_many(client, staff, other, county):
    for _ in range(3):
        finished(staff, other)
    client.force_login(staff)
    with at_most(8):
        client.get(page("bulletins"))
    paper = drafted(staff, text="【到村指导】【选派村】【培训主题】")
    with at_most(8):
        client.get(page("bulletin", paper))
    with at_most(8):
        client.get(page("bulletin", Bulletin.objects.final().first()))
    with at_most(12):
        client.get(page("edit-bulletin", paper))
    BulletinFactory.create_batch(25, drafted_by=staff)
    with at_most(8):
        listed = client.get(page("bulletins"))
    assert len(listed.context["page"]) == 20
    assert "再往前" in listed.text


def neglected():
    """Two townships with something overdue: a difficulty nobody claimed."""
    for code, name in (("141027103", "北王镇"), ("141027102", "张庄镇")):
        village = VillageFactory(
            township=TownshipFactory(code=code, name=name), code=f"{code}204", name=f"{name}某村"
        )
        cadre = CadreFactory(name="秦小妹", area_code=village.code)
        PostingFactory(cadre=cadre, village=village, began_on=date(2020, 4, 15))
        DifficultyFactory(cadre=cadre, village=village, raised_on=date(2020, 5, 6), text="没有车")


def test_a_notice_names_matters_and_units_by_place_and_nobody(client, staff, county):
    neglected()
    found = overdue("141027", localdate())
    told = [item.text for item in found if item.kind == "difficulty"]
    assert told == [
        "张庄镇某村：干部急难事没有人认领，应在2020年5月9日前办完，责任单位张庄镇。",
        "北王镇某村：干部急难事没有人认领，应在2020年5月9日前办完，责任单位北王镇。",
    ]
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


def test_a_briefing_has_no_list_of_neglect(client, staff, county):
    client.force_login(staff)
    assert client.get(page("verify-overdue", drafted(staff))).status_code == 403
