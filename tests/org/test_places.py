from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from fushan.desk.models import WorkWeek
from fushan.org import places
from fushan.org.actions import merge_units
from fushan.org.models import Area, FormerName, Role, Selection, UnitName, User, Village
from fushan.org.reach import reach
from tests.factories import (
    CadreFactory,
    CountyFactory,
    OfficialFactory,
    SelectionFactory,
    UnitFactory,
    VillageFactory,
)


@pytest.fixture
def fushan(db):
    call_command("load_areas")


def names(found):
    return [place.name for place in found]


def test_the_official_lists_are_loaded_whole(fushan):
    assert Area.objects.filter(code__regex=r"^\d{2,6}$").count() == 3351
    assert Area.objects.filter(code__startswith="141027", code__regex=r"^\d{9}$").count() == 7
    assert Village.objects.count() == 127


def test_loading_the_lists_again_adds_nothing(fushan):
    call_command("load_areas")

    assert (Area.objects.count(), Village.objects.count()) == (3358, 127)
    assert FormerName.objects.count() == 4


@pytest.mark.parametrize("words", ["cjgd", "CJGD", "chenjiageda", "陈家", "141027102231"])
def test_a_village_is_found_by_pinyin_initials_name_or_code(fushan, words):
    assert names(places.villages(words)) == ["陈家圪塔村"]


def test_two_villages_of_one_name_are_both_found(fushan):
    assert [(v.township.name, v.name) for v in places.villages("南庄")] == [
        ("北王镇", "南庄村"),
        ("槐埝乡", "南庄村"),
    ]


def test_a_township_that_was_merged_is_found_by_its_old_name(fushan):
    (area,) = places.areas("米家垣乡")

    assert (area.name, area.formerly.note) == ("张庄镇", "已并入张庄镇")


def test_a_search_shows_no_village_of_another_township(fushan):
    with reach("141027103"):
        assert places.villages("cjgd") == []


def test_a_village_committee_is_shown_as_a_village(fushan):
    shown = dict(Village.objects.values_list("official_name", "name"))
    assert shown["陈家圪塔村委会"] == "陈家圪塔村"
    assert shown["东街社区居民委员会"] == "东街社区"


def test_a_village_code_begins_with_its_townships(db):
    with pytest.raises(IntegrityError, match="begins_with"), transaction.atomic():
        VillageFactory(code="141027999001")


def test_a_village_is_selected_once_at_a_time(db):
    first = SelectionFactory(until=date(2025, 9, 1))
    again = SelectionFactory.build(village=first.village, batch=first.batch)

    again.since = date(2025, 8, 31)
    with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
        again.save()
    again.since = date(2025, 9, 1)
    again.save()
    assert list(Selection.objects.on(date(2025, 9, 1))) == [again]


def test_a_county_begins_with_one_administrator_and_no_demo_data(db, capsys):
    call_command("init_county", "141027")

    (admin,) = User.objects.all()
    assert (admin.role, admin.area_code, admin.must_change_password) == (Role.ADMIN, "", True)
    password = capsys.readouterr().out.split("初始密码 ")[1].split("（")[0]
    assert admin.check_password(password)
    assert WorkWeek.objects.get(monday=date(2026, 11, 23)).working_days == 5


def test_a_county_begins_only_once(db):
    call_command("init_county", "141027")
    with pytest.raises(CommandError, match="已经有账号了"):
        call_command("init_county", "141027")


def test_a_county_that_does_not_exist_is_refused_and_leaves_nothing(db):
    with pytest.raises(CommandError, match="没有代码为 141999 的县"):
        call_command("init_county", "141999")
    assert (User.objects.count(), Area.objects.count()) == (0, 0)


def test_units_entered_twice_become_one(db):
    stays, goes = UnitFactory(name="县教育科技局"), UnitFactory(name="县教科局")
    cadre, official = CadreFactory(unit=goes), OfficialFactory(unit=goes)

    merge_units(goes, into=stays)

    cadre.refresh_from_db(), official.refresh_from_db()
    assert (cadre.unit, official.unit) == (stays, stays)
    assert list(UnitName.objects.values_list("unit__name", "name", "kind")) == [
        ("县教育科技局", "县教科局", "former")
    ]


def test_a_unit_of_another_place_takes_its_officials_along(db):
    stays = UnitFactory(area=CountyFactory())
    goes = UnitFactory(area=VillageFactory().township)
    official = OfficialFactory(unit=goes)

    merge_units(goes, into=stays)

    official.refresh_from_db()
    assert (official.unit, official.area) == (stays, stays.area)
