"""Training on a phone costs few taps: an answer, who came, two taps of rating."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fushan.dashboards.burden import cost_of
from tests.browser.test_phone import COUNT, taps
from tests.factories import (
    AttendanceFactory,
    CountyFactory,
    NeedRoundFactory,
    PostingFactory,
    TrainingSessionFactory,
)
from training.forms import AnswerForm
from training.models import Attendance, Feedback, Need, RoundAnswer, Turnout
from training.session_forms import AttendanceForm, FeedbackForm

TODAY = localdate()


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    began = TODAY - timedelta(days=200)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


@pytest.fixture
def asked(posted):
    return NeedRoundFactory(
        area=CountyFactory(), month=TODAY.replace(day=1), opened_on=TODAY, ends_on=TODAY
    )


def counted(page, address="/"):
    page.add_init_script(COUNT)
    page.goto(address)
    return page


def within(page, form, budget, name, most):
    cost = cost_of(form)
    assert taps(page) == cost.taps <= most
    budget(f"{name}：点 {cost.taps} 下（至多 {most} 下），标准 {cost.seconds:.0f} 秒")
    assert page.faults == []


def test_a_months_question_is_answered_in_three_taps(opened, secretary, asked, budget):
    page = counted(opened(secretary))
    page.get_by_role("link", name=asked.question).tap()
    page.get_by_text(asked.topics[0], exact=True).tap()
    page.get_by_role("button", name="提交").tap()
    page.get_by_text("已答复，谢谢。").wait_for()
    within(page, AnswerForm, budget, "答复征求", 4)
    assert Need.objects.get().text == asked.topics[0]


def test_nothing_this_month_costs_no_more(opened, secretary, asked):
    page = counted(opened(secretary))
    page.get_by_role("link", name=asked.question).tap()
    page.get_by_text("本月无", exact=True).tap()
    page.get_by_role("button", name="提交").tap()
    page.get_by_text("已答复，谢谢。").wait_for()
    assert (taps(page), RoundAnswer.objects.get().nothing) == (3, True)


def test_who_came_is_noted_in_three_taps(opened, official, posted, budget):
    session = TrainingSessionFactory(
        area=posted.village.township, began_on=TODAY - timedelta(days=1)
    )
    page = counted(opened(official))
    page.get_by_role("link", name=f"登记到场情况：{session.theme}").tap()
    page.locator(".chip", has_text="缺席").first.tap()
    page.get_by_role("button", name="保存").tap()
    page.get_by_text("到场情况已登记。").wait_for()
    within(page, AttendanceForm, budget, "登记到场情况", 4)
    assert Attendance.objects.get().turnout == Turnout.ABSENT


def test_a_training_is_rated_in_two_taps(opened, secretary, posted, budget):
    session = TrainingSessionFactory(area=CountyFactory(), began_on=TODAY - timedelta(days=1))
    AttendanceFactory(session=session, cadre=posted.cadre, village=posted.village)
    page = counted(opened(secretary), f"/training/sessions/{session.pk}/feedback/")
    page.get_by_text("用得上", exact=True).tap()
    page.get_by_role("button", name="提交").tap()
    page.get_by_text("谢谢，评价已收到。").wait_for()
    within(page, FeedbackForm, budget, "评价培训", 2)
    assert Feedback.objects.get().rating == "used"
