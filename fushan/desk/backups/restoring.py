"""Putting a backup back: into an empty database only, and compared with its list before it counts.

A whole dump comes back under our own role: the tables are filled before their row-level security
is switched on, which refuses COPY FROM afterwards.
"""

from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from fushan.desk.backups import archive, contents
from fushan.desk.backups.programs import BackupError, database, run
from fushan.desk.models import AccessLog, Deed

BOUND = "SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user"


def restore(file, *, confirmed, key_is_lost=False):
    """Put everything back, or say what would be: the list of the backup."""
    with archive.opened(file) as (tar, manifest):
        _refuse_what_is_damaged(tar, manifest)
        _refuse_where_something_is()
        _refuse_another_key(manifest, key_is_lost)
        there = _photos_there(manifest)
        if confirmed:
            _fill(tar)
            _put_photos(tar, manifest, there)
            _compare(manifest)
            _tell_the_auditor(file, manifest)
    return manifest


def _refuse_what_is_damaged(tar, manifest):
    names = manifest.files.keys()
    odd = [n for n in names if PurePosixPath(n).is_absolute() or ".." in PurePosixPath(n).parts]
    if archive.DUMP not in names or odd:
        raise BackupError(archive.NO_BACKUP)
    if wrong := archive.damaged(tar, manifest):
        raise BackupError(f"备份文件已损坏，没有恢复：{'、'.join(wrong[:3])}。请换一份备份。")


def _refuse_where_something_is():
    if tables := contents.rows():
        raise BackupError(f"数据库不是空的（有 {len(tables)} 张表），没有恢复。请新建一个空库。")
    with connection.cursor() as cursor:
        cursor.execute(BOUND)
        if not cursor.fetchone()[0]:
            raise BackupError(
                "请用本系统自己的数据库角色恢复，不要用超级用户：它不受行级安全约束。"
            )


def _refuse_another_key(manifest, key_is_lost):
    if manifest.key != contents.mark_of_the_key() and not key_is_lost:
        raise BackupError(
            "FIELD_KEY 不是备份时的那一把，恢复后身份证号、电话等读不出来。请换回原来的密钥；"
            "确实丢了，再加 --key-is-lost。"
        )


def _photos_there(manifest):
    """Names of the photos that lie there already; one that differs is nobody's to overwrite."""
    found = {name: path for name, path in archive.photos() if name in manifest.photos}
    for name, path in found.items():
        with path.open("rb") as file:
            if archive.digest_of(file) != manifest.photos[name][1]:
                raise BackupError(f"照片文件夹里已有不同的 {path}，没有恢复。请先移走。")
    return found.keys()


def _fill(tar):
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as place:
        dump = Path(place, archive.DUMP)
        with dump.open("wb") as file:
            copyfileobj(tar.extractfile(archive.DUMP), file)
        how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        run("pg_restore", *how, f"--dbname={database()}", str(dump))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _put_photos(tar, manifest, there):
    root = settings.MEDIA_ROOT
    root.mkdir(parents=True, exist_ok=True)
    for name in manifest.photos.keys() - there:
        target = root / name.removeprefix(archive.MEDIA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tar.extractfile(name).read())


def _compare(manifest):
    wrong = contents.differences(manifest.rows, contents.rows())
    wrong += contents.differences(manifest.rules, contents.rules())
    lying = dict(archive.photos())
    for name, (_, digest) in manifest.photos.items():
        with lying[name].open("rb") as file:
            if archive.digest_of(file) != digest:
                wrong.append(f"{name} 内容不符")
    if wrong:
        raise BackupError(f"恢复后核对不上，请不要启用这个库：{'；'.join(wrong[:5])}")


def _tell_the_auditor(file, manifest):
    AccessLog.objects.create(
        who="命令行",
        deed=Deed.IMPORT,
        what=f"从备份恢复全库：{Path(file).name}"[:200],
        page="manage.py restore",
        rows=sum(manifest.rows.values()),
    )
