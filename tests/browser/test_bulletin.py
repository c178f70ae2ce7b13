"""Writing a bulletin on a phone and at a desk: a figure is put in by one tap, and reads at once."""

from datetime import date

import pytest
from django.urls import reverse

from fushan.reports.models import Paragraph
from tests.browser.test_every_page import TOO_WIDE
from tests.factories import VillageFactory, VisitFactory
from tests.factories.reports import BulletinFactory


@pytest.fixture
def paper(staff):
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    made = BulletinFactory(drafted_by=staff)
    Paragraph.objects.create(bulletin=made, area_id="141027", section="0", text="本月")
    return made


def test_a_figure_is_put_in_by_a_tap_and_read_below(opened, staff, paper):
    page = opened(staff)
    page.goto(reverse("bulletins:edit-bulletin", args=[paper.pk]))
    box = page.locator("textarea").first
    box.focus()
    box.press("Control+End")
    page.locator("[data-token='【到村指导】']").click()
    assert box.input_value() == "本月【到村指导】"
    assert page.locator(".reads").first.inner_text() == "本月1次"
    box.fill("约【到村指导·约】")  # of one there is no round number
    assert page.locator(".reads").first.inner_text() == "约1次"
    words = page.get_by_text("一句里的数全是零的，纸上写成“没有……”").first
    assert words.is_hidden()
    for text in ("办培训【培训】", "办培训【培训·约】"):
        box.fill(text)
        assert words.is_visible()
    box.fill("本月【到村指导】")
    assert words.is_hidden()
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(TOO_WIDE) == 0
    with page.expect_navigation():  # the form first asks whether the network is there
        page.get_by_role("button", name="保存，看样子").click()
    assert "本月1次" in page.locator(".paper").inner_text()
    page.locator("textarea").first.fill("刚打的一句，到村【到村指导】。")
    with page.expect_navigation(url="**" + reverse("bulletins:bulletin", args=[paper.pk])):
        page.get_by_role("button", name="保存，看整份、送审").first.click()
    assert "刚打的一句，到村1次" in page.locator(".paper").inner_text()
    page.goto(reverse("bulletins:edit-bulletin", args=[paper.pk]))
    assert page.get_by_text("已恢复上次没保存的内容").count() == 0
    assert page.faults == []
