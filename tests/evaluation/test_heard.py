"""A quarter is never settled below what was shown, and whoever speaks for another is named so."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Post
from evaluation.appraisal_forms import DecideForm
from evaluation.appraising import (
    ANOTHER,
    appeal,
    decide,
    hand_back,
    hand_up,
    moves_of,
    open_period,
    reply,
    show,
)
from evaluation.models import Appraisal, AppraisalState, Level
from fushan.catalogue.dues import dues_of
from fushan.inbox.models import Notice
from fushan.kit.constraints import broken_by
from fushan.kit.periods import Period
from fushan.org.models import Role
from tests.factories import PostingFactory, UserFactory
from tests.factories.evaluation import sample_scheme

TODAY = localdate()
QUARTER = Period.of("quarter", TODAY).previous
POOR = "两次例会没有来。"


@pytest.fixture
def quarter(village, secretary, staff):
    """Of the last quarter, with the township's part still to come."""
    sample_scheme(date(TODAY.year - 2, 1, 1))
    began = QUARTER.first - timedelta(days=90)
    PostingFactory(cadre=secretary.cadre, village=village, began_on=began)
    about = ("quarter", QUARTER.first, QUARTER.last)
    [one] = open_period(*about, by=staff, on=TODAY, area="141027")
    return one


def shown(quarter, official, staff, level=Level.FAIR):
    quarter.level = level
    hand_up(quarter, by=official, on=TODAY)
    show(quarter, by=staff, on=TODAY)
    return quarter


def page(name, appraisal):
    return reverse(f"appraisals:{name}", args=[appraisal.pk])


def typed(client, name, appraisal, **more):
    return client.post(page(name, appraisal), more)


def test_nothing_is_decided_below_what_was_shown(client, quarter, official, secretary, staff):
    shown(quarter, official, staff)
    reply(quarter, by=secretary, on=TODAY)
    form = DecideForm(appraisal=quarter)
    assert [value for value, _ in form.fields["level"].choices] == ["good", "fair"]
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        decide(quarter, by=staff, on=TODAY, level=Level.PLAIN)
    assert broken_by(error.value) == "appraisal_not_below_what_was_shown"


def test_what_is_decided_above_says_why(client, quarter, official, secretary, staff):
    shown(quarter, official, staff)
    reply(quarter, by=secretary, on=TODAY)
    client.force_login(staff)
    answer = typed(client, "decide", quarter, level="good")
    assert answer.context["form"].errors["note"] == ["和给本人看的不同，请写一句怎么定的。"]
    typed(client, "decide", quarter, level="good", note="部务会研究")
    quarter.refresh_from_db()
    assert (quarter.state, quarter.level) == ("decided", "good")


def test_to_go_lower_it_goes_back_and_is_shown_anew(client, quarter, official, secretary, staff):
    shown(quarter, official, staff)
    reply(quarter, by=secretary, on=TODAY)
    client.force_login(staff)
    typed(client, "back", quarter, note="漏看了两次例会")
    quarter.refresh_from_db()
    assert (quarter.state, quarter.shown_on, quarter.reply_by) == ("township", None, None)
    told = [notice.text.partition("考评")[2] for notice in Notice.objects.filter(user=secretary)]
    assert told.count("退回重评，评好以后再请您看。") == 1
    shown(quarter, official, staff, level=Level.PLAIN)
    assert quarter.reply_by > TODAY
    appeal(quarter, by=secretary, on=TODAY, note="有一次是请假")
    decide(quarter, by=staff, on=TODAY, outcome="rejected", note="请假没有批")
    assert quarter.level == "plain"
    assert [step.deed for step in quarter.steps.order_by("pk")] == [
        *("开始考评", "乡镇评为“较好”", "县里评为“较好”", "本人答复", "退回乡镇重评"),
        *("乡镇评为“一般”", "县里评为“一般”", "本人申诉", "认定为“一般”"),
    ]


def test_who_showed_it_does_not_answer_the_appeal_where_another_may(
    client, quarter, official, secretary, staff
):
    shown(quarter, official, staff)
    appeal(quarter, by=secretary, on=TODAY, note="有一次是请假")
    assert moves_of(staff, quarter, TODAY) == [AppraisalState.DECIDED]
    another = UserFactory(role=Role.STAFF, area_code=staff.area_code)
    assert moves_of(staff, quarter, TODAY) == []
    assert moves_of(another, quarter, TODAY) == [AppraisalState.DECIDED]
    client.force_login(staff)
    assert client.get(page("decide", quarter)).status_code == 403
    assert client.get(page("appraisal", quarter)).context["another"] == ANOTHER
    another.set_unusable_password()
    another.save()
    assert moves_of(staff, quarter, TODAY) == [AppraisalState.DECIDED]
    another.set_password("Zhangzhuang-2026")
    another.is_active = False
    another.save()
    assert client.get(page("decide", quarter)).status_code == 200


