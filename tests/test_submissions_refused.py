"""Whatever is wrong in what was typed is said, kept on the page, and saved nowhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.desk.models import Submission
from tests.factories import (
    OfficialFactory,
    TownshipOfficialFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.test_submissions import a_log, a_visit, record_visit
from villages.models import Visit


def test_a_clash_that_only_a_row_out_of_reach_makes_is_still_its_sentence(
    client, official, village
):
    """And a page with a broken rule keeps what was typed."""
    VisitorFactory(
        visit__village=village, visit__happened_on=localdate(), official=official.official
    )
    client.force_login(official)

    response = client.post(
        record_visit(village), a_visit(official, text="又去了一次。", join="apart")
    )

    assert f"{official.official.name}已在那一条里，一人一村一天只记一条。" in response.text
    assert "又去了一次。" in response.text
    assert Visit.objects.count() == 1
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "长" * 2001}, "2000 字符"),
        ({"text": ""}, "请填"),
        ({"happened_on": localdate() + timedelta(days=1)}, "日期不能晚于今天。"),
        ({"happened_on": "2025-02-30"}, "有效的日期"),
        ({"kinds": []}, "请选“做了什么”。"),
        ({"kinds": ["dancing"]}, "dancing"),
        ({"visitors": []}, "请至少选一名到村人员。"),
        ({"visitors": ["999999999"]}, "999999999"),
        ({"visitors": ["一"]}, "一"),
        ({"submission": "no id"}, "UUID"),
    ],
)
def test_whatever_is_wrong_with_a_visit_is_said_and_nothing_is_saved(
    client, official, village, wrong, sentence
):
    client.force_login(official)

    response = client.post(record_visit(village), a_visit(official, **wrong))

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors)
    assert not Visit.objects.exists()
    assert ("长" * 2001 if "长" in str(wrong.get("text")) else "") in response.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "长" * 2001}, "2000 字符"),
        ({"text": " "}, "请填"),
        ({"text": "有\x00空字符"}, "空字符"),
        ({"happened_on": localdate() + timedelta(days=1)}, "日期不能晚于今天。"),
        ({"kinds": ["dancing"]}, "dancing"),
    ],
)
def test_whatever_is_wrong_with_a_log_is_said_and_nothing_is_saved(
    client, secretary, wrong, sentence
):
    client.force_login(secretary)

    response = client.post(reverse("record-log"), a_log(**wrong))

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors)
    assert not WorkLog.objects.exists()


def test_an_official_of_another_township_cannot_be_slipped_in(client, official, village):
    stranger = TownshipOfficialFactory()
    gone = OfficialFactory(left_on=localdate())
    client.force_login(official)

    for forged in (stranger, gone):
        typed = a_visit(official, visitors=[official.official.pk, forged.pk])
        response = client.post(record_visit(village), typed)
        assert response.status_code == 200
        assert forged.name not in response.text
        assert response.context["form"].errors["visitors"]
    assert not Visit.objects.exists()


def test_a_village_of_another_township_or_of_nowhere_is_not_found(client, official):
    elsewhere = VillageFactory()
    visit = VisitFactory(village=elsewhere)
    client.force_login(official)

    for code in (elsewhere.pk, "141027999999", "nowhere", "1"):
        url = reverse("villages:record-visit", args=[code])
        assert client.get(url).status_code == 404
        assert client.post(url, a_visit(official)).status_code == 404
    url = reverse("villages:edit-visit", args=[visit.pk])
    assert client.post(url, a_visit(official, seen=visit.changed_at.isoformat())).status_code == 404
    assert Visit.objects.get() == visit


def test_a_page_without_its_id_is_not_saved(client, secretary):
    """A page drawn by somebody else's machine, or cut short on the way."""
    client.force_login(secretary)

    response = client.post(reverse("record-log"), {"text": "入户三户。"})

    assert response.status_code == 200
    assert not WorkLog.objects.exists()
