"""How a bulletin moves, what the database refuses of it, who is shown it."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.inbox.models import Notice
from fushan.kit.constraints import sentence_of
from fushan.org.models import Role
from fushan.org.reach import reach
from fushan.reports.bulletins.drawing import changed_since, drawn, paper_of
from fushan.reports.bulletins.moving import begin, make_final, send, send_back, withdraw
from fushan.reports.bulletins.telling import period_of
from fushan.reports.models import Bulletin, BulletinKind, BulletinState, Paragraph
from tests.factories import (
    CountyFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
)
from tests.factories.reports import BulletinFactory
from tests.queries import at_most

NO_DRAFT = "只有草稿能改内容，请刷新页面看现在到了哪一步。"
TEXT = "到村指导【到村指导】，入户30户。"


@pytest.fixture
def draft(db):
    made = BulletinFactory()
    Paragraph.objects.create(bulletin=made, area_id=made.area_id, section="0", text=TEXT)
    return made


@pytest.fixture
def checker(db):
    return UserFactory(role=Role.STAFF, area_code="141027")


@pytest.fixture
def final(draft, checker):
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    send(draft)
    make_final(draft, by=checker)
    return draft


def refusal(does):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        does()
    return sentence_of(caught.value)


def moved(paper, to, **more):
    def does():
        Bulletin.objects.filter(pk=paper.pk).update(state=to, **more)

    return does


def text_of(paper):
    return "".join(run["text"] for part in paper["parts"] for line in part["paragraphs"]
                   for run in line)  # fmt: skip


def test_it_goes_from_draft_to_review_to_final_and_each_is_told(draft, checker):
    send(draft)
    assert draft.state == BulletinState.REVIEW
    assert [n.text for n in Notice.objects.filter(user=checker)] == [f"{draft}待审核。"]
    make_final(draft, by=checker)
    assert (draft.state, draft.checked_by) == (BulletinState.FINAL, checker)
    assert [n.text for n in Notice.objects.filter(user=draft.drafted_by)] == [f"{draft}已定稿。"]


@pytest.mark.parametrize(
    "over",
    [
        lambda paper, by: withdraw(paper),
        lambda paper, by: send_back(paper, "核对"),
        lambda paper, by: make_final(paper, by=by),
    ],
    ids=["withdrawn", "sent back", "final"],
)
def test_nobody_is_asked_to_check_what_is_checked_or_came_back(draft, checker, over):
    third = UserFactory(role=Role.STAFF, area_code="141027")
    other = BulletinFactory(drafted_by=draft.drafted_by)
    send(draft)
    send(other)
    with reach("141027"):
        over(draft, checker)
    for user in (checker, third):
        assert [notice.text for notice in Notice.objects.unread_by(user)] == [f"{other}待审核。"]


def test_it_comes_back_with_a_reason(draft, checker):
    send(draft)
    send_back(draft, "第三段核对一下")
    assert (draft.state, draft.sent_back) == (BulletinState.DRAFT, "第三段核对一下")
    told = Notice.objects.get(user=draft.drafted_by).text
    assert told == f"{draft}退回修改：第三段核对一下"
    send(draft)
    assert draft.sent_back == ""


@pytest.mark.parametrize(("state", "to"), [("draft", "final"), ("final", "draft")])
def test_no_step_is_skipped_and_none_goes_back_from_the_end(draft, checker, state, to):
    if state == "final":
        send(draft)
        make_final(draft, by=checker)
    said = refusal(moved(draft, to))
    assert said in (
        "这一步不能这样走，请刷新页面看现在到了哪一步。",
        "已经定稿，不能再改；要更正，另出一期。",
    )


def test_a_new_one_is_a_draft(db):
    assert refusal(lambda: BulletinFactory(state="review")) == "新的简报从草稿开始。"


def test_a_final_one_is_neither_changed_nor_deleted(final):
    stands = "已经定稿，不能再改；要更正，另出一期。"
    assert refusal(lambda: Bulletin.objects.filter(pk=final.pk).update(title="改")) == stands
    row = Paragraph.objects.filter(bulletin=final)
    assert refusal(lambda: row.update(text="改")) == NO_DRAFT
    assert refusal(lambda: row.delete()) == NO_DRAFT
    assert refusal(lambda: Bulletin.objects.filter(pk=final.pk)._raw_delete("default")) == stands


def test_while_it_is_read_nothing_of_it_changes(draft):
    send(draft)
    reading = "正在审核，不能改；要改请先撤回。"
    rows = Bulletin.objects.filter(pk=draft.pk)
    assert refusal(lambda: rows.update(title="改")) == reading
    assert refusal(lambda: rows.update(until=date(2020, 6, 30))) == reading
    assert refusal(lambda: rows.update(verified=[{"text": "改"}])) == reading
    assert refusal(lambda: rows.update(snapshot={"parts": []})) == reading
    assert refusal(moved(draft, "final", snapshot={"parts": []})) == reading
    text = Paragraph.objects.filter(bulletin=draft)
    assert refusal(lambda: text.update(text="改")) == NO_DRAFT


def test_nobody_checks_what_they_drafted(draft):
    send(draft)
    said = refusal(lambda: make_final(draft, by=draft.drafted_by))
    assert said == "审核人和拟稿人不能是同一个人，请另一名同志审核。"


def test_a_final_one_has_who_checked_it_and_when(draft):
    send(draft)
    assert refusal(moved(draft, "final")) == "定稿须有审核人、定稿时间和说到哪天。"


def test_what_is_sent_is_kept_and_a_draft_keeps_nothing(draft):
    said = "送审须留下当时的内容，草稿不留。"
    assert refusal(moved(draft, "review")) == said
    assert refusal(moved(draft, "draft", snapshot={"parts": []})) == said
    send(draft)
    assert refusal(moved(draft, "draft")) == said


def test_an_issue_is_given_once_a_year(db):
    first = BulletinFactory()
    said = refusal(lambda: BulletinFactory(issue=first.issue))
    assert said == "本年这个名称的这一期已经有了，请换一个期号。"
    assert BulletinFactory(issue=first.issue, dated=date(2021, 1, 4)).pk
    assert BulletinFactory(issue=first.issue, name="选派干部工作通报").pk


def test_what_is_wrong_with_its_days_or_number_is_told(db):
    said = refusal(lambda: BulletinFactory(until=date(2020, 4, 1)))
    assert said == "“到哪天”不能早于“从哪天”。"
    assert refusal(lambda: BulletinFactory(issue=None)) == "简报须写期号。"
    assert BulletinFactory(issue=None, kind=BulletinKind.NOTICE).pk


def test_a_part_stands_once(draft):
    again = {"bulletin": draft, "area_id": draft.area_id, "section": "0"}
    assert refusal(lambda: Paragraph.objects.create(**again)) == "这一部分已经有了。"


def test_the_final_one_stays_as_it_was_whatever_happens_later(final):
    before = paper_of(final)
    assert "到村指导1次，入户30户。" in text_of(before)
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 7))
    final.refresh_from_db()
    assert paper_of(final) == before
    assert [(note["label"], note["exact"], now) for note, now in changed_since(final)] == [
        ("到村指导", "1次", "2次")
    ]


def test_what_is_sent_is_what_is_checked_and_what_becomes_final(draft, checker):
    village = VillageFactory()
    VisitFactory(village=village, happened_on=date(2020, 5, 6))
    send(draft)
    VisitFactory(village=village, happened_on=date(2020, 5, 7))
    read = Bulletin.objects.get(pk=draft.pk)
    paper = paper_of(read)
    assert ("到村指导1次" in text_of(paper), paper["mark"]) == (
        True,
        "征求意见稿（划线的数是人工填写）",
    )
    assert [(note["exact"], now) for note, now in changed_since(read)] == [("1次", "2次")]
    make_final(read, by=checker)
    assert paper_of(read) == paper | {"mark": ""}


@pytest.mark.parametrize("back", [withdraw, lambda paper: send_back(paper, "补一次到村")])
def test_one_that_came_back_tells_the_records_of_the_day_again(draft, back):
    send(draft)
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    back(draft)
    assert ("到村指导1次" in text_of(paper_of(draft)), changed_since(draft)) == (True, [])
    send(draft)
    assert "到村指导1次" in text_of(paper_of(draft))


def test_where_nothing_changed_nothing_is_said_and_no_draft_is_compared(final):
    with at_most(1):
        assert changed_since(final) == []
    assert changed_since(BulletinFactory()) == []


def test_one_that_is_open_ends_on_the_day_it_is_sent_and_is_open_again_when_it_comes_back(
    draft, checker
):
    today = localdate()
    draft.until, draft.whole_term = None, True
    draft.save()
    send(draft)
    assert draft.snapshot["period"].startswith("任职以来（2020年5月1日起）")
    assert (draft.snapshot["until"], draft.until) == (f"{today}", None)
    withdraw(draft)
    assert (draft.snapshot, draft.until) == (None, None)
    draft.snapshot, draft.state = drawn(draft) | {"until": "2020-06-05"}, BulletinState.REVIEW
    draft.save()  # as if it had been sent on that day
    assert period_of(draft).last == date(2020, 6, 5)
    make_final(draft, by=checker)
    assert draft.until == date(2020, 6, 5)


def test_a_township_reads_what_the_county_sent_out_and_no_draft_of_it(final):
    other = BulletinFactory()
    ours = BulletinFactory(area=TownshipFactory(code="141027102"), about_id="141027102")
    theirs = BulletinFactory(area=TownshipFactory(code="141027103"), about_id="141027103")
    with reach("141027102"):
        assert set(Bulletin.objects.all()) == {final, ours}
        assert not Paragraph.objects.filter(bulletin=final).exists()
        assert {e.pgh_obj_id for e in Bulletin.pgh_event_model.objects.all()} == {
            final.pk,
            ours.pk,
        }
    with reach("141027"):
        assert set(Bulletin.objects.all()) == {final, other}
    send(theirs)
    with reach("141027"):
        assert set(Bulletin.objects.all()) == {final, other, theirs}
    with reach("141028"):
        assert not Bulletin.objects.exists()


def test_a_draft_is_its_offices_until_it_is_handed_in_with_its_text_and_its_history(db):
    place = TownshipFactory(code="141027102")
    ours = BulletinFactory(area=place, about_id=place.pk)
    Paragraph.objects.create(bulletin=ours, area=place, section="0", text=TEXT)
    events = (Bulletin.pgh_event_model, Paragraph.pgh_event_model)
    with reach("141027"):
        assert not Paragraph.objects.exists()
        assert [model.objects.count() for model in events] == [0, 0]
        assert Bulletin.objects.filter(pk=ours.pk).update(title="改") == 0
    with reach("141027102"):
        assert (Paragraph.objects.count(), Bulletin.objects.count()) == (1, 1)
    with reach("trail"):
        assert [model.objects.count() for model in events] == [1, 1]
    send(ours)
    with reach("141027"):
        assert Paragraph.objects.get().text == TEXT
        assert [event.state for event in Bulletin.pgh_event_model.objects.all()] == ["review"]


def test_the_departments_register_has_no_draft_of_a_township(client, staff, official):
    ours = BulletinFactory(title="县里的草稿")
    place = official.area_code
    theirs = BulletinFactory(area_id=place, about_id=place, title="乡镇的草稿")
    client.force_login(staff)
    page = client.get(reverse("admin:reports_bulletin_changelist"))
    assert ours.title in page.text and theirs.title not in page.text
    url = reverse("admin:reports_bulletin_change", args=[theirs.pk])
    assert client.get(url).status_code == 404


def test_a_township_does_not_write_what_is_the_countys(final):
    with reach("141027102"):
        assert Bulletin.objects.filter(pk=final.pk).update(title="改") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            BulletinFactory(drafted_by=None)


def test_the_parts_begin_with_sentences_of_their_own(db, checker):
    place = CountyFactory()
    paper = BulletinFactory.build(area=place, about=place, drafted_by=checker)
    begin(paper, ["0", "2", "5"])
    assert [bool(row.text) for row in paper.paragraphs.order_by("section")] == [True, True, False]
    headings = [part["heading"] for part in paper_of(paper)["parts"]]
    assert headings == ["", "一、菜单培训、导师帮带"]  # what is empty is not on paper
