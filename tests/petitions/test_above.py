"""Beyond the branch: the township, the county's departments, the petition office; the minutes."""

from datetime import date, timedelta
from io import BytesIO

from django.urls import reverse
from django.utils.timezone import localdate
from docx import Document

from fushan.catalogue.dues import dues_of
from fushan.org.reach import reach
from petitions.models import Deliberation, State, Transfer
from tests.factories import UnitFactory
from tests.petitions.test_matters import a_matter, a_meeting, posted, send  # noqa: F401

DAY = timedelta(days=1)


def upward(village, **more):
    return a_matter(village, **{"state": "upward", "upper": "township"} | more)


def told(client, page, matter, **more):
    path = reverse(f"petitions:{page}", args=[matter.pk])
    return client.post(path, {"happened_on": f"{localdate()}", "way": "letter"} | more)


def owed(user, day):
    with reach(*user.reach):
        return [due.kind for due in dues_of(user, day) if due.kind.startswith("matter")]


def test_a_township_receives_a_matter_and_passes_it_to_a_department(
    client,
    official,
    staff,
    posted,  # noqa: F811
):
    unit = UnitFactory(area_id="141027", name="县水利局")
    matter = upward(posted.village, due_on=localdate() + 60 * DAY)
    client.force_login(official)
    told(client, "receive-matter", matter, note="明天去看")
    told(client, "pass-on-matter", matter, unit=unit.pk, note="请安排管材")
    client.force_login(staff)
    told(client, "receive-matter", matter, way="phone")
    path = reverse("petitions:move-matter", args=[matter.pk, "in_hand"])
    day = {"happened_on": f"{localdate()}"}
    client.post(path, day | {"way": "letter", "owner": "示例支委", "note": "本年没有计划"})
    matter.refresh_from_db()
    steps = matter.steps.order_by("pk")
    assert [(step.deed, step.way, step.unit) for step in steps] == [
        ("received", "letter", None),
        ("passed_on", "letter", unit),
        ("received", "phone", unit),
        ("moved", "letter", unit),
    ]
    assert (matter.state, matter.due_on) == (State.IN_HAND, localdate() + 7 * DAY)


def test_what_went_to_the_county_is_no_longer_the_townships(client, official, posted):  # noqa: F811
    matter = upward(posted.village, upper="county", upper_unit=UnitFactory(area_id="141027"))
    client.force_login(official)
    page = client.get(reverse("petitions:matter", args=[matter.pk]))
    assert page.context["buttons"] == []
    path = reverse("petitions:move-matter", args=[matter.pk, "done"])
    assert client.post(path, {"note": "好"}).status_code == 403
    assert told(client, "receive-matter", matter).url == reverse(
        "petitions:matter", args=[matter.pk]
    )
    assert not matter.steps.exists()


def test_a_department_must_be_named(client, official, posted):  # noqa: F811
    matter = upward(posted.village)
    client.force_login(official)
    page = told(client, "pass-on-matter", matter, unit="", note="")
    assert page.context["form"].errors == {
        "unit": ["请选一个部门。"],
        "note": ["请写一句请求什么。"],
    }


def test_each_hears_of_what_lies_with_them_and_the_county_once_of_what_drags_on(
    secretary,
    official,
    staff,
    posted,  # noqa: F811
):
    day = date(2025, 9, 20)
    a_matter(posted.village, due_on=day - DAY)
    assert [owed(user, day) for user in (secretary, official, staff)] == [
        ["matter"],
        ["matter_over"],
        [],
    ]
    week_later = day + 7 * DAY
    assert [owed(user, week_later) for user in (secretary, official, staff)] == [
        ["matter"],
        ["matter_over"],
        ["matter_escalated"],
    ]


def test_what_lies_with_a_department_is_the_desks_to_follow(
    secretary,
    official,
    staff,
    posted,  # noqa: F811
):
    day = date(2025, 9, 20)
    unit = UnitFactory(area_id="141027")
    upward(posted.village, upper="county", upper_unit=unit, due_on=day - 30 * DAY)
    assert [owed(user, day) for user in (secretary, official, staff)] == [
        [],
        [],
        ["matter_at_county"],
    ]


def test_a_matter_goes_to_the_petition_office_and_is_closed_the_day_it_is_settled(
    client,
    secretary,
    posted,  # noqa: F811
):
    matter = a_matter(posted.village, due_on=localdate() - DAY, is_legacy=True)
    client.force_login(secretary)
    day = f"{localdate() - DAY}"
    send(client, "petitions:transfer-matter", matter.pk, office="县信访局", transferred_on=day)
    matter.refresh_from_db()
    assert (matter.state, matter.due_on, matter.steps.get().deed) == ("raised", None, "handed_over")
    assert owed(secretary, localdate()) == []
    transfer = Transfer.objects.get()
    assert transfer.matter.standing == "信访转办"
    seen = {"seen": transfer.changed_at.isoformat(), "helped": "陪着算了三次账"}
    page = send(client, "petitions:settle-transfer", transfer.pk, settled_on=day, **seen)
    assert page.context["form"].errors == {"__all__": ["化解了须写一句怎么化解的。"]}
    send(
        client, "petitions:settle-transfer", transfer.pk, settled_on=day, outcome="签了协议", **seen
    )
    matter.refresh_from_db()
    assert (matter.state, matter.done_on) == ("done", localdate() - DAY)
    assert Transfer.objects.get().matter.standing == "已办结"
    moves = [step.moved_to for step in matter.steps.order_by("pk")]
    assert moves == ["raised", "accepted", "in_hand", "done"]
    again = send(client, "petitions:settle-transfer", transfer.pk)
    assert again.url == reverse("petitions:matter", args=[matter.pk])


def test_a_matter_goes_to_the_petition_office_once(client, secretary, posted):  # noqa: F811
    matter = a_matter(posted.village)
    client.force_login(secretary)
    for _ in range(2):
        day = f"{localdate()}"
        send(client, "petitions:transfer-matter", matter.pk, office="县信访局", transferred_on=day)
    assert Transfer.objects.count() == 1


def test_a_meeting_says_who_came_and_cannot_have_more_than_were_called(
    client,
    secretary,
    posted,  # noqa: F811
):
    client.force_login(secretary)
    page = send(
        client, "petitions:record-deliberation", posted.village_id, **a_meeting(present="6")
    )
    assert page.context["form"].errors == {"__all__": ["实到不能多于应到。"]}
    past = f"{localdate() - 9 * DAY}"
    page = send(
        client, "petitions:record-deliberation", posted.village_id, **a_meeting(due_on=past)
    )
    assert page.context["form"].errors == {"__all__": ["办理期限不能早于开会那天。"]}


def test_the_minutes_of_a_day_are_one_word_file(client, secretary, posted):  # noqa: F811
    client.force_login(secretary)
    send(client, "petitions:record-deliberation", posted.village_id, **a_meeting())
    odd = a_meeting(subject="{{ 7 * 7 }}<w:b/>", decision="同意")
    send(client, "petitions:record-deliberation", posted.village_id, **odd)
    meeting = Deliberation.objects.first()
    paper = client.get(reverse("minutes-paper", args=[meeting.pk]))
    lines = [line.text for line in Document(BytesIO(paper.content)).paragraphs]
    assert lines[0] == f"{posted.village.township}{posted.village}党支部议事会议记录"
    assert "一、换水管" in lines
    assert "二、{{ 7 * 7 }}<w:b/>" in lines
    assert "应到5人，实到4人" in lines
