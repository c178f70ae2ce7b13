"""The county is dumped by our own role, read back, and put up again on another database."""

import errno
import json
import os
import subprocess
import sys
import tarfile
from datetime import timedelta
from io import BytesIO

import psycopg
import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now
from psycopg.conninfo import make_conninfo

from fushan.desk.backups import archive, contents, making, notebook, programs
from fushan.desk.models import AccessLog, Attachment, Deed, Setting
from tests.matrix.county import County

POLICIES = """
    SELECT tablename, policyname, permissive, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2
"""
OWNED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY 1"


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.DATA


@pytest.fixture
def county(db, transactional_db, data):
    """Committed, so that other connections see it too."""
    return County()


@pytest.fixture
def empty():
    """A second database on the same server, ours like the first: its DATABASE_URL."""
    name = f"{connection.settings_dict['NAME']}_restored"
    make = make_conninfo(connection.connection.info.dsn, dbname="postgres")
    with psycopg.connect(make, autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        # Without FORCE: that one may not end the server's own vacuum there, this one waits for it.
        link.execute(f"DROP DATABASE {name}")


def backup(folder):
    call_command("backup", to=folder)
    return next(folder.glob("fushan-*.tar"))


def restored(url, file, data, *more, **env):
    """What the command answers where it runs as it does on a new machine."""
    command = [sys.executable, "manage.py", "restore", str(file), *more]
    there = os.environ | {"DATABASE_URL": url, "FUSHAN_DATA": str(data)} | env
    return subprocess.run(
        command, cwd=project.BASE_DIR, env=there, capture_output=True, text=True, timeout=120
    )


def asked(url, sql):
    """The rows as our role sees them there, with everything open."""
    name = url.rpartition("/")[2]
    reach = "-c fushan.area=* -c fushan.person=all"
    there = make_conninfo(connection.connection.info.dsn, dbname=name, options=reach)
    with psycopg.connect(there) as link:
        return link.execute(sql).fetchall()


def here(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def in_all(tables):
    return " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in tables) + " ORDER BY 1"


def test_the_county_comes_back_whole_on_another_database(county, data, empty, tmp_path):
    tables = [table for table in contents.rows() if table != "desk_accesslog"]
    before, photos = here(in_all(tables)), {p.name: p.read_bytes() for _, p in archive.photos()}
    file = backup(tmp_path / "kept")

    answer = restored(empty, file, tmp_path / "new", "--confirm")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "已恢复并核对" in answer.stdout
    assert asked(empty, in_all(tables)) == before
    for question in (POLICIES, TRIGGERS, OWNED):
        assert asked(empty, question) == here(question) != []
    media = tmp_path / "new" / "media"
    assert {p.name: p.read_bytes() for p in media.rglob("*.jpg")} == photos != {}
    assert dict(before)["villages_visit"] > 0 and dict(before)["cadres_worklogevent"] > 0


def test_what_came_back_is_held_as_before(county, data, empty, tmp_path):
    restored(empty, backup(tmp_path / "kept"), tmp_path / "new", "--confirm")
    there = make_conninfo(connection.connection.info.dsn, dbname=empty.rpartition("/")[2])

    with (
        psycopg.connect(there) as link,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="no reach is open"),
    ):
        link.execute("SELECT count(*) FROM villages_visit")
    narrow = make_conninfo(there, options="-c fushan.area=141028 -c fushan.person=all")
    with psycopg.connect(narrow) as link:
        places = link.execute("SELECT DISTINCT left(village_id, 6) FROM villages_visit").fetchall()
    assert places == [("141028",)]


def test_both_deeds_are_told_to_the_auditor(county, data, empty, tmp_path):
    file = backup(tmp_path / "kept")
    restored(empty, file, tmp_path / "new", "--confirm")

    log = AccessLog.objects.get(page="manage.py backup")
    assert (log.who, log.deed, log.rows) == (
        "命令行",
        Deed.EXPORT,
        sum(contents.rows().values()) - 1,
    )
    told = asked(empty, "SELECT who, what FROM desk_accesslog WHERE deed = 'import'")
    assert told == [("命令行", f"从备份恢复全库：{file.name}")]


def test_a_backup_counts_the_rows_that_the_owner_sees_without_any_policy(county, data, tmp_path):
    """Under everything open the policies hide nothing: or the backup would be smaller than it
    seems, and its own counts would agree with that."""
    with archive.opened(backup(tmp_path / "kept")) as (_, manifest):
        pass
    held = [table for (table,) in here(OWNED)]
    with connection.cursor() as cursor:
        for table in held:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        truth = dict(here(in_all(held)))
        for table in held:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")

    truth["desk_accesslog"] -= 1  # the backup's own
    assert {table: manifest.rows[table] for table in held} == truth


def test_a_narrower_reach_would_not_pass_as_a_backup(county, data, tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "EVERYTHING", "141027102")

    with pytest.raises(CommandError, match="导出的行数不对"):
        backup(tmp_path / "kept")

    assert list((tmp_path / "kept").iterdir()) == []
    assert notebook.standing().latest.reason.startswith("导出的行数不对")


def test_without_confirm_a_backup_is_only_looked_at(county, data, empty, tmp_path):
    answer = restored(empty, backup(tmp_path / "kept"), tmp_path / "new")

    assert answer.returncode == 0
    assert "备份完好" in answer.stdout and "加 --confirm" in answer.stdout
    assert asked(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_a_database_that_holds_something_is_never_written_over(county, data, tmp_path):
    file = backup(tmp_path / "kept")
    rows = contents.rows()

    with pytest.raises(CommandError, match="数据库不是空的"):
        call_command("restore", file, "--confirm")

    assert contents.rows() == rows


def spoilt(file, name, change):
    """The archive with one file in it changed, or left out where that comes to nothing."""
    other = file.with_name("spoilt.tar")
    with tarfile.open(file) as old, tarfile.open(other, "w") as new:
        for entry in old:
            data = old.extractfile(entry).read()
            data = change(data) if entry.name.endswith(name) else data
            if data:
                entry.size = len(data)
                new.addfile(entry, BytesIO(data))
    return other


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("database.dump", lambda data: data[:-1] + b"?", "备份文件已损坏，没有恢复：database.dump"),
        (".jpg", lambda data: data + b"?", "备份文件已损坏"),
        (".jpg", lambda data: b"", "备份文件已损坏"),
        ("manifest.json", lambda data: b"", "不是本系统的备份文件"),
        ("manifest.json", lambda data: data[:-20], "不是本系统的备份文件"),
        ("manifest.json", lambda data: data.replace(b"media/", b"../me/"), "不是本系统的备份文件"),
    ],
)
def test_a_spoilt_backup_is_refused_before_anything_else(
    county, data, tmp_path, name, change, said
):
    file = spoilt(backup(tmp_path / "kept"), name, change)

    with pytest.raises(CommandError, match=said):
        call_command("restore", file, "--confirm")


