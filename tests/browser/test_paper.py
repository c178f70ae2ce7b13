"""Paper sheets typed in: at a desk, on a phone, and without scripts."""

import pytest
from django.utils.timezone import localdate

from tests.factories import PostingFactory, SelectionFactory
from villages.models import Visit

DESK = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
WORDS = "看渠道，入户三户。"


@pytest.fixture
def selected(village):
    SelectionFactory(village=village)
    PostingFactory(village=village)
    return village


def fill(page, number, village, name):
    line = page.get_by_role("region", name=f"第 {number} 行", exact=True)
    line.get_by_label("哪天").fill(localdate().isoformat())
    line.get_by_label("村", exact=True).select_option(village.pk)
    line.get_by_label("谁去的").fill(name)
    line.get_by_label("一句话说清").fill(WORDS)
    return line


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("screen", [{}, DESK], ids=["phone", "desk"])
def test_a_line_is_mended_where_it_is_wrong_and_then_saved(
    opened, official, selected, scripts, screen
):
    page = opened(official, java_script_enabled=scripts, **screen)
    page.goto("/papers/")
    page.get_by_role("link", name="录入").first.click()
    fill(page, 1, selected, "没有此人")
    page.get_by_role("button", name="一起保存").click()

    line = page.get_by_role("region", name="第 1 行", exact=True)
    line.get_by_text("没有叫“没有此人”的县乡干部").wait_for()
    assert line.get_by_label("一句话说清").input_value() == WORDS
    line.get_by_label("谁去的").fill(official.name)
    page.get_by_role("button", name="一起保存").click()

    page.get_by_text("1 条到村指导已保存。").wait_for()
    assert Visit.objects.get().text == WORDS
    assert page.faults == []


def test_every_field_of_every_line_has_a_name(opened, official, selected):
    page = opened(official, **DESK)
    for url in ("/visits/sheet/", "/logs/sheet/"):
        page.goto(url)
        for number in range(1, 11):
            line = page.get_by_role("region", name=f"第 {number} 行", exact=True)
            assert line.get_by_label("哪天").count() == 1
            assert line.get_by_role("textbox").count() >= 1


def test_what_was_typed_survives_a_reload(opened, official, selected):
    page = opened(official)
    page.goto("/visits/sheet/")
    fill(page, 3, selected, official.name)

    page.reload()

    page.get_by_text("已恢复上次没保存的内容").wait_for()
    line = page.get_by_role("region", name="第 3 行", exact=True)
    assert line.get_by_label("一句话说清").input_value() == WORDS
