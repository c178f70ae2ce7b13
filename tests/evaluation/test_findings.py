"""What an inspection or the villagers found, until it is mended and checked again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluation.models import (
    Finding,
    FindingState,
)
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import reach
from petitions.models import Review
from tests.evaluation.inspected import TODAY, page, refusal, reviewed, sent, signed_in
from tests.factories import (
    CadreFactory,
    UserFactory,
    VillageFactory,
)


@pytest.fixture
def finding(sheet, staff):
    day = TODAY - timedelta(days=40)
    return Finding.objects.create(
        sheet=sheet,
        village=sheet.village,
        text="村务公开栏还是上季度的。",
        found_on=day,
        due_on=day + timedelta(days=30),
        entered_by=staff,
    )


def moved(client, finding, to, **typed):
    return sent(client, page("move-finding", finding.pk, to), **typed)


def test_a_finding_is_written_on_the_sheet_and_owed_by_whom_it_names(
    client, sheet, staff, secretary, official
):
    for owner in ("village", "township"):
        typed = {"text": f"{owner}的问题", "owner": owner, "due_on": TODAY + timedelta(days=9)}
        sent(signed_in(client, staff), page("write-finding", sheet.pk), **typed)
    owed = {}
    for user in (secretary, official):
        with reach(*user.reach):
            owed[user.role] = [d.text for d in dues_of(user, TODAY) if d.kind.startswith("finding")]
    assert owed == {
        Role.VILLAGE: ["整改问题：village的问题"],
        Role.TOWNSHIP: ["整改问题：township的问题"],
    }


def test_it_goes_round_until_it_is_mended(client, finding, secretary, staff):
    client = signed_in(client, secretary)
    moved(client, finding, "done", done_on=TODAY, done_note="换了新的。")
    signed_in(client, staff)
    moved(client, finding, "open", why="只换了一半。", due_on=TODAY + timedelta(days=10))
    finding.refresh_from_db()
    assert (finding.state, finding.done_note) == (FindingState.OPEN, "")
    assert "换了新的。（复查没有通过：只换了一半。）" in finding.earlier
    signed_in(client, secretary)
    moved(client, finding, "done", done_on=TODAY, done_note="全换了。")
    signed_in(client, staff)
    moved(client, finding, "closed", checked_on=TODAY, checked_how="到村看了。")
    finding.refresh_from_db()
    assert (finding.state, finding.checked_by) == (FindingState.CLOSED, staff)
    assert FIGURES["findings_open"].value("141027", Period.of("year", TODAY)).number == 0


def test_what_is_over_is_told_to_the_department_and_shown_red(client, finding, staff):
    with reach(*staff.reach):
        owed = [(d.kind, d.urgency) for d in dues_of(staff, TODAY)]
    assert ("finding_over", "bad") in owed
    shown = signed_in(client, staff).get(page("findings")).text
    assert "逾期" in shown
    assert "已过" in client.get(page("finding", finding.pk)).text


def test_no_step_is_jumped_and_none_is_anothers(
    client, finding, secretary, official, leader, staff
):
    signed_in(client, secretary)
    assert (
        "不能走这一步" in client.get(page("move-finding", finding.pk, "closed"), follow=True).text
    )
    assert client.get(page("move-finding", finding.pk, "nowhere")).status_code == 404
    moved(client, finding, "done", done_on=TODAY, done_note="换了。")
    for user in (secretary, official, leader):
        url = page("move-finding", finding.pk, "closed")
        assert signed_in(client, user).get(url).status_code == 403
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(text="没有问题")
    assert refusal(error) == "finding_stands_as_found"
    done = {"state": "closed", "checked_on": TODAY, "checked_by": staff, "checked_how": "看了"}
    Finding.objects.filter(pk=finding.pk).update(**done)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="done", checked_on=None, checked_how="")
    assert refusal(error) == "finding_moves_by_the_table"


def test_what_is_the_townships_to_mend_the_village_does_not_report(client, finding, secretary):
    Finding.objects.update(owner="township")
    url = page("move-finding", finding.pk, "done")
    assert signed_in(client, secretary).get(url).status_code == 403


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"done_on": TODAY + timedelta(days=1), "done_note": "换了"}, "日期不能晚于今天。"),
        ({"done_on": TODAY - timedelta(days=90), "done_note": "换了"}, "不能早于发现的日期"),
        ({"done_on": TODAY, "done_note": ""}, "请写一句怎么改的。"),
    ],
    ids=["to come", "before it was found", "without a word"],
)
def test_a_faulty_report_is_told(client, finding, secretary, typed, told):
    assert told in moved(signed_in(client, secretary), finding, "done", **typed).text


@pytest.mark.parametrize(
    ("to", "typed", "told"),
    [
        ("closed", {"checked_on": TODAY, "checked_how": ""}, "请写一句怎么复查的。"),
        (
            "closed",
            {"checked_on": TODAY - timedelta(days=20), "checked_how": "看了"},
            "不能早于改好的日期",
        ),
        ("open", {"why": "", "due_on": TODAY}, "请写一句还差什么。"),
        ("open", {"why": "差", "due_on": TODAY - timedelta(days=1)}, "新的期限不能早于今天。"),
    ],
    ids=["without a word", "before it was mended", "without a reason", "due in the past"],
)
def test_a_faulty_check_is_told(client, finding, secretary, staff, to, typed, told):
    done = {"state": "done", "done_on": TODAY, "done_by": secretary, "done_note": "换了。"}
    Finding.objects.filter(pk=finding.pk).update(**done)
    assert told in moved(signed_in(client, staff), finding, to, **typed).text


def test_a_neighbour_reads_no_finding_and_a_limit_is_after_the_day(client, finding, sheet, staff):
    neighbour = VillageFactory()
    user = UserFactory(role=Role.VILLAGE, area_code=neighbour.pk, cadre_id=CadreFactory().pk)
    assert signed_in(client, user).get(page("finding", finding.pk)).status_code == 404
    typed = {"text": "问题", "owner": "village", "due_on": TODAY - timedelta(days=1)}
    told = sent(signed_in(client, staff), page("write-finding", sheet.pk), **typed)
    assert "整改期限不能早于发现的日期。" in told.text


# From the villagers' review


def test_discontent_villagers_make_a_finding_with_one_button(client, village, official):
    review = reviewed(village, bad=3)
    client = signed_in(client, official)
    shown = client.get(reverse("petitions:review", args=[review.pk])).text
    assert "把不满意的转为问题" in shown
    for _ in range(2):  # once is enough
        told = client.post(page("finding-of-review", review.pk), follow=True)
    assert "这次评事已经转为问题。" in told.text
    made = Finding.objects.get()
    assert (made.village, made.review, made.source) == (village, review, "群众评事")
    assert "3 票不满意" in made.text and "路灯坏了。" in made.text


def test_content_villagers_and_uncounted_ones_make_none(client, village, official, secretary):
    review = reviewed(village)
    client = signed_in(client, official)
    assert "把不满意的" not in client.get(reverse("petitions:review", args=[review.pk])).text
    assert client.post(page("finding-of-review", review.pk)).status_code == 403
    Review.objects.all().delete()
    waits = reviewed(village, bad=3, confirmed=False)
    assert client.post(page("finding-of-review", waits.pk)).status_code == 404
    assert signed_in(client, secretary).post(page("finding-of-review", waits.pk)).status_code == 403