def test_a_list_that_says_other_counts_is_found_out_after_restoring(county, data, empty, tmp_path):
    def one_more(content):
        told = json.loads(content)
        told["rows"]["cadres_worklog"] += 1
        return json.dumps(told).encode()

    file = spoilt(backup(tmp_path / "kept"), "manifest.json", one_more)
    answer = restored(empty, file, tmp_path / "new", "--confirm")

    assert answer.returncode == 1
    assert "请不要启用这个库：cadres_worklog：应有" in answer.stderr


def test_half_a_file_and_no_file_are_refused(db, data, tmp_path):
    half = tmp_path / "half.tar"
    half.write_bytes(b"\0" * 700)

    with pytest.raises(CommandError, match="不是本系统的备份文件"):
        call_command("restore", half)
    with pytest.raises(CommandError, match="打不开备份文件"):
        call_command("restore", tmp_path / "none.tar")


def test_another_key_is_noticed_before_anything_is_written(county, data, empty, tmp_path):
    file, other = backup(tmp_path / "kept"), "A" * 43 + "="

    answer = restored(empty, file, tmp_path / "new", "--confirm", FIELD_KEY=other)
    assert answer.returncode == 1
    assert "FIELD_KEY 不是备份时的那一把" in answer.stderr

    answer = restored(empty, file, tmp_path / "new", "--confirm", "--key-is-lost", FIELD_KEY=other)
    assert answer.returncode == 0


def test_photos_that_lie_there_stay_and_other_ones_are_not_written_over(
    county, data, empty, tmp_path
):
    file, there = backup(tmp_path / "kept"), Attachment.objects.first().path()
    same = there.read_bytes()
    there.write_bytes(b"another")
    answer = restored(empty, file, data, "--confirm")
    assert answer.returncode == 1
    assert "照片文件夹里已有不同的" in answer.stderr

    there.write_bytes(same)
    assert restored(empty, file, data, "--confirm").returncode == 0


