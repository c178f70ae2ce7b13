"""The file itself: a tar of the dump and the photos, and last the list that both are held to."""

import json
import tarfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO

from django.conf import settings

from fushan.desk.backups.programs import BackupError

DUMP, MEDIA, LIST = "database.dump", "media/", "manifest.json"
NO_BACKUP = "这不是本系统的备份文件，或者文件不完整。"
PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """`rows`, `rules`: see contents.py. `key`: which FIELD_KEY it was.
    `files`: {name: [bytes, sha256]}.
    """

    made_at: str
    key: str
    rows: dict
    rules: dict
    files: dict

    @property
    def photos(self):
        return {name: told for name, told in self.files.items() if name.startswith(MEDIA)}


class Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file):
        self.file, self.digest = file, sha256()

    def read(self, size=-1):
        data = self.file.read(size)
        self.digest.update(data)
        return data


def photos():
    """[(name in the archive, where it lies)] of all that was uploaded."""
    root = settings.MEDIA_ROOT
    return [
        (f"{MEDIA}{path.relative_to(root).as_posix()}", path)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]


def put(tar, name, path):
    """Add a file: its size and digest, or nothing where it was taken away in the meantime."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        hashed, entry = Hashed(file), tar.gettarinfo(arcname=name, fileobj=file)
        tar.addfile(entry, hashed)
    return [entry.size, hashed.digest.hexdigest()]


def put_list(tar, manifest):
    data = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(LIST)
    entry.size = len(data)
    tar.addfile(entry, BytesIO(data))


@contextmanager
def opened(file):
    """The archive and its list, while it is open."""
    if not file.is_file():
        raise BackupError(f"打不开备份文件 {file}。")
    try:
        with file.open("rb") as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
            yield tar, _list_of(tar)
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(NO_BACKUP) from error


def _list_of(tar):
    try:
        return Manifest(**json.load(tar.extractfile(LIST)))
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(NO_BACKUP) from error


def damaged(tar, manifest):
    """Names of what is missing, is not on the list, or reads otherwise than on the day."""
    found = {entry.name: _read(tar, entry) for entry in tar if entry.name != LIST}
    names = found.keys() | manifest.files.keys()
    return sorted(name for name in names if found.get(name) != manifest.files.get(name))


def _read(tar, entry):
    file = entry.isreg() and tar.extractfile(entry)
    return [entry.size, digest_of(file)] if file else None


def digest_of(file):
    digest = sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
