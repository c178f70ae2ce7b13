"""Writing bulletins, as those do who may."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.kit.periods import Period
from fushan.reports.bulletins.drawing import paper_of
from fushan.reports.models import Bulletin, BulletinKind, Paragraph
from tests.factories import (
    BatchFactory,
    VillageFactory,
    VisitFactory,
)
from tests.factories.reports import BulletinFactory
from tests.reports.bulletins import drafted, edited, faults_of, finished, head, page, sent


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


def test_without_a_batch_a_new_one_begins_with_the_month(client, staff, county):
    client.force_login(staff)
    assert client.get(page("write-bulletin")).context["form"]["span"].value() == "month"


def test_the_whole_term_is_counted_from_the_batch_and_runs_on(client, staff, county):
    BatchFactory(began_on=date(2020, 4, 15))
    client.force_login(staff)
    assert client.get(page("write-bulletin")).context["form"]["span"].value() == "term"
    client.post(page("write-bulletin"), head(span="term"))
    paper = Bulletin.objects.get()
    assert (paper.since, paper.until, paper.whole_term) == (date(2020, 4, 15), None, True)


def test_a_running_month_is_told_as_the_month_it_is(client, staff, county):
    client.force_login(staff)
    client.post(page("write-bulletin"), head(span="month"))
    month = Period.of("month", localdate())
    made = Bulletin.objects.get()
    assert (made.since, made.until) == (month.first, month.last)
    assert paper_of(made)["period"] == month.label
    assert paper_of(made)["as_of"] == date_format(localdate(), "Y年n月j日")


def test_days_of_ones_own_are_taken(client, staff, county):
    client.force_login(staff)
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


@pytest.mark.parametrize(
    ("visits", "says"),
    [(9, "到村指导 9次</a>：不满10，没有约数。"), (10, "到村指导 10次</a>：本来就是整的。")],
    ids=["few", "round"],
)
def test_who_asks_for_a_round_number_is_told_where_it_stands_exactly(
    client, staff, county, visits, says
):
    for n in range(visits):
        VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 1 + n))
    paper = drafted(staff)
    client.force_login(staff)
    edited(client, paper, part_0="到村【到村指导·约】。")
    assert says in client.get(page("edit-bulletin", paper)).text
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 20))
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 21))
    response = client.get(page("edit-bulletin", paper))
    assert "10余次" in response.text and response.context["unrounded"] == []


def test_the_text_is_not_overwritten_by_an_older_page(client, staff, county):
    paper = drafted(staff)
    client.force_login(staff)
    old = client.get(page("edit-bulletin", paper)).context["form"]["seen"].value()
    edited(client, paper, part_0="新的")
    response = client.post(page("edit-bulletin", paper), sent(seen=old, part_0="旧的"))
    assert "您打开这一页之后，这条记录已被改过" in response.text
    assert Paragraph.objects.get().text == "新的"


@pytest.mark.parametrize(
    ("then", "leads_to"),
    [("whole", "bulletin"), ("head", "bulletin-head"), ("overdue", "verify-overdue")],
    ids=["whole", "head", "overdue"],
)
def test_whatever_leads_away_from_a_text_saves_it_first(client, staff, county, then, leads_to):
    paper = drafted(staff, kind=BulletinKind.NOTICE, issue=None)
    client.force_login(staff)
    url = page("edit-bulletin", paper)
    text = client.get(url).text
    assert f'formaction="?then={then}"' in text
    assert f'href="{page(leads_to, paper)}"' not in text
    seen = client.get(url).context["form"]["seen"].value()
    way = f"{url}?then={then}"
    wrong = client.post(way, sent(seen=seen, part_0="【到村指倒】"))
    assert "没有【到村指倒】" in wrong.text and f'action="{url}"' in wrong.text
    response = client.post(way, sent(seen=seen, part_0="刚打的一句。"), follow=True)
    assert response.redirect_chain == [(page(leads_to, paper), 302)]
    assert Paragraph.objects.get().text == "刚打的一句。"
    assert f'data-saved="{staff.pk}:bulletin:{paper.pk}"' in response.text


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
    assert '<u class="byhand" title="人工填写">30</u>户' in text
    assert "草稿（划线的数是人工填写）" in text
    assert client.get("/ledger/visits/?area=141027&period=2020-05").status_code == 200


def test_a_final_one_no_longer_marks_them(client, staff, other, county):
    paper = finished(staff, other)
    client.force_login(staff)
    text = client.get(page("bulletin", paper)).text
    assert "人工填写" not in text and "入户30户" in text