def test_a_lost_photo_is_told_and_does_not_keep_the_rest_from_being_saved(county, data, tmp_path):
    Attachment.objects.first().path().unlink()

    call_command("backup", to=tmp_path / "kept")

    assert notebook.standing().good.lost == 1


def test_the_newest_so_many_are_kept_and_nothing_else_is_touched(county, data, tmp_path):
    Setting.objects.create(key="backups_kept", value="2")
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("fushan-20200101-020000.tar", "fushan-20200102-020000.tar", "别的.tar"):
        (kept / name).write_bytes(b"")

    call_command("backup", to=kept)

    names = sorted(path.name for path in kept.iterdir())
    assert names[:1] + names[2:] == ["fushan-20200102-020000.tar", "别的.tar"]
    assert (kept / names[1]).stat().st_mode & 0o777 == 0o600


@pytest.fixture
def without_programs(monkeypatch, tmp_path):
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    monkeypatch.setattr(programs, "DEBIAN", tmp_path / "nothing")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_pg_dump_the_command_says_what_to_install(county, data, without_programs):
    with pytest.raises(
        CommandError, match="没有找到 pg_dump 和 pg_restore。请安装 postgresql-client"
    ):
        backup(without_programs / "kept")


def put_programs(folder, version):
    folder.mkdir(parents=True)
    for name in programs.NEEDED:
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}.1 (Debian)'\n")
        (folder / name).chmod(0o755)


def test_a_pg_dump_older_than_the_server_is_not_taken(county, data, without_programs):
    put_programs(without_programs / "nothing" / "14" / "bin", 14)

    with pytest.raises(CommandError, match="pg_dump 的版本是 14，比数据库（1.）旧"):
        backup(without_programs / "kept")


def test_of_several_the_nearest_that_is_not_older_is_taken(db, without_programs):
    for version in (14, 19, 20):
        put_programs(without_programs / "nothing" / str(version) / "bin", version)

    assert programs.program("pg_dump").parts[-3] == "19"


def test_what_fails_is_noted_and_shown_at_the_desk(county, data, client, admin, tmp_path):
    (tmp_path / "kept").write_text("a file where the folder should be")

    with pytest.raises(CommandError, match="备份没有成功。写不了备份"):
        call_command("backup", to=tmp_path / "kept")

    client.force_login(admin)
    assert "备份没有成功" in client.get(reverse("admin:index")).text


def desk(client, user, **attempt):
    if attempt:
        notebook.note(notebook.Attempt(**attempt))
    client.force_login(user)
    return client.get(reverse("admin:index")).text


def ago(**more):
    return (now() - timedelta(**more)).isoformat()


GOOD = {"state": "verified", "bytes": 12_000_000, "rows": 3412, "photos": 6}


def test_the_desk_tells_how_the_backups_go(client, admin, staff, data):
    assert "从未备份" in desk(client, admin)
    page = desk(client, staff, began_at=ago(hours=3), **GOOD)
    assert "已核对" in page and "3412 行 · 照片文件 6 个" in page
    page = desk(client, admin, began_at=ago(minutes=5), state="failed", reason="磁盘已满。")
    assert "备份没有成功" in page and "磁盘已满。" in page and "已核对" in page


def test_an_old_backup_and_one_cut_off_are_told_too(client, admin, data):
    assert "超过两天了" in desk(client, admin, began_at=ago(days=3), **GOOD)
    assert "正在备份" in desk(client, admin, began_at=ago(hours=1))
    assert "中途断了" in desk(client, admin, began_at=ago(hours=7))


def test_the_reason_that_is_shown_quotes_no_row():
    said = (
        b"pg_restore: error: COPY failed for table x: ERROR:  duplicate key\n"
        b"DETAIL:  Key (name)=(\xe9\xa9\xac\xe5\x8d\x8e\xe8\x99\x8e) already exists.\n"
    )
    assert programs.first_fault(said) == "COPY failed for table x: ERROR:  duplicate key"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.ENOENT, "No such file or directory"), "没有这个位置"),
        (OSError(errno.ENXIO, "No such device or address"), f"系统错误 {errno.ENXIO}"),
    ],
)
def test_why_a_backup_failed_is_said_in_plain_words(error, said):
    assert making._reason(error) == f"写不了备份：{said}。"
