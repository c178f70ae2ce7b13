"""What no font has is not lost on paper without a word."""

import pytest
from django.urls import reverse

from fushan.reports.paper import GAP, Paper, missing_from_fonts
from tests.factories import CadreFactory, PostingFactory, WorkLogFactory

RARE = "\U00030001"  # in no font of ours


@pytest.fixture
def posted(village):
    return PostingFactory(
        cadre=CadreFactory(name=f"秦{RARE}", area_code=village.pk), village=village
    )


def month(client, village):
    ask = {"area": village.pk, "period": "2025-09"}
    return client.get(reverse("weekly-paper"), ask)


def test_a_character_that_no_font_has_is_known_beforehand():
    assert missing_from_fonts("秦䶮小妹 \U0001f600") == "\U0001f600"


def test_marks_that_nobody_sees_are_not_missed():
    assert missing_from_fonts("红旗\ufe0f\u200d\u200b\n") == ""


def test_a_gap_is_drawn_where_a_character_is_missing():
    named = Paper("slips.typ", {"title": f"张{RARE}", "address": "", "slips": []})
    gapped = Paper("slips.typ", {"title": f"张{GAP}", "address": "", "slips": []})
    assert (named.missing, gapped.missing) == (RARE, "")
    assert len(named.pdf()) == len(gapped.pdf())


def test_whoever_prints_is_told_what_to_write_in_by_hand(client, staff, village, posted):
    client.force_login(staff)
    month(client, village)
    page = client.get(reverse("villages")).text
    assert f"9月工作纪实里这些字打印不出来，纸上留了{GAP}，请手写补上：{RARE}" in page


def test_nothing_is_told_where_nothing_is_missing(client, staff, village):
    WorkLogFactory(cadre=PostingFactory(village=village).cadre, village=village)
    client.force_login(staff)
    month(client, village)
    assert "打印不出来" not in client.get(reverse("villages")).text


def test_a_paper_comes_under_its_name(client, staff, village):
    client.force_login(staff)
    header = month(client, village)["Content-Disposition"]
    assert header.startswith("inline; filename*=utf-8''") and header.endswith(".pdf")
