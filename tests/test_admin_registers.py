"""What each register at the desk does besides listing and saving."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from fushan.desk.models import Holiday, Setting, WorkWeek, reckon_weeks, setting
from fushan.org.models import FormerName, Unit, UnitName, Village
from tests.desk_forms import added, list_of, saved, told, url_of
from tests.factories import (
    BoardSeatFactory,
    CadreFactory,
    LeadershipFactory,
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    UnitFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from villages.models import BoardSeat, Leadership, Official, Seat, Visit


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def listed(desk, model, query=""):
    page = desk.get(list_of(model) + query, follow=True)
    return list(page.context["cl"].result_list)


def test_a_village_is_found_by_pinyin_initials_code_and_township(desk):
    village = VillageFactory(name="陈家圪塔村", township__name="张庄镇")
    VillageFactory(name="史演河村")
    asked = ["陈家", "cjgd", "chenjia", village.code, "张庄", "陈家 张庄"]

    assert [listed(desk, Village, f"?q={words}") for words in asked] == [[village]] * 6
    assert listed(desk, Village, "?q=圪塔") == []  # by the start, as the index goes


def test_lists_are_narrowed_by_township_and_period(desk, village):
    ours = VisitFactory(village=village, happened_on=date(2025, 9, 1))
    late = VisitFactory(village=village, happened_on=date(2025, 10, 1))
    other = VisitFactory(happened_on=date(2025, 9, 30))

    assert listed(desk, Visit, f"?place={village.township_id}") == [late, ours]
    assert listed(desk, Visit, "?period=2025-09") == [other, ours]
    assert listed(desk, Visit, "?since=2025-09-02&until=2025-10-01") == [late, other]
    assert listed(desk, Visit, "?period=never") == [late, other, ours]  # and the address is mended


def test_seats_are_found_by_when_they_were_held(desk, village):
    past = BoardSeatFactory(village=village, since=date(2024, 1, 1), until=date(2025, 1, 1))
    now = BoardSeatFactory(village=village, since=date(2025, 1, 1))

    assert listed(desk, BoardSeat, "?period=2024") == [past]
    assert listed(desk, BoardSeat, "?period=2025") == [now]
    assert listed(desk, BoardSeat, f"?seat={Seat.PARTY_GUIDE}") == []


def test_what_was_written_on_a_phone_is_read_and_not_rewritten(desk):
    for record in (VisitFactory(), WorkLogFactory()):
        assert record.text in desk.get(url_of(record)).text
        assert desk.post(url_of(record), {"text": "改"}).status_code == 403
        assert desk.get(list_of(type(record), "add")).status_code == 403
        assert desk.post(url_of(record, "delete"), {"post": "yes"}).status_code == 403


def test_the_first_page_says_what_is_missing_and_where_to_enter_it(desk):
    selection = SelectionFactory(village__name="南庄村")
    BoardSeatFactory(village=selection.village, seat=Seat.COUNTY_LEADER)
    page = desk.get("/admin/")

    [(village, missing)] = page.context["boards"]
    assert village == selection.village
    assert [word for word, _ in missing] == [
        Seat.SECRETARY.label,
        Seat.TOWNSHIP_OFFICIAL.label,
        Seat.UNIT_HEAD.label,
        Seat.PARTY_GUIDE.label,
    ]
    assert [row.village for row, _ in page.context["vacant"]] == [selection.village]
    form = desk.get(missing[1][1]).context["adminform"].form
    assert (form["village"].value(), form["seat"].value()) == (selection.village_id, "township")


def test_a_seconded_secretary_fills_the_secretarys_seat(desk):
    posting = PostingFactory()
    SelectionFactory(village=posting.village, batch=posting.batch)
    page = desk.get("/admin/")

    assert Seat.SECRETARY.label not in [word for word, _ in page.context["boards"][0][1]]
    assert page.context["vacant"] == []


def test_a_units_short_name_lies_where_the_unit_lies(desk):
    unit = UnitFactory(name="县委组织部")
    saved(desk, url_of(unit), **added("other_names", 0, name="组织部", kind="short"))
    assert UnitName.objects.get(name="组织部").area_id == unit.area_id


@pytest.mark.parametrize("words", ["水利", "水务", "县水", "县 利局", "xsl"])
def test_a_unit_is_found_by_a_word_inside_its_name_or_its_old_one(desk, words):
    unit = UnitFactory(name="县水利局")
    UnitName.objects.create(unit=unit, name="水务局", kind="former")
    UnitFactory(name="县财政局")
    assert list(desk.get(list_of(Unit), {"q": words}).context["cl"].result_list) == [unit]


def test_two_units_become_one_and_what_cites_them_moves(desk):
    kept, doubled = UnitFactory(name="县农业农村局"), UnitFactory(name="县农业局")
    cadre, official = CadreFactory(unit=doubled), OfficialFactory(unit=doubled)
    chosen = {"action": "choose_two", "_selected_action": [kept.pk, doubled.pk], "index": "0"}
    page = desk.post(list_of(Unit), chosen, follow=True)

    assert "选派干部" in page.text
    desk.post(page.request["PATH_INFO"], {"keep": kept.pk})
    cadre.refresh_from_db()
    official.refresh_from_db()
    assert (cadre.unit, official.unit) == (kept, kept)
    assert list(Unit.objects.filter(name__startswith="县农业")) == [kept]
    assert kept.other_names.get().name == "县农业局"


def test_two_officials_become_one_with_seats_and_visits(desk, village):
    kept, doubled = OfficialFactory(name="李示例"), OfficialFactory(name="李示例")
    seat = BoardSeatFactory(village=village, official=doubled)
    visitor = VisitorFactory(visit__village=village, official=doubled)
    LeadershipFactory(official=doubled)
    answer = desk.post(f"{list_of(Official)}merge/{kept.pk}/{doubled.pk}/", {"keep": kept.pk})

    assert answer.status_code == 302
    seat.refresh_from_db()
    visitor.refresh_from_db()
    assert (seat.official, visitor.official) == (kept, kept)
    assert Leadership.objects.get().official == kept
    assert not Official.objects.filter(pk=doubled.pk).exists()


def test_a_merge_takes_two_of_ones_own(desk):
    ours = UnitFactory()
    above = UnitFactory(area__code="1410", area__name="临汾市")
    theirs = UnitFactory(area__code="141029", area__name="乡宁县")
    one = {"action": "choose_two", "_selected_action": [ours.pk], "index": "0"}

    assert told(desk.post(list_of(Unit), one, follow=True)) == ["请正好选两条再合并。"]
    desk.post(f"{list_of(Unit)}merge/{ours.pk}/{above.pk}/", {"keep": above.pk})
    desk.post(f"{list_of(Unit)}merge/{ours.pk}/{ours.pk}/", {"keep": ours.pk})
    assert Unit.objects.filter(pk=ours.pk).exists()
    assert desk.get(f"{list_of(Unit)}merge/{ours.pk}/{theirs.pk}/").status_code == 404


def test_a_merge_that_someone_out_of_reach_forbids_says_so(desk):
    kept, doubled = OfficialFactory(), OfficialFactory()
    VisitorFactory(visit__village__township__code="141029100", official=doubled)
    url = f"{list_of(Official)}merge/{kept.pk}/{doubled.pk}/"
    page = desk.post(url, {"keep": kept.pk}, follow=True)

    assert told(page)[0].startswith("没有合并：该记录仍被引用")
    assert Official.objects.filter(pk=doubled.pk).exists()


def test_a_corrected_day_reckons_the_weeks_anew(desk):
    reckon_weeks()
    week = WorkWeek.objects.get(monday=date(2026, 11, 23))
    saved(desk, list_of(Holiday, "add"), day="2026-11-25", name="停产检修")
    week.refresh_from_db()
    assert week.working_days == 4

    desk.post(url_of(Holiday.objects.get(), "delete"), {"post": "yes"})
    week.refresh_from_db()
    assert week.working_days == 5


def test_the_administrator_sets_what_is_known_and_nothing_else(client, admin):
    Setting.objects.create(key="demo", value="1")
    client.force_login(admin)
    page = client.get(list_of(Setting))
    assert "县委组织部监督电话" in page.text
    assert "demo" not in [row.pk for row in page.context["cl"].result_list]

    url = url_of(Setting(key="week_least_working_days"))
    wrong = saved(client, url, value="三天")
    assert wrong.context["adminform"].form.errors == {"value": ["请填整数。"]}
    saved(client, url, value="2")
    assert setting("week_least_working_days") == "2"
    assert client.get(url_of(Setting(key="demo"))).status_code == 404
    assert client.get(list_of(Setting, "add")).status_code == 403


def test_the_department_reads_settings_and_leaves_them(desk):
    url = url_of(Setting(key="supervision_phone"))
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"value": "110"}).status_code == 403


def test_a_former_name_is_shown_with_the_place_it_is_part_of_now(desk, village):
    FormerName.objects.create(code=village.township_id, name="米家垣乡")
    assert village.township.name in desk.get(list_of(FormerName)).text


def test_a_village_says_whether_it_is_selected_today(desk):
    SelectionFactory(village__name="甲村", until=localdate())
    SelectionFactory(village__name="乙村")
    rows = listed(desk, Village)

    assert {row.name: row.selected for row in rows} == {"甲村": False, "乙村": True}
