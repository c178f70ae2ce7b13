from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Count

from cadres.actions import end_posting, post
from cadres.models import Cadre, CadrePrivate, Posting, WorkLog
from fushan.org.models import Area, Role, Unit, User
from fushan.org.reach import ACCOUNTS, NOTHING, TRAIL, forget, reach, within
from tests.factories import (
    BatchFactory,
    CadreFactory,
    CadrePrivateFactory,
    CountyFactory,
    PostingFactory,
    TownshipOfficialFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from villages.models import Official, Visit, Visitor


def test_officials_see_their_township_and_cadres_their_village(official, secretary, village):
    neighbour = VisitFactory(village__township=village.township)
    ours = VisitFactory(village=village)
    VisitFactory()

    with reach(official.area_code):
        assert set(Visit.objects.all()) == {ours, neighbour}
    with reach(secretary.area_code):
        assert set(Visit.objects.all()) == {ours}


def test_a_query_outside_any_reach_is_refused(db):
    VisitFactory()

    with pytest.raises(ProgrammingError, match="no reach is open"), reach(""), transaction.atomic():
        Visit.objects.count()


def test_no_side_door_shows_another_township(official, village):
    ours, other = VisitFactory(village=village), VisitFactory()

    with reach(official.area_code):
        counted = Area.objects.annotate(n=Count("villages__visits")).values_list("code", "n")
        assert dict(counted)[other.village.township_id] == 0
        assert [e.pgh_obj_id for e in Visit.pgh_event_model.objects.all()] == [ours.pk]
        assert not Visit._base_manager.filter(pk=other.pk).exists()
        assert Visit.objects.aggregate(n=Count("pk"))["n"] == 1
        assert Visit.objects.filter(pk=other.pk).update(text="改") == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM villages_visit")
            assert cursor.fetchone() == (1,)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            VisitFactory(village=other.village)


def test_the_administrator_sees_accounts_and_nothing_of_the_county(admin, official):
    VisitFactory()
    with reach(*admin.reach):
        assert {user.pk for user in User.objects.all()} == {admin.pk, official.pk}
        assert Visit.objects.count() == Cadre.objects.count() == Unit.objects.count() == 0


def test_the_auditor_sees_what_happened_and_no_row(auditor):
    visit = VisitFactory()
    with reach(*auditor.reach):
        assert Visit.objects.count() == User.objects.count() == 0
        assert [e.pgh_obj_id for e in Visit.pgh_event_model.objects.all()] == [visit.pk]
        assert Visit.pgh_event_model.objects.count() == 1


def test_a_cadre_who_moved_still_sees_their_own_past(village):
    past = PostingFactory()
    there = past.village
    WorkLogFactory(cadre=past.cadre, village=there)
    post(past.cadre, village=village, on=date(2025, 9, 1), batch=past.batch)

    with reach(village.code, person=past.cadre_id):
        assert Posting.objects.filter(cadre=past.cadre_id).count() == 2
        assert WorkLog.objects.count() == 1
        assert WorkLog.objects.update(text="改") == 0
    with reach(village.code, person=0):
        assert Posting.objects.filter(cadre=past.cadre_id).count() == 1
        assert WorkLog.objects.count() == 0


def test_a_township_keeps_the_names_of_those_who_moved_on(village):
    """Records stay where they happened; their people must not drop out of the joins."""
    posting = PostingFactory(village=village)
    WorkLogFactory(cadre=posting.cadre, village=village)
    visitor = VisitorFactory(visit__village=village)
    post(posting.cadre, village=VillageFactory(), on=date(2025, 9, 1), batch=posting.batch)
    elsewhere = UnitFactory(area=VillageFactory().township)
    visitor.official.unit = elsewhere
    visitor.official.save()

    with reach(village.township_id):
        assert [log.cadre.name for log in WorkLog.objects.select_related("cadre")] == [
            posting.cadre.name
        ]
        assert [v.official.name for v in Visitor.objects.select_related("official")] == [
            visitor.official.name
        ]
        assert Official.objects.update(post="改") == 0
        assert Cadre.objects.update(remark="改") == 0


def test_a_cadre_between_two_villages_reaches_only_their_own(secretary, village):
    cadre = secretary.cadre
    posting = PostingFactory(cadre=cadre, village=village)
    WorkLogFactory(cadre=cadre, village=village)
    WorkLogFactory(village=village)

    end_posting(posting, on=date(2025, 9, 1), reason="任期届满")

    secretary.refresh_from_db()
    assert (secretary.area_code, secretary.reach) == ("141027", (NOTHING, cadre.pk))
    with reach(*secretary.reach):
        assert WorkLog.objects.count() == 1


def test_a_cadre_does_not_see_a_colleagues_private_data(village):
    mine = CadrePrivateFactory(cadre__area_code=village.code)
    CadrePrivateFactory(cadre__area_code=village.code)

    with reach(village.code, person=mine.cadre_id):
        assert [row.pk for row in CadrePrivate.objects.all()] == [mine.pk]
        assert CadrePrivate.pgh_event_model.objects.count() == 1
    with reach(village.code, person=0):
        assert CadrePrivate.objects.count() == 0
    with reach(village.township_id):
        assert CadrePrivate.objects.count() == 2


def test_what_the_county_keeps_is_read_below_and_written_only_there(village):
    unit = UnitFactory(area=CountyFactory())
    with reach(village.code):
        assert list(Unit.objects.all()) == [unit]
        assert Unit.objects.update(name="改") == 0
    UnitFactory(area=VillageFactory().township)
    with reach(village.code):
        assert list(Unit.objects.all()) == [unit]


def test_moving_a_cadre_moves_the_account_in_the_same_deed(secretary, village):
    there = VillageFactory()
    post(secretary.cadre, village=there, on=date(2025, 9, 1), batch=BatchFactory())

    secretary.refresh_from_db()
    assert secretary.area_code == there.pk


def test_private_data_follow_the_cadre(village):
    private = CadrePrivateFactory()
    post(private.cadre, village=village, on=date(2025, 9, 1), batch=BatchFactory())

    private.refresh_from_db()
    assert private.area_code == village.pk


def test_a_connection_given_back_has_nothing_open(db):
    with reach("141027"):
        forget(_Link())
        with pytest.raises(ProgrammingError, match="no reach is open"), transaction.atomic():
            User.objects.count()


class _Link:
    """The pool hands over a raw connection; here it is the test's own, inside its transaction."""

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def commit(self):
        pass


@pytest.mark.parametrize(
    ("area", "code", "lies"),
    [
        ("141027", "141027102", True),
        ("141027102", "141027", False),
        ("141027102", "141027103", False),
        (NOTHING, "141027", False),
        (ACCOUNTS, "141027", False),
        (TRAIL, "141027", False),
        ("*", "141027", True),
    ],
)
def test_a_place_lies_in_a_reach_or_not(db, area, code, lies):
    with reach(area):
        assert within(code) is lies


def test_an_account_reaches_as_far_as_its_role(db):
    for role, area in [
        (Role.ADMIN, "141027"),
        (Role.TOWNSHIP, "141027"),
        (Role.STAFF, ""),
        (Role.VILLAGE, "141027102"),
    ]:
        with pytest.raises(Exception, match="as_far_as_the_role"), transaction.atomic():
            UserFactory(role=role, area_code=area)


def test_an_official_stands_where_their_unit_stands(village):
    official = TownshipOfficialFactory(unit__area=village.township)
    CountyFactory()
    with pytest.raises(Exception, match="official_tied"), transaction.atomic():
        Official.objects.filter(pk=official.pk).update(area="141027")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_id_number_of_someone_out_of_reach_is_still_refused(village):
    """Unique constraints see every row."""
    taken = CadrePrivateFactory.build(cadre=CadreFactory(), area_code="141027")
    taken.id_number = "999999199007150028"
    taken.save()
    cadre = CadreFactory(area_code=village.code)
    mine = CadrePrivateFactory.build(cadre=cadre, area_code=village.code)
    mine.id_number = "999999199007150028"

    with reach(village.township_id):
        assert CadrePrivate.objects.count() == 0
        with pytest.raises(Exception, match="cadre_id_number_once"), transaction.atomic():
            mine.save()
