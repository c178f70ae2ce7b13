from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Setting, reckon_weeks
from fushan.kit.periods import Period
from fushan.org.due import ask
from tests.factories import (
    BoardSeatFactory,
    LeadershipFactory,
    OfficialFactory,
    SelectionFactory,
    TownshipOfficialFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.queries import at_most
from villages.actions import merge_officials
from villages.companions import last_party
from villages.due import VISIT
from villages.models import BoardSeat, Official, Seat, VillageWeek, Visit, Visitor

MONDAY = date(2025, 9, 1)


def typed(official, **changes):
    """What an official sends by tapping through the form."""
    return {
        "submission": "11111111-1111-4111-8111-111111111111",
        "kinds": ["guidance"],
        "text": "渠道已通。",
        "visitors": [official.official.pk],
        "happened_on": localdate().isoformat(),
    } | changes


def test_an_official_records_a_visit(client, official, village):
    client.force_login(official)

    response = client.post(reverse("villages:record-visit", args=[village.pk]), typed(official))

    visit = Visit.objects.get()
    assert response.url == reverse("villages:visit", args=[visit.pk])
    assert (visit.village, visit.text, visit.level) == (village, "渠道已通。", "township")
    assert (visit.entered_by, visit.happened_on) == (official, localdate())
    assert [v.official for v in visit.visitors.all()] == [official.official]


@pytest.mark.parametrize(
    ("asked", "day"), [("2025-09-01", date(2025, 9, 1)), ("2025-09-99", None), ("x", None)]
)
def test_a_week_left_out_opens_the_form_on_its_day(client, official, village, asked, day):
    client.force_login(official)
    url = reverse("villages:record-visit", args=[village.pk])
    form = client.get(url, {"on": asked}).context["form"]
    assert form["happened_on"].value() == (day or localdate())


def test_who_mostly_comes_is_offered_first_and_nobody_is_ticked(client, secretary, village):
    comes, never = OfficialFactory(), OfficialFactory()
    VisitorFactory(visit=VisitFactory(village=village, happened_on=localdate()), official=comes)
    client.force_login(secretary)
    page = client.get(reverse("villages:record-visit", args=[village.pk])).text
    first, folded = page.partition('id="id_visitors_field"')[2].split("<details", 1)
    assert (comes.name in first, never.name in first) == (True, False)
    assert (comes.name in folded, never.name in folded) == (False, True)
    assert "checked" not in first


def test_a_visit_with_somebody_of_the_county_is_a_county_visit(client, official, village):
    guest = OfficialFactory()
    client.force_login(official)

    client.post(
        reverse("villages:record-visit", args=[village.pk]),
        typed(official, visitors=[official.official.pk, guest.pk]),
    )

    visit = Visit.objects.get()
    assert (visit.level, visit.visitors.count()) == ("county", 2)


def test_who_came_along_last_time_is_offered_again(official, village):
    other = TownshipOfficialFactory(unit=official.official.unit)
    visit = VisitFactory(village=village, entered_by=official)
    for person in (official.official, other):
        VisitorFactory(visit=visit, official=person)

    assert last_party(official, village) == {official.official.pk, other.pk}


def test_at_first_one_is_offered_only_oneself(official, village):
    assert last_party(official, village) == {official.official.pk}


def test_an_official_goes_to_a_village_once_a_day(client, official, village):
    client.force_login(official)
    url = reverse("villages:record-visit", args=[village.pk])

    client.post(url, typed(official))
    again = typed(official, submission="22222222-2222-4222-8222-222222222222", join="apart")
    response = client.post(url, again)

    assert f"{official.official.name}已在那一条里，一人一村一天只记一条。" in response.text
    assert "渠道已通。" in response.text
    assert (Visit.objects.count(), Visitor.objects.count()) == (1, 1)


def test_an_official_corrects_who_was_there(client, official, village):
    visit = VisitFactory(village=village, happened_on=localdate())
    gone = VisitorFactory(visit=visit).official
    client.force_login(official)

    response = client.post(
        reverse("villages:edit-visit", args=[visit.pk]),
        typed(official, seen=visit.changed_at.isoformat(), text="改正"),
    )

    assert response.status_code == 302
    assert [v.official for v in visit.visitors.all()] == [official.official]
    assert Official.objects.filter(pk=gone.pk).exists()


def test_moving_a_visit_to_another_day_takes_its_visitors_along(client, official, village):
    visit = VisitFactory(village=village, happened_on=localdate())
    VisitorFactory(visit=visit, official=official.official)
    client.force_login(official)
    yesterday = localdate() - timedelta(days=1)

    client.post(
        reverse("villages:edit-visit", args=[visit.pk]),
        typed(official, seen=visit.changed_at.isoformat(), happened_on=yesterday.isoformat()),
    )

    assert Visitor.objects.get().happened_on == yesterday


def test_a_visitor_cannot_stand_in_another_village_than_the_visit(village):
    visit = VisitFactory()
    with pytest.raises(IntegrityError, match="visitor_tied"), transaction.atomic():
        VisitorFactory(visit=visit, village=village)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_secretary_writes_down_who_came_to_their_own_village(
    client, secretary, official, village
):
    client.force_login(secretary)
    url = reverse("villages:record-visit", args=[village.pk])
    client.post(url, typed(official))
    visit = Visit.objects.get()
    assert (visit.entered_by, visit.on_behalf) == (secretary, True)


def test_a_secretary_changes_no_visit_that_somebody_else_wrote_down(client, secretary, village):
    visit = VisitFactory(village=village, happened_on=localdate())
    client.force_login(secretary)
    for name in ("villages:edit-visit", "villages:withdraw-visit"):
        assert client.get(reverse(name, args=[visit.pk])).status_code == 403


def test_an_official_cannot_record_for_another_township(client, official):
    client.force_login(official)
    response = client.get(reverse("villages:record-visit", args=[VillageFactory().pk]))
    assert response.status_code == 404


def test_who_changed_a_visit_is_kept_with_name_and_page(client, official, village):
    client.force_login(official)
    url = reverse("villages:record-visit", args=[village.pk])
    client.post(url, typed(official))

    event = Visit.objects.get().events.get(pgh_label="insert")
    assert event.pgh_context.metadata == {
        "user": official.pk,
        "name": official.name,
        "url": url,
    }


def test_the_list_of_visits_asks_at_most_eight_queries(client, leader):
    for _ in range(3):
        VisitorFactory(visit__text="缺水")
    client.force_login(leader)

    with at_most(8):
        response = client.get(reverse("villages:visits"))

    assert response.text.count("缺水") == 3


def test_pages_go_on_from_where_the_last_one_ended(client, leader):
    made = [VisitFactory(happened_on=date(2025, 9, day)) for day in range(1, 26)]
    client.force_login(leader)

    first = client.get(reverse("villages:visits"))
    second = client.get(reverse("villages:visits"), {"after": first.context["page"].after})

    assert [*first.context["page"], *second.context["page"]] == made[::-1]
    assert second.context["page"].after is None


@pytest.mark.parametrize("after", ["x", "2025-09-01", "2025-13-01_1", "2025-09-01_x"])
def test_a_page_that_is_none_is_not_found(client, leader, after):
    client.force_login(leader)
    assert client.get(reverse("villages:visits"), {"after": after}).status_code == 404


@pytest.fixture
def selected(village):
    reckon_weeks()
    SelectionFactory(village=village, since=date(2025, 8, 25))
    return village


def week(village, monday=MONDAY):
    return VillageWeek.objects.get(village=village, monday=monday)


def test_a_visit_of_the_townships_leadership_meets_the_week(selected):
    assert (week(selected).due, week(selected).visits) == (True, 0)

    visitor = VisitorFactory(visit__village=selected, visit__happened_on=MONDAY)
    assert week(selected).visits == 0
    LeadershipFactory(official=visitor.official)
    assert week(selected).visits == 1
    assert week(selected, MONDAY + timedelta(weeks=1)).visits == 0


def test_two_leaders_on_one_visit_count_once(selected):
    visit = VisitFactory(village=selected, happened_on=MONDAY)
    for _ in range(2):
        LeadershipFactory(official=VisitorFactory(visit=visit).official)
    assert week(selected).visits == 1


def test_who_was_promoted_has_still_led_the_township_then(selected):
    visitor = VisitorFactory(visit__village=selected, visit__happened_on=MONDAY)
    leadership = LeadershipFactory(official=visitor.official)

    leadership.until = date(2025, 9, 15)
    leadership.save()
    visitor.official.unit = OfficialFactory().unit
    visitor.official.save()

    assert week(selected).visits == 1


def test_leaders_of_another_township_do_not_meet_the_week(selected):
    visitor = VisitorFactory(visit__village=selected, visit__happened_on=MONDAY)
    LeadershipFactory(official=visitor.official, area=VillageFactory().township)
    assert week(selected).visits == 0


def test_a_week_with_few_working_days_is_not_due(selected):
    """国庆、中秋: of 1 to 8 October 2025 all are holidays."""
    assert week(selected, date(2025, 9, 29)).due is False
    assert week(selected, date(2025, 10, 6)).due is True
    Setting.objects.create(key="week_least_working_days", value="5")
    assert week(selected, date(2025, 10, 6)).due is False


def test_a_village_is_owed_no_visit_before_it_was_selected(selected):
    assert not VillageWeek.objects.filter(village=selected, monday=date(2025, 8, 18)).exists()


def test_a_visit_owed_is_neutral_until_thursday_and_amber_from_then(selected):
    *_, due = ask([VISIT], date(2025, 9, 3), None)
    assert (due.urgency, due.due_on, due.word) == ("", date(2025, 9, 7), "9月7日前")
    *_, due = ask([VISIT], date(2025, 9, 4), None)
    assert due.urgency == "warn"

    LeadershipFactory(
        official=VisitorFactory(visit__village=selected, visit__happened_on=MONDAY).official
    )
    last_week = [due.due_on for due in ask([VISIT], date(2025, 9, 4), None)]
    assert last_week == [date(2025, 8, 31)]


def test_a_seat_is_held_by_one_at_a_time(village):
    BoardSeatFactory(village=village)
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        BoardSeatFactory(village=village, since=date(2026, 1, 1))


def test_a_local_secretary_is_a_name_and_the_other_four_are_officials(village):
    with pytest.raises(IntegrityError, match="by_one_person"), transaction.atomic():
        BoardSeatFactory(village=village, official=None)
    with pytest.raises(IntegrityError, match="by_one_person"), transaction.atomic():
        BoardSeatFactory(village=village, seat=Seat.SECRETARY)
    seat = BoardSeatFactory(
        village=village, seat=Seat.SECRETARY, official=None, local_name="示例村书记"
    )
    assert seat.holder == "示例村书记"


def test_an_official_entered_twice_becomes_one(official, village):
    stays, goes = TownshipOfficialFactory(), official.official
    both = VisitFactory(village=village)
    VisitorFactory(visit=both, official=goes)
    VisitorFactory(visit=both, official=stays)
    VisitorFactory(official=goes)
    seat = BoardSeatFactory(village=village, official=goes)
    LeadershipFactory(official=goes)

    merge_officials(goes, into=stays)

    assert BoardSeat.objects.get(pk=seat.pk).official == stays
    assert set(Visitor.objects.values_list("official", flat=True)) == {stays.pk}
    assert Visitor.objects.count() == 2
    stays.refresh_from_db()
    assert (stays.user, stays.leaderships.count()) == (official, 1)
    assert not Official.objects.filter(pk=goes.pk).exists()


def test_the_number_in_a_week_is_the_number_of_its_ledger(selected):
    """A visit by the county and one by a clerk stand beside; neither is the leadership's."""
    led = VisitorFactory(visit__village=selected, visit__happened_on=MONDAY)
    LeadershipFactory(official=led.official)
    clerk = VisitorFactory(visit__village=selected, visit__happened_on=MONDAY + timedelta(days=1))
    LeadershipFactory(official=clerk.official, since=date(2025, 1, 1), until=date(2025, 6, 1))
    VisitorFactory(visit__village=selected, visit__happened_on=MONDAY, official=OfficialFactory())

    figure = FIGURES["leader_visits"]
    period = Period.of("week", MONDAY)

    assert week(selected).visits == figure.value(selected.pk, period).number == 1
    assert list(figure.rows(selected.pk, period)) == [led.visit]
