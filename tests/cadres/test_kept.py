"""Called away, honoured, cared for: kept by the offices, told to nobody but whom it is about."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.kept_resources import AwardRegister
from cadres.models import Award, Borrowing, Care, CaseResult
from fushan.desk.registers import undo
from fushan.org.reach import reach
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import CadreFactory, PostingFactory

TODAY = localdate()
DAY = date(2020, 7, 1)
PLACE = "村 选派干部"
AWAY = "从哪天 选派干部 哪个单位抽调 做什么 到哪天 同意的文号"


@pytest.fixture
def posting(secretary, village):
    began = TODAY - timedelta(days=300)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


def send(client, page, *args, query="", **typed):
    told = {"office": "县××局", "why": "迎检材料", "began_on": TODAY}
    url = reverse(page, args=args) + query
    return client.post(url, told | typed | {"submission": uuid4()})


def test_a_cadre_says_who_called_them_away(client, posting, secretary):
    client.force_login(secretary)
    send(client, "borrowings:record-borrowing")
    row = Borrowing.objects.get()
    assert (row.cadre, row.village, row.entered_by) == (posting.cadre, posting.village, secretary)
    assert row.approval == ""


def test_nobody_writes_the_departments_number_for_it(client, posting, secretary, official):
    client.force_login(official)
    query = f"?cadre={posting.cadre_id}"
    send(client, "borrowings:record-borrowing", query=query, approval="自己编的1号")
    row = Borrowing.objects.get()
    assert (row.cadre, row.entered_by, row.approval) == (posting.cadre, official, "")


def test_the_day_of_coming_back_is_filled_in_later(client, posting, secretary):
    client.force_login(secretary)
    send(client, "borrowings:record-borrowing", began_on=TODAY - timedelta(days=5))
    row = Borrowing.objects.get()
    page = client.get(reverse("borrowings:edit-borrowing", args=[row.pk]))
    seen, early = page.context["form"]["seen"].value(), TODAY - timedelta(days=9)
    again = {"began_on": row.began_on, "seen": seen}
    wrong = send(client, "borrowings:edit-borrowing", row.pk, ended_on=early, **again)
    assert "“到哪天”不能早于“从哪天”。" in wrong.text
    send(client, "borrowings:edit-borrowing", row.pk, ended_on=TODAY, **again)
    row.refresh_from_db()
    assert row.ended_on == TODAY


def test_a_colleague_sees_none_of_it(posting, village):
    about = {"cadre": posting.cadre, "village": village}
    Award.objects.create(awarded_on=TODAY, name="优秀", giver="县委", **about)
    Care.objects.create(happened_on=TODAY, kind="health", giver="县委组织部", **about)
    CaseResult.objects.create(told_on=TODAY, organ="某机关", document="1号", text="提醒", **about)
    other = CadreFactory(area_code=village.code)
    counts = {}
    for who, person in (("own", posting.cadre_id), ("colleague", other.pk)):
        with reach(village.code, person):
            counts[who] = [model.objects.count() for model in (Award, Care, CaseResult)]
    assert counts == {"own": [1, 1, 1], "colleague": [0, 0, 0]}


def test_honours_come_in_on_a_sheet_once(db):
    fushan()
    head = f"日期 {PLACE} 荣誉称号 授予单位 文号"
    line = [DAY, "陈家圪塔村", "秦小妹", "优秀党务工作者", "县委", ""]
    assert undo(AwardRegister(), loaded("awards", head, line)) == []
    assert Award.objects.count() == 0
    loaded("awards", head, line)
    award = Award.objects.get()
    assert (award.cadre.name, award.awarded_on, award.name) == ("秦小妹", DAY, "优秀党务工作者")
    loaded("awards", head, [*line[:5], "浮发1号"])
    award.refresh_from_db()
    assert (Award.objects.count(), award.document) == (1, "浮发1号")


def test_care_comes_in_on_a_sheet_by_the_offices_own_words(db):
    fushan()
    loaded("cares", "日期 姓名 类别 单位 备注", [DAY, "秦小妹", "意外险", "县委组织部", ""])
    care = Care.objects.get()
    assert (care.kind, care.giver) == ("insurance", "县委组织部")


def test_being_called_away_comes_in_on_a_sheet(db):
    fushan()
    loaded("borrowings", AWAY, [DAY, "秦小妹", "县××局", "迎检材料", "", ""])
    loaded("borrowings", AWAY, [DAY, "秦小妹", "县××局", "迎检材料", date(2020, 7, 9), "1号"])
    row = Borrowing.objects.get()
    assert (row.ended_on, row.approval) == (date(2020, 7, 9), "1号")


def test_what_is_wrong_on_a_sheet_is_told_at_once(db):
    fushan()
    lines = [
        [DAY, "秦小妹", "县××局", "迎检材料", date(2020, 6, 1), ""],
        [DAY, "无此人", "县××局", "迎检材料", "", ""],
        [date(2020, 8, 1), "秦小妹", "县××局", "迎检材料", "", ""],
        [date(2020, 8, 1), "秦小妹", "县××局", "迎检材料", "", ""],
    ]
    assert said(tried("borrowings", AWAY, *lines)) == [
        (2, "到哪天", "“到哪天”不能早于“从哪天”。"),
        (3, "选派干部", "花名册里没有这名选派干部任职。"),
        (5, "选派干部", "与第 4 行是同一件事。"),
    ]


def test_the_days_of_reporting_in_come_with_the_roster(db):
    fushan()
    head = "姓名 任职村 任职通知日期 到村报到日期 组织关系转入日期 原单位工作移交日期"
    days = [date(2020, 4, 8), date(2020, 4, 15), date(2020, 4, 20), date(2020, 4, 22)]
    loaded("roster", head, ["秦小妹", "陈家圪塔村", *days])
    posting = PostingFactory._meta.model.objects.get()
    told = [
        posting.noticed_on,
        posting.reported_on,
        posting.party_moved_on,
        posting.handed_over_on,
    ]
    assert told == days
