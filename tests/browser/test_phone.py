"""On a phone, in the village: few taps, bad network, somebody else's hands."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from cadres.forms import LogForm
from cadres.models import WorkLog
from fushan.dashboards.burden import cost_of
from fushan.desk.models import WorkWeek
from fushan.kit.periods import week_of
from fushan.org.models import Duty, Role
from tests.factories import SelectionFactory, TownshipOfficialFactory, UserFactory
from villages.forms import VisitForm
from villages.models import Visit

COUNT = """
    addEventListener("pointerdown", () =>
        sessionStorage.setItem("taps", 1 + Number(sessionStorage.getItem("taps"))), true);
"""
WORDS = "渠道已通，入户三户。"


@pytest.fixture
def selected(village):
    """The village is selected and owed a visit this week."""
    monday, _ = week_of(localdate())
    WorkWeek.objects.create(monday=monday, working_days=5)
    SelectionFactory(village=village, since=monday - timedelta(weeks=4))
    return village


@pytest.fixture
def colleague(official):
    """Somebody else of the same township, on the same phone."""
    user = UserFactory(
        role=Role.TOWNSHIP, area_code=official.area_code, duties=[Duty.CLERK], username="colleague"
    )
    TownshipOfficialFactory(user=user, unit=official.official.unit)
    user.set_password("Zhangzhuang-2026")
    user.save()
    return user


def taps(page):
    return int(page.evaluate("sessionStorage.getItem('taps')"))


def form_of(village):
    return f"/visits/new/{village.pk}/"


def test_an_official_records_the_weekly_visit_in_six_taps(opened, official, selected, budget):
    page = opened(official)
    page.add_init_script(COUNT)
    page.goto("/")

    page.get_by_role("link", name="记一次到村指导").tap()
    page.get_by_role("link", name=f"{selected}").tap()
    page.get_by_label("一句话说清").tap()
    page.keyboard.type(WORDS)
    page.get_by_role("button", name="保存").tap()

    page.get_by_text("的到村指导已保存").wait_for()
    cost = cost_of(VisitForm)
    assert taps(page) == cost.taps <= 6
    assert cost.seconds <= 60
    budget(f"到村指导：点 {cost.taps} 下（至多 6 下），标准 {cost.seconds:.0f} 秒（至多 60 秒）")
    visit = Visit.objects.get()
    assert (visit.text, visit.village) == (WORDS, selected)
    assert [row.official.user for row in visit.visitors.all()] == [official]
    assert page.faults == []


def test_a_cadre_records_a_log_in_four_taps(opened, secretary, budget):
    page = opened(secretary)
    page.add_init_script(COUNT)
    page.goto("/")

    page.get_by_role("link", name="记一条工作日志").tap()
    page.get_by_label("做了什么").tap()
    page.keyboard.type(WORDS)
    page.get_by_role("button", name="保存").tap()

    page.get_by_text("日志已保存").wait_for()
    cost = cost_of(LogForm)
    assert taps(page) == cost.taps <= 4
    budget(f"工作日志：点 {cost.taps} 下（至多 4 下），标准 {cost.seconds:.0f} 秒")
    assert WorkLog.objects.get().text == WORDS
    assert page.faults == []


def test_without_scripts_a_visit_and_a_log_are_recorded_too(opened, official, secretary, selected):
    page = opened(official, java_script_enabled=False)
    page.goto("/visits/new/")
    page.get_by_role("link", name=f"{selected}").click()
    page.get_by_label("一句话说清").fill(WORDS)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("的到村指导已保存").wait_for()

    page = opened(secretary, java_script_enabled=False)
    page.goto("/logs/new/")
    page.get_by_label("做了什么").fill(WORDS)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("日志已保存").wait_for()
    assert (Visit.objects.count(), WorkLog.objects.count()) == (1, 1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_tap_makes_one_record(opened, secretary, scripts):
    page = opened(secretary, java_script_enabled=scripts)
    page.goto("/logs/new/")
    page.get_by_label("做了什么").fill(WORDS)

    page.get_by_role("button", name="保存").dblclick()

    page.get_by_text("日志已保存").wait_for()
    assert WorkLog.objects.count() == 1


def test_what_was_typed_survives_a_reload_until_it_is_saved(opened, official, village):
    page = opened(official)
    page.goto(form_of(village))
    page.get_by_label("一句话说清").fill(WORDS)

    page.reload()
    assert page.get_by_label("一句话说清").input_value() == WORDS
    assert page.get_by_text("已恢复上次没保存的内容").is_visible()

    page.get_by_role("button", name="保存").click()
    page.get_by_text("的到村指导已保存").wait_for()
    page.goto(form_of(village))
    assert page.get_by_label("一句话说清").input_value() == ""
    assert page.faults == []


def test_a_draft_is_not_shown_to_who_takes_the_phone_next(opened, official, colleague, village):
    page = opened(official)
    page.goto(form_of(village))
    page.get_by_label("一句话说清").fill(WORDS)

    page.get_by_role("button", name="换人").click()
    page.get_by_label("账号").fill(colleague.username)
    page.get_by_label("密码").fill("Zhangzhuang-2026")
    page.get_by_role("button", name="登录").click()
    page.get_by_text(colleague.name).first.wait_for()
    page.goto(form_of(village))

    assert page.get_by_label("一句话说清").input_value() == ""
    assert WORDS not in page.content()
    assert page.faults == []


def test_without_a_network_what_was_typed_stays_and_can_be_sent_later(opened, secretary):
    page = opened(secretary)
    page.goto("/logs/new/")
    page.get_by_label("做了什么").fill(WORDS)

    page.context.set_offline(True)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("网络不通，内容已留在本机").wait_for()
    assert page.get_by_label("做了什么").input_value() == WORDS
    assert not WorkLog.objects.exists()

    page.context.set_offline(False)
    page.get_by_role("button", name="点这里再试").click()
    page.get_by_text("日志已保存").wait_for()
    assert WorkLog.objects.count() == 1


def test_what_a_cadre_asks_to_be_put_right_survives_leaving_the_page(opened, secretary):
    page = opened(secretary)
    page.goto("/cadres/corrections/new/")
    page.get_by_label("哪里不对").fill(WORDS)
    page.goto("/cadres/")
    page.goto("/cadres/corrections/new/")
    assert page.get_by_label("哪里不对").input_value() == WORDS

    page.get_by_role("button", name="提交申请").click()
    page.get_by_text("已提交，县委组织部").wait_for()
    page.goto("/cadres/corrections/new/")
    assert page.get_by_label("哪里不对").input_value() == ""
    assert page.faults == []
