"""A matter on a phone: few taps besides typing, and what reads alike is shown while it is typed."""

import pytest
from django.utils.timezone import localdate

from fushan.dashboards.burden import cost_of
from petitions.forms import MatterForm
from petitions.models import Matter, Raiser
from tests.browser.test_phone import COUNT, taps
from tests.factories import PostingFactory, SelectionFactory


@pytest.fixture
def posted(secretary, village):
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village)


def test_a_cadre_takes_a_matter_in_with_six_taps(opened, secretary, posted, budget):
    page = opened(secretary)
    page.add_init_script(COUNT)
    page.goto("/")

    page.get_by_role("link", name="群众说事").tap()
    page.get_by_label("什么事").tap()
    page.keyboard.type("三组路塌了一段，车过不去")
    page.get_by_label("谁说的").tap()
    page.keyboard.type("张示例")
    page.get_by_text("修路").tap()
    page.get_by_text("上门", exact=True).tap()
    page.get_by_role("button", name="保存").tap()

    page.get_by_text("已记下。").wait_for()
    cost = cost_of(MatterForm)
    assert taps(page) == cost.taps <= 6
    budget(f"群众诉求：点 {cost.taps} 下（至多 6 下），标准 {cost.seconds:.0f} 秒")
    matter = Matter.objects.get()
    assert (matter.category, matter.channel, Raiser.objects.get().name) == (
        "road",
        "door",
        "张示例",
    )
    assert page.faults == []


def test_what_the_village_has_already_is_shown_while_typing(opened, secretary, posted):
    told = {"category": "road", "channel": "room", "raised_on": localdate()}
    Matter.objects.create(village=posted.village, text="三组路塌了一段，车过不去", **told)
    page = opened(secretary)
    page.goto(f"/matters/new/{posted.village_id}/")
    field = page.get_by_label("什么事")
    field.press_sequentially("三组路塌了一段")
    page.get_by_text("已有一件：").wait_for()
    assert page.get_by_role("link", name="三组路塌了一段，车过不去").is_visible()
    field.fill("老人医保不会缴")
    page.get_by_text("已有一件：").wait_for(state="hidden")
    assert page.faults == []
