"""Once a week everybody is told what is due, and nobody at night, on a day off, or for idleness."""

import json
from contextlib import contextmanager
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from fushan.desk.models import Holiday, Setting
from fushan.inbox.models import Notice
from fushan.reminders.digest import digests, is_quiet, told_from
from petitions.models import Matter
from petitions.moving import begin
from tests.factories import PostingFactory, SelectionFactory

MONDAY = date(2025, 9, 1)


@pytest.fixture
def posted(secretary, village):
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2025, 3, 1))


@pytest.fixture
def matter(posted):
    """Told on a Friday, to be taken up by the Tuesday."""
    kind = {"channel": "room", "kind": "small", "category": "road"}
    matter = Matter(village=posted.village, text="路灯不亮", raised_on=date(2025, 8, 29), **kind)
    begin(matter, by=posted.cadre.user)
    return matter


def remind(day=MONDAY, **more):
    said = StringIO()
    call_command("remind", on=day, stdout=said, **more)
    return said.getvalue()


def told(user):
    """On the day they are told, which is today for the row."""
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


def of(user, day):
    return [digest.text for digest in digests(day) if digest.user == user]


def test_who_owes_something_this_week_is_told_what_and_by_when(secretary, matter):
    (text,) = of(secretary, MONDAY)
    assert text.startswith("本周要办 ")
    assert "群众诉求待办" not in text
    assert "已说" in text
    remind()
    assert told(secretary) == [text]


def test_what_is_over_is_said_to_be(secretary, matter):
    (text,) = of(secretary, date(2025, 9, 4))
    assert "已过期" in text


def test_what_is_due_in_later_weeks_waits_for_its_own(leader, secretary, matter):
    matter.due_on = date(2025, 9, 9)
    matter.save()
    only = [text for text in of(secretary, MONDAY) if "已说" in text]
    assert only == []


def test_leaders_and_auditors_are_told_nothing(leader, matter):
    assert of(leader, MONDAY) == []


def test_a_dry_run_says_it_and_does_nothing(secretary, matter):
    said = remind(dry_run=True)
    assert f"{secretary.name}（{secretary.username}）：本周要办" in said
    assert told(secretary) == []


def test_nobody_is_told_twice_in_a_week(secretary, matter):
    today = date.today()
    matter.due_on = today
    matter.save()
    first = len(digests(today))
    for digest in digests(today):
        Notice.objects.create(user=digest.user, area_code=digest.user.area_code, text=digest.text)
    assert (first > 0, digests(today)) == (True, [])


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2025-09-01 06:59", True),
        ("2025-09-01 07:00", False),
        ("2025-09-01 19:59", False),
        ("2025-09-01 20:00", True),
        ("2025-09-06 10:00", True),  # a Saturday
        ("2025-10-01 10:00", True),  # the national day
        ("2025-09-28 10:00", False),  # a Sunday that is worked
    ],
)
def test_nights_and_days_off_are_quiet(db, moment, quiet):
    assert is_quiet(datetime.fromisoformat(moment)) == quiet


def test_a_day_off_is_told_to_the_command_and_nobody_else(secretary, matter):
    assert remind(date(2025, 9, 6)) == "夜里 20:00—07:00 和放假的日子不提醒。\n"
    assert told(secretary) == []


def test_a_monday_off_moves_to_the_first_day_that_is_worked(db):
    Holiday.objects.create(day=MONDAY, is_working=False, name="示例")
    assert told_from(date(2025, 9, 5)) == date(2025, 9, 2)


def test_the_day_is_a_setting_and_so_is_none(secretary, matter):
    Setting.objects.create(key="digest_weekday", value="3")
    assert remind() == "还没到本周提醒的日子，或设置里关掉了。\n"
    Setting.objects.update(value="0")
    assert remind(date(2025, 9, 5)) == "还没到本周提醒的日子，或设置里关掉了。\n"
    assert told(secretary) == []


def test_no_digest_speaks_of_signing_in_or_of_how_much_is_written(secretary, matter, official):
    words = "".join(digest.text for digest in digests(MONDAY))
    assert [
        word for word in ("登录", "打卡", "签到", "篇", "条日志", "未登") if word in words
    ] == []


def test_nothing_leaves_the_house_unless_it_is_configured(matter, staff):
    remind()
    assert (mail.outbox, Setting.objects.filter(key="digest_sent").count()) == ([], 0)


def test_the_office_gets_counts_by_mail_once_a_week_and_no_name(matter, staff, settings, secretary):
    settings.DIGEST_MAIL_TO = ["office@example.gov.cn"]
    remind()
    remind(date(2025, 9, 2))
    (sent,) = mail.outbox
    assert sent.to == ["office@example.gov.cn"]
    assert secretary.name not in sent.body
    assert f"{matter.village.township.name}：待办 " in sent.body


@contextmanager
def robot(answer):
    """A group's robot that keeps what it is sent."""
    kept = []

    class Robot(BaseHTTPRequestHandler):
        def do_POST(self):
            kept.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Robot)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send?key=1", kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_group_is_told_by_its_robot(matter, staff, settings):
    with robot({"errcode": 0}) as (url, kept):
        settings.DIGEST_WECOM_URL = url
        remind()
    ((path, body),) = kept
    assert path == "/send?key=1"
    assert json.loads(body)["text"]["content"].splitlines()[0].endswith("9月1日至9月7日：")


def test_a_robot_with_a_secret_gets_a_signed_address(matter, staff, settings):
    with robot({"errcode": 0}) as (url, kept):
        settings.DIGEST_DINGTALK_URL, settings.DIGEST_DINGTALK_SECRET = url, "SEC1"
        remind()
    ((path, _),) = kept
    assert path.startswith("/send?key=1&timestamp=")
    assert "&sign=" in path


def test_what_a_robot_refuses_is_loud_and_keeps_nobody_from_being_told(
    matter, staff, settings, secretary
):
    with robot({"errcode": 93000, "errmsg": "invalid webhook url"}) as (url, _):
        settings.DIGEST_WECOM_URL = url
        with pytest.raises(CommandError, match="企业微信对方没有收：invalid webhook url"):
            remind()
    assert len(told(secretary)) == 1


def test_an_address_that_nobody_answers_is_loud(matter, staff, settings):
    settings.DIGEST_WECOM_URL = "http://127.0.0.1:1/"
    with pytest.raises(CommandError, match="企业微信没有发出去"):
        remind()
