"""A training is planned, held, attended, rated; what nobody came for is not counted."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.figures import Value
from fushan.org.models import Area
from fushan.org.reach import reach
from tests.factories import (
    AttendanceFactory,
    CountyFactory,
    LeaveFactory,
    NeedFactory,
    NeedRoundFactory,
    PostingFactory,
    TrainingSessionFactory,
    TripPlaceFactory,
)
from training.calendar_views import planned
from training.models import (
    Attendance,
    Exchange,
    Feedback,
    SessionNeed,
    StudyTrip,
    TrainingSession,
    Turnout,
)
from training.trip_forms import counties_named

SEPTEMBER = Period.of("month", date(2025, 9, 1))
DAY = timedelta(days=1)


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village)


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def a_session(**more):
    return {"theme": "项目管理", "form": "both", "began_on": f"{localdate()}"} | more


def test_a_session_names_the_needs_it_answers(client, staff, posted):
    NeedRoundFactory(month=localdate().replace(day=1))
    need = NeedFactory(cadre=posted.cadre, village=posted.village)
    client.force_login(staff)
    send(client, "training:plan-session", **a_session(needs=[need.pk]))
    session = TrainingSession.objects.get()
    assert (session.area_id, session.ended_on) == ("141027", localdate())
    assert SessionNeed.objects.get().need == need
    page = client.get(reverse("training:need", args=[need.pk]))
    assert [s.theme for s in page.context["sessions"]] == ["项目管理"]


def test_what_the_office_claimed_is_offered_before_the_rest(client, official, village):
    where = {"village": village, "area": village.township}
    waiting = NeedFactory(text="怎么开会", **where)
    ours = NeedFactory(text="合同怎么签", claimed_by=official, claimed_at=now(), **where)
    client.force_login(official)
    form = client.get(reverse("training:plan-session")).context["form"]
    assert form.fields["needs"].choices == [
        (ours.pk, f"合同怎么签（{ours.cadre.name}） · 本单位领的"),
        (waiting.pk, f"怎么开会（{waiting.cadre.name}）"),
    ]


def test_a_county_month_without_a_question_says_why(client, staff, county):
    client.force_login(staff)
    response = send(client, "training:plan-session", **a_session())
    assert errors(response) == {
        "unasked_reason": ["这个月还没有征求需求：请先发起征求，或写一句为什么。"]
    }
    send(client, "training:plan-session", **a_session(unasked_reason="省里统一安排"))
    assert TrainingSession.objects.get().unasked_reason == "省里统一安排"


def test_a_township_needs_no_question_first(client, official, posted):
    client.force_login(official)
    send(client, "training:plan-session", **a_session())
    assert TrainingSession.objects.get().area_id == official.area_code


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"ended_on": "2020-01-01"}, "ended_on", "“到哪天”不能早于“从哪天”。"),
        ({"began_on": "2020-01-01"}, "began_on", "日期离今天超过一年，请核对年份。"),
        ({"theme": ""}, "theme", "请填“主题”。"),
        ({"form": ""}, "form", "请选“形式”。"),
    ],
)
def test_a_session_that_is_wrong_is_told_at_its_field(client, official, posted, typed, field, said):
    client.force_login(official)
    response = send(client, "training:plan-session", **a_session() | typed)
    assert errors(response)[field] == [said]
    assert not TrainingSession.objects.exists()


def test_everybody_was_there_until_said_otherwise(client, staff, posted):
    session = TrainingSessionFactory()
    away = PostingFactory(village=posted.village, post="member")
    LeaveFactory(
        cadre=away.cadre,
        village=away.village,
        state="approved",
        decided_at="2025-09-01T08:00:00+08:00",
        decided_by=staff,
        decided_level="county",
        first_on=session.began_on,
        last_on=session.began_on,
    )
    client.force_login(staff)
    form = client.get(reverse("training:attendance", args=[session.pk])).context["form"]
    initial = {name: field.initial for name, field in form.fields.items() if "cadre" in name}
    assert initial == {
        f"cadre-{posted.cadre_id}": Turnout.ATTENDED,
        f"cadre-{away.cadre_id}": Turnout.LEAVE,
    }
    typed = {name: value.value for name, value in initial.items()}
    send(client, "training:attendance", session.pk, seen=form["seen"].initial, **typed)
    rows = Attendance.objects.order_by("cadre")
    assert {row.cadre_id: row.turnout for row in rows} == {
        posted.cadre_id: "attended",
        away.cadre_id: "leave",
    }


def test_who_came_is_noted_once_it_has_begun(client, staff, county):
    session = TrainingSessionFactory(began_on=localdate() + DAY)
    client.force_login(staff)
    response = client.get(reverse("training:attendance", args=[session.pk]), follow=True)
    assert "取消的和还没有开始的培训不登记，到当天再登记。" in response.text


def test_absent_without_leave_is_due_for_an_explanation(client, secretary, posted):
    row = AttendanceFactory(
        session=TrainingSessionFactory(),
        cadre=posted.cadre,
        village=posted.village,
        turnout=Turnout.ABSENT,
    )
    with reach(*secretary.reach):
        owed = [due.url for due in dues_of(secretary, localdate()) if due.kind == "absence"]
    assert owed == [reverse("training:explain", args=[row.pk])]
    client.force_login(secretary)
    response = send(client, "training:explain", row.pk, explanation="", seen=_seen(row))
    assert errors(response) == {"explanation": ["请写一句为什么没有到。"]}
    send(client, "training:explain", row.pk, explanation="村里防汛", seen=_seen(row))
    row.refresh_from_db()
    assert row.explanation == "村里防汛"


def _seen(row):
    return row.changed_at.isoformat()


def test_a_training_nobody_noted_is_due_to_who_gave_it(staff, official, village, county):
    TrainingSessionFactory(theme="县里的")
    TrainingSessionFactory(area=village.township, theme="镇里的")
    for user, text in ((staff, "登记到场情况：县里的"), (official, "登记到场情况：镇里的")):
        with reach(*user.reach):
            owed = dues_of(user, date(2025, 9, 18))
        assert [due.text for due in owed if due.kind.startswith("attendance")] == [text]


def test_only_who_was_there_rates_it_and_only_once(client, secretary, posted):
    session = TrainingSessionFactory()
    client.force_login(secretary)
    assert client.get(reverse("training:rate", args=[session.pk])).status_code == 403
    AttendanceFactory(session=session, cadre=posted.cadre, village=posted.village)
    for _ in range(2):
        response = send(client, "training:rate", session.pk, rating="used", words="改了记录")
    assert errors(response) == {"__all__": ["这次培训您已经评价过。"]}
    assert Feedback.objects.get().words == "改了记录"


def test_what_few_said_is_not_shown_in_words(client, staff, county):
    session = TrainingSessionFactory()
    rows = [AttendanceFactory(session=session) for _ in range(5)]
    client.force_login(staff)
    for n, row in enumerate(rows, start=1):
        Feedback.objects.create(
            session=session, cadre=row.cadre, village=row.village, rating="used", words=f"话{n}"
        )
        page = client.get(reverse("training:session", args=[session.pk]))
        assert page.context["counts"] == [("用得上", n), ("有启发", 0), ("帮助不大", 0)]
        assert page.context["words"] == ([] if n < 5 else ["话1", "话2", "话3", "话4", "话5"])


def test_what_is_called_off_is_not_counted(client, staff, county):
    session = TrainingSessionFactory()
    assert FIGURES["trainings"].value("141027", SEPTEMBER) == Value(1)
    client.force_login(staff)
    typed = {"cancelled_reason": "下雪", "seen": _seen(session)}
    send(client, "training:cancel-session", session.pk, **typed)
    assert FIGURES["trainings"].value("141027", SEPTEMBER) == Value(0)


def test_a_township_mends_no_training_of_the_countys(client, official, posted):
    session = TrainingSessionFactory()
    client.force_login(official)
    assert client.get(reverse("training:session", args=[session.pk])).status_code == 200
    assert client.get(reverse("training:edit-session", args=[session.pk])).status_code == 403


def test_the_numbers_of_training(county, village):
    session = TrainingSessionFactory()
    TrainingSessionFactory(form="theory", theme="理论", area=village.township)
    need = NeedFactory(village=village)
    NeedFactory(village=village, text="没人讲的")
    SessionNeed.objects.create(session=session, need=need, area=session.area)
    AttendanceFactory(session=session, village=village)
    AttendanceFactory(session=session, village=village, turnout=Turnout.LEAVE)
    found = {code: FIGURES[code].value("141027", SEPTEMBER) for code in CODES}
    assert found == {
        "trainings": Value(1),
        "trainings_onsite": Value(1),
        "training_attendance": Value(1, 2),
        "needs_raised": Value(2),
        "needs_answered": Value(1, 2),
    }
    assert FIGURES["trainings"].value(village.township_id, SEPTEMBER) == Value(0)


CODES = ["trainings", "trainings_onsite", "training_attendance", "needs_raised", "needs_answered"]


def lay_counties():
    names = {
        "14": "山西省",
        "1402": "大同市",
        "1406": "朔州市",
        "140623": "右玉县",
        "1410": "临汾市",
        "141023": "襄汾县",
        "140213": "城区",
        "1404": "长治市",
        "140402": "城区",
    }
    known = set(Area.objects.values_list("pk", flat=True))
    Area.objects.bulk_create(Area(code=c, name=n) for c, n in names.items() if c not in known)


def test_a_cadre_writes_down_where_they_went(client, secretary, posted):
    lay_counties()
    client.force_login(secretary)
    typed = {
        "theme": "看合作社",
        "places": "右玉县、襄汾县",
        "began_on": f"{localdate()}",
        "members": [posted.pk],
        "organiser": "self",
    }
    send(client, "training:record-trip", **typed)
    trip = StudyTrip.objects.get()
    assert [row.place.name for row in trip.places.order_by("place")] == ["右玉县", "襄汾县"]
    assert (trip.area_code, trip.members.get().cadre) == (secretary.area_code, posted.cadre)
    month = Period.of("month", localdate())
    assert FIGURES["counties_studied"].value("141027", month) == Value(2)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("右玉", "没有找到“右玉”，请写县（市、区）的全名，如“襄汾县”。"),
        ("城区", "叫“城区”的有好几个（大同市城区、长治市城区…），请写上市名。"),
    ],
)
def test_a_place_that_is_unknown_or_doubtful_is_asked_about(
    client, secretary, posted, written, said
):
    lay_counties()
    client.force_login(secretary)
    typed = {"theme": "看", "places": written, "began_on": f"{localdate()}", "organiser": "self"}
    response = send(client, "training:record-trip", members=[posted.pk], **typed)
    assert errors(response) == {"places": [said]}


def test_a_city_before_the_name_tells_two_counties_apart(db):
    lay_counties()
    assert [area.pk for area in counties_named("长治市城区，右玉县")] == ["140402", "140623"]


def test_a_county_is_counted_once_however_often_one_goes(county):
    TripPlaceFactory(place=county)
    TripPlaceFactory(place=county)
    assert FIGURES["counties_studied"].value("141027", SEPTEMBER) == Value(1)


def test_a_trip_that_moves_takes_its_places_along(client, staff, county):
    place = TripPlaceFactory(place=county)
    place.trip.began_on = place.trip.ended_on = date(2025, 10, 1)
    place.trip.save()
    place.refresh_from_db()
    assert place.began_on == date(2025, 10, 1)


def test_a_meeting_is_kept_with_who_took_part(client, staff, posted):
    client.force_login(staff)
    typed = {"theme": "经验", "held_on": f"{localdate()}", "members": [posted.pk]}
    send(client, "training:record-exchange", **typed)
    assert Exchange.objects.get().members.get().cadre == posted.cadre
    assert FIGURES["exchanges"].value("141027", Period.of("month", localdate())) == Value(1)


def test_who_left_since_is_still_found_and_who_was_not_there_yet_is_told(client, staff, posted):
    held_on, gone_on = localdate() - 5 * DAY, localdate() - 2 * DAY
    gone = PostingFactory(village=posted.village, post="member", ended_on=gone_on)
    new = PostingFactory(village=posted.village, post="worker", began_on=gone_on)
    client.force_login(staff)
    typed = {"theme": "经验", "held_on": f"{held_on}", "members": [gone.pk, new.pk]}
    response = send(client, "training:record-exchange", **typed)
    assert errors(response)["members"] == [f"{new.cadre.name}那天不在任，请去掉。"]
    send(client, "training:record-exchange", **typed | {"members": [], "everyone": "on"})
    members = Exchange.objects.get().members.values_list("cadre", flat=True)
    assert set(members) == {posted.cadre_id, gone.cadre_id}


def test_the_sheet_to_sign_names_who_is_expected(client, staff, posted):
    session = TrainingSessionFactory(theme="支部规范化建设䶮")
    client.force_login(staff)
    response = client.get(reverse("signin-paper", args=[session.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert BytesIO(response.content).read(5) == b"%PDF-"


def test_a_phones_calendar_sees_what_its_owner_sees_and_nothing_once_ended(
    client, secretary, posted
):
    mine = TrainingSessionFactory(
        began_on=localdate(), theme="镇里的", area=posted.village.township
    )
    TrainingSessionFactory(
        began_on=localdate(), theme="别镇的", area=PostingFactory().village.township
    )
    client.force_login(secretary)
    address = client.post(reverse("training:subscribe")).context["address"]
    path = address.removeprefix("http://testserver")
    client.logout()
    feed = client.get(path)
    assert (feed.status_code, feed["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert feed.text.count("BEGIN:VEVENT") == 1
    assert f"SUMMARY:培训：{mine.theme}" in feed.text
    client.force_login(secretary)
    client.post(reverse("training:subscribe"), {"end": "1"})
    client.logout()
    assert client.get(path).status_code == 404


def test_an_address_without_its_token_opens_nothing(client, db):
    assert client.get(reverse("training:feed")).status_code == 404
    assert client.get(reverse("training:feed"), {"token": "0" * 64}).status_code == 404


def test_the_calendar_tells_a_month_by_day(county):
    later = TrainingSessionFactory(began_on=date(2025, 9, 20), theme="后")
    TrainingSessionFactory(began_on=date(2025, 8, 31), ended_on=date(2025, 9, 1), theme="跨月")
    TrainingSessionFactory(began_on=date(2025, 10, 1), theme="下月")
    told = planned(SEPTEMBER.first, SEPTEMBER.last)
    assert [row.title for row in told] == ["跨月", later.theme]


def test_what_was_held_is_not_called_off(client, staff, posted):
    session = TrainingSessionFactory()
    AttendanceFactory(session=session, cadre=posted.cadre, village=posted.village)
    client.force_login(staff)
    typed = {"cancelled_reason": "下雪", "seen": _seen(session)}
    response = send(client, "training:cancel-session", session.pk, **typed)
    said = "已经登记了到场情况，说明办过了，不能再取消。"
    assert errors(response) == {"__all__": [said]}
    session.refresh_from_db()
    assert session.cancelled_reason == ""


def test_what_was_called_off_is_not_rated(client, secretary, posted):
    session = TrainingSessionFactory(cancelled_reason="下雪")
    AttendanceFactory(session=session, cadre=posted.cadre, village=posted.village)
    client.force_login(secretary)
    assert "评价，点两下" not in client.get(reverse("training:session", args=[session.pk])).text
    response = send(client, "training:rate", session.pk, rating="used")
    assert errors(response) == {"__all__": ["这次培训已经取消，不用评价。"]}
    assert not Feedback.objects.exists()