def test_a_year_that_was_shown_does_not_go_back(quarter, secretary, official, staff):
    first, last = date(TODAY.year - 1, 1, 1), date(TODAY.year - 1, 12, 31)
    posting = PostingFactory(village=quarter.village, began_on=first, post=Post.WORKER)
    made = open_period("year", first, last, by=staff, on=TODAY, area="141027")
    [year] = [one for one in made if one.posting_id == posting.pk]
    hand_up(year, by=official, on=TODAY)
    show(year, by=staff, on=TODAY)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        hand_back(year, by=staff, on=TODAY, note="再看")
    assert broken_by(error.value) == "appraisal_moves_by_the_table"


def test_what_came_back_is_judged_by_itself(client, quarter, official, staff):
    quarter.level = Level.POOR
    hand_up(quarter, by=official, on=TODAY, note=POOR)
    hand_back(quarter, by=staff, on=TODAY, note="例会记录对不上")
    client.force_login(official)
    told = client.get(reverse("appraisals:appraisals")).context
    client.post(reverse("appraisals:judge-rest"))
    quarter.refresh_from_db()
    assert (told["waiting"], quarter.state) == (0, "township")
    said = client.get(page("judge", quarter)).context["said"]
    assert [(step.deed, step.note) for step in said] == [("退回乡镇重评", "例会记录对不上")]


def test_the_county_says_why_it_judges_otherwise(client, quarter, official, staff):
    quarter.level = Level.POOR
    hand_up(quarter, by=official, on=TODAY, note=POOR)
    client.force_login(staff)
    answer = typed(client, "judge", quarter, level="fair")
    assert answer.context["form"].errors["why"] == ["和乡镇评的不同，请写一句为什么。"]
    typed(client, "judge", quarter, level="poor")
    quarter.refresh_from_db()
    assert (quarter.state, quarter.level) == ("shown", "poor")


def test_many_at_once_says_how_many_went_on(client, quarter, official, staff):
    quarter.level = Level.POOR
    hand_up(quarter, by=official, on=TODAY, note=POOR)
    client.force_login(staff)
    period = f"?period=quarter-{QUARTER.first}"
    for told in ("已评 1 人。", "已评 0 人。"):
        answer = client.post(reverse("appraisals:judge-rest") + period)
        assert [str(m) for m in get_messages(answer.wsgi_request)][-1] == told
    assert Appraisal.objects.get().level == "poor"


def test_who_speaks_for_a_cadre_says_how_they_said_it(client, quarter, official, staff):
    shown(quarter, official, staff)
    client.force_login(official)
    assert "代本人答复" in client.get(page("appraisal", quarter)).text
    answer = typed(client, "reply", quarter)
    assert answer.context["form"].errors["note"] == ["请写一句。"]
    typed(client, "reply", quarter, note="电话里说没有意见")
    step = quarter.steps.order_by("pk").last()
    assert (step.deed, step.by) == ("本人答复", f"{official}代{quarter.cadre}")
    client.force_login(staff)
    assert (
        f"{official}代{quarter.cadre}记）：电话里说没有意见"
        in client.get(page("decide", quarter)).text
    )


def test_the_cadre_answers_with_one_tap_and_in_their_own_name(
    client, quarter, official, secretary, staff
):
    shown(quarter, official, staff)
    client.force_login(secretary)
    typed(client, "reply", quarter)
    assert quarter.steps.order_by("pk").last().by == str(secretary)


def test_the_departments_word_in_the_townships_place_is_named_so(quarter, staff):
    quarter.level = Level.FAIR
    hand_up(quarter, by=staff, on=TODAY)
    step = quarter.steps.order_by("pk").last()
    assert (step.deed, step.by) == ("乡镇评为“较好”", f"{staff}代乡镇")


def test_what_is_owed_says_which_quarter(quarter, official):
    number = "一二三四"[(QUARTER.last.month - 1) // 3]
    owed = [due.text for due in dues_of(official, TODAY) if "考评" in due.text]
    assert owed == [f"{QUARTER.last.year}年第{number}季度考评待乡镇评"]
