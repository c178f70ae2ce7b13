"""What is over is cleared at night, on record; what anybody's work left behind never is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from axes.models import AccessLog as AxesLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils.timezone import now

from fushan.desk.models import (
    KNOWN,
    LEAST,
    AccessLog,
    Deed,
    ImportBatch,
    KeptCopy,
    Setting,
    Submission,
    number,
)
from fushan.desk.retention import KEPT, clear_what_is_over
from fushan.inbox.models import Notice, tell
from tests.matrix.asking import fingerprint
from tests.matrix.county import County

DAY = timedelta(days=1)
AXES = {"username": "x", "ip_address": "10.0.0.1", "user_agent": "", "http_accept": ""}


def entry(deed):
    return AccessLog.objects.create(who="马华虎", deed=deed, what="", page="")


def deeds():
    return sorted(AccessLog.objects.exclude(deed=Deed.CLEAR).values_list("deed", flat=True))


def after(days):
    return clear_what_is_over(now() + days * DAY)


@pytest.mark.parametrize(
    ("days", "left"),
    [(371, ["export", "sign_in"]), (373, ["export"]), (1115, ["export"]), (1117, [])],
)
def test_sign_ins_are_kept_a_year_and_what_was_taken_out_three(db, days, left):
    entry(Deed.SIGN_IN)
    entry(Deed.EXPORT)

    after(days)

    assert deeds() == left


def test_what_was_cleared_is_told_to_the_auditor(client, auditor):
    entry(Deed.WRONG)

    assert after(400) == [("登录记录", 1)]

    client.force_login(auditor)
    told = "到期清理：登录记录（保存期限 12 个月）"
    assert told in client.get(reverse("access-log")).text


def test_a_night_with_nothing_to_clear_leaves_no_line(db):
    assert after(0) == []
    assert not AccessLog.objects.exists()


def test_nobody_else_deletes_from_the_log(db):
    entry(Deed.EXPORT)
    after(400)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        AccessLog.objects.all().delete()


def test_what_guards_the_sign_in_goes_with_the_sign_ins(db):
    AccessAttempt.objects.create(failures_since_start=1, **AXES)
    AxesLog.objects.create(**AXES)

    after(371)
    assert (AccessAttempt.objects.count(), AxesLog.objects.count()) == (1, 1)
    assert after(373) == [("登录记录", 2)]


def test_what_only_guards_against_a_second_tap_goes_after_a_season(staff):
    mine = {"user": staff, "area_code": staff.area_code, "record": "villages.visit"}
    Submission.objects.create(id=uuid4(), digest="0", **mine)
    KeptCopy.objects.create(record_id="1", sealed="x", **mine)

    after(89)
    assert (Submission.objects.count(), KeptCopy.objects.count()) == (1, 1)
    assert after(91) == [("防止重复提交的凭据", 1)]
    assert after(181) == [("重复提交时另存的内容", 1)]


def test_a_sheet_nobody_confirmed_is_let_go_and_its_batch_says_so(staff):
    batch = {"register": "units", "area_code": staff.area_code, "sealed_file": "x"}
    waiting = ImportBatch.objects.create(file_name="等.xlsx", **batch)
    done = ImportBatch.objects.create(file_name="好.xlsx", state="done", **batch)

    assert after(6) == []
    assert after(8) == [("上传后没有确认的表格", 1)]

    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.state, waiting.sealed_file, done.state) == ("dropped", "", "done")


def test_a_notice_is_kept_until_it_is_read_and_then_half_a_year(official):
    tell(official, "没有看的")
    read = tell(official, "看过的")
    read.read_at = now()
    read.save()

    assert after(179) == []
    assert after(999) == [("已读的消息", 1)]
    assert Notice.objects.get().text == "没有看的"


def test_sessions_that_ran_out_are_gone_and_others_are_not(client, staff):
    client.force_login(staff)

    after(1)
    assert Session.objects.count() == 1
    after(15)
    assert Session.objects.count() == 0


def test_nothing_that_anybody_did_and_no_history_is_ever_cleared(db):
    """Even in fifty years. A new table that is cleared must be put here, with thought."""
    County()
    Notice.objects.update(read_at=now())
    ImportBatch.objects.filter(pk=ImportBatch.objects.first().pk).update(state="checked")
    before = fingerprint()

    after(50 * 365)

    told = fingerprint()
    assert {table for table in told if told[table] != before[table]} == {
        "desk_accesslog",
        "desk_importbatch",
        "desk_keptcopy",
        "desk_submission",
        "inbox_notice",
    }
    assert told["desk_importbatch"][0] == before["desk_importbatch"][0]


def test_a_shorter_period_is_obeyed_down_to_the_least(db):
    Setting.objects.create(key="keep_submissions", value="45")
    Setting.objects.create(key="keep_sign_ins", value="0")

    assert (number("keep_submissions"), number("keep_sign_ins")) == (45, 6)


def test_the_desk_refuses_less_than_the_law_asks_for_and_says_why(client, admin):
    client.force_login(admin)
    url = reverse("admin:desk_setting_change", args=["keep_access"])

    assert "不能少于 36：《个人信息保护法》" in client.post(url, {"value": "12"}).text
    assert client.post(url, {"value": "60"}).status_code == 302
    assert number("keep_access") == 60


def test_every_period_has_a_setting_a_least_and_is_no_shorter_as_shipped():
    for kept in KEPT:
        assert int(KNOWN[kept.key][2]) >= LEAST[kept.key][0]
    assert {kept.key for kept in KEPT} == {key for key in KNOWN if key.startswith("keep_")}


def test_the_night_clears_and_says_so(db, capsys):
    Submission.objects.create(id=uuid4(), digest="0", record="x", area_code="")
    Submission.objects.update(made_at=now() - 100 * DAY)

    call_command("nightly")

    assert "过了保存期限，已清掉：防止重复提交的凭据 1 条。" in capsys.readouterr().out
    assert not Submission.objects.exists()


def test_the_deployment_notes_tell_the_same_periods():
    notes = (settings.BASE_DIR / "docs" / "部署.md").read_text()
    for kept in KEPT:
        _, unit, shipped = KNOWN[kept.key]
        assert f"| {kept.what} | {shipped} {unit} | {LEAST[kept.key][0]} {unit} |" in notes
    assert f"保留最近 {KNOWN['backups_kept'][2]} 份" in notes
