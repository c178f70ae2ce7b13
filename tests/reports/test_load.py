"""The same registers from the shell."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Cadre, WorkLog
from fushan.desk.models import ImportBatch
from fushan.org.reach import EVERYTHING, reach
from tests.desk.sheets import book, fushan
from tests.factories import UserFactory

LOGS = "日期 姓名 做了什么"


@pytest.fixture(autouse=True)
def county(db):
    return fushan()


def sheet(tmp_path, *rows, headers=LOGS):
    path = tmp_path / "表.xlsx"
    path.write_bytes(book(headers, *rows))
    return str(path)


def test_without_confirm_nothing_is_saved(tmp_path, capsys):
    call_command("load", "logs", sheet(tmp_path, ["2020.5.1", "秦小妹", "修渠。"]))

    assert "没有问题：将新增 1 条，修改 0 条" in capsys.readouterr().out
    assert not WorkLog.objects.exists()


def test_with_confirm_it_is_saved_as_a_batch_that_can_be_undone(tmp_path, staff, capsys):
    path = sheet(tmp_path, ["2020.5.1", "秦小妹", "修渠。"])

    call_command("load", "logs", path, "--confirm", "--user", staff.username)

    batch = ImportBatch.objects.get()
    assert f"批次 {batch.pk}" in capsys.readouterr().out
    assert (batch.made_by, batch.area_code, batch.sealed_file) == (staff, "141027", "")
    assert WorkLog.objects.get().entered_by == staff
    event = WorkLog.pgh_event_model.objects.get()
    assert event.pgh_context.metadata["url"] == "manage.py load"


def test_faults_are_all_told_and_the_exit_code_is_1(tmp_path, capsys):
    path = sheet(tmp_path, ["2020.2.30", "秦小妹", "修渠。"], ["2020.5.1", "赵六", ""])

    with pytest.raises(SystemExit) as stopped:
        call_command("load", "logs", path, "--confirm", "--json")

    outcome = json.loads(capsys.readouterr().out)
    assert stopped.value.code == 1
    assert [(f["row"], f["column"]) for f in outcome["faults"]] == [
        (2, "日期"),
        (3, "姓名"),
        (3, "做了什么"),
    ]
    assert not ImportBatch.objects.exists()


def test_a_question_is_a_fault_where_nobody_can_be_asked(tmp_path, capsys):
    headers = "姓名 任职村 村内职务 到村时间"
    path = sheet(tmp_path, ["马华虎", "南庄村", "书记", "2020.4.15"], headers=headers)

    with pytest.raises(SystemExit):
        call_command("load", "roster", path, "--confirm")

    assert "第 2 行 任职村 “南庄村”：有 2 个村叫“南庄村”" in capsys.readouterr().out
    assert not Cadre.objects.filter(name="马华虎").exists()


def test_a_file_that_is_no_table_is_a_fault_too(tmp_path, capsys):
    path = tmp_path / "表.pdf"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(SystemExit):
        call_command("load", "logs", str(path))

    assert "请上传 xlsx、xls 或 csv 文件" in capsys.readouterr().out


def test_an_account_imports_only_within_its_reach(tmp_path, capsys):
    UserFactory(username="neighbour", area_code="141028")
    path = sheet(tmp_path, ["2020.5.1", "秦小妹", "修渠。"])

    with pytest.raises(SystemExit):
        call_command("load", "logs", path, "--confirm", "--user", "neighbour")

    with reach(EVERYTHING):
        assert not WorkLog.objects.filter(happened_on=date(2020, 5, 1)).exists()
    assert "花名册里没有这名选派干部任职" in capsys.readouterr().out


def test_an_unknown_account_is_refused(tmp_path):
    with pytest.raises(CommandError, match="没有账号 nobody"):
        call_command("load", "logs", sheet(tmp_path), "--user", "nobody")
