"""Making a backup: all of one moment, read back from the disk before it counts as one."""

import errno
import os
import re
import tarfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localtime, now

from fushan.desk.backups import archive, contents
from fushan.desk.backups.notebook import FAILED, VERIFIED, Attempt, note
from fushan.desk.backups.programs import BackupError, database, run
from fushan.desk.models import AccessLog, Attachment, Deed, number

OURS = re.compile(r"fushan-\d{8}-\d{6}\.tar")
SAID = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有写入的权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个位置",
    errno.ENOTDIR: "这个位置不是文件夹",
    errno.EEXIST: "这个位置不是文件夹",
    errno.EIO: "磁盘读写出错",
}


def back_up(folder):
    """One dated file in the folder, verified: the Attempt. How it went is noted in any case."""
    attempt = Attempt(began_at=now().isoformat())
    try:
        note(attempt)
        attempt = _made(Path(folder), attempt)
    except (BackupError, DatabaseError, OSError, tarfile.TarError) as error:
        reason = _reason(error)
        with suppress(OSError):  # the disk may be what failed; the command says so all the same
            note(replace(attempt, state=FAILED, reason=reason))
        raise BackupError(reason) from error
    note(attempt)
    _drop_old(Path(folder))
    _tell_the_auditor(attempt)
    return attempt


def _reason(error):
    if isinstance(error, BackupError):
        return str(error)
    if isinstance(error, OSError):
        said = SAID.get(error.errno, f"系统错误 {error.errno}")
        return f"写不了备份：{said}。"
    return f"数据库没有应答：{str(error).splitlines()[0]}"


def _made(folder, attempt):
    folder.mkdir(parents=True, exist_ok=True)
    name = f"fushan-{localtime(attempt.moment):%Y%m%d-%H%M%S}.tar"
    with TemporaryDirectory(prefix=".backup-", dir=folder) as place:
        part, dump = Path(place, name), Path(place, archive.DUMP)
        _write(part, dump, attempt)
        manifest = _verified(part, dump)
        part.chmod(0o600)
        part.replace(folder / name)
    return replace(
        attempt,
        state=VERIFIED,
        file=str(folder / name),
        bytes=(folder / name).stat().st_size,
        rows=sum(manifest.rows.values()),
        photos=len(manifest.photos),
        lost=_lost(manifest),
    )


def _write(part, dump, attempt):
    with part.open("xb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        rows, rules = _dump(dump)
        files = {name: archive.put(tar, name, path) for name, path in _parts(dump)}
        manifest = archive.Manifest(
            made_at=attempt.began_at,
            key=contents.mark_of_the_key(),
            rows=rows,
            rules=rules,
            files={name: told for name, told in files.items() if told},
        )
        archive.put_list(tar, manifest)
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _parts(dump):
    return [(archive.DUMP, dump), *archive.photos()]


def _dump(dump):
    """Dump and count in the sight of one snapshot, whatever is written in the meantime."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = f"--snapshot={cursor.fetchone()[0]}"
        file = f"--file={dump}"
        how = ["--format=custom", "--enable-row-security", "--no-owner", "--no-privileges"]
        run("pg_dump", *how, "--no-comments", snapshot, file, database())
        return contents.rows(), contents.rules()


def _verified(part, dump):
    """The list of what was written, after all of it was read again."""
    with archive.opened(part) as (tar, manifest):
        if names := archive.damaged(tar, manifest):
            raise BackupError(f"读回来和写下的不一样：{'、'.join(names[:3])}")
    if wrong := contents.differences(manifest.rows, contents.rows_in(dump)):
        raise BackupError(f"导出的行数不对：{'；'.join(wrong[:3])}")
    return manifest


def _lost(manifest):
    """How many photos a record has and the disk has not: no backup brings those back."""
    kept = {name.rpartition("/")[2] for name in manifest.photos}
    rows = Attachment.objects.filter(made_at__lt=manifest.made_at).values_list("pk", "kind")
    return sum(f"{pk.hex}.{kind}" not in kept for pk, kind in rows)


def _drop_old(folder):
    """Keep the newest so many. Only files of our own name go."""
    ours = sorted(path for path in folder.iterdir() if OURS.fullmatch(path.name))
    for path in ours[: -number("backups_kept")]:
        path.unlink()


def _tell_the_auditor(attempt):
    AccessLog.objects.create(
        who="命令行",
        deed=Deed.EXPORT,
        what=f"全库备份：{attempt.file}"[:200],
        page="manage.py backup",
        rows=attempt.rows,
    )
