"""When a backup was tried here and how it went.

A file beside the data and no table: a restored database would remember the day it was dumped, and
a new machine would claim backups it never made.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import now

KEPT = 30
STALE = timedelta(days=2)
HANGING = timedelta(hours=6)  # no longer at work, and cut off before it could say so
BEGUN, VERIFIED, FAILED = "begun", "verified", "failed"


@dataclass(frozen=True)
class Attempt:
    began_at: str
    state: str = BEGUN
    file: str = ""
    bytes: int = 0
    rows: int = 0
    photos: int = 0
    lost: int = 0  # photos that were not on the disk any more
    reason: str = ""

    @property
    def moment(self):
        return datetime.fromisoformat(self.began_at)

    @property
    def broken_off(self):
        return self.state == BEGUN and now() - self.moment > HANGING

    @property
    def failed(self):
        return self.state == FAILED or self.broken_off

    @property
    def stale(self):
        return now() - self.moment > STALE


@dataclass(frozen=True)
class Standing:
    """The latest attempt, and the latest whose file was read back and found whole; None: never."""

    latest: Attempt | None
    good: Attempt | None

    @property
    def running(self):
        return self.latest and self.latest.state == BEGUN and not self.latest.broken_off


def standing():
    attempts = _read()
    good = [attempt for attempt in attempts if attempt.state == VERIFIED]
    return Standing(attempts[-1] if attempts else None, good[-1] if good else None)


def note(attempt):
    """Write it down, in the place of what was noted when it began."""
    others = [other for other in _read() if other.began_at != attempt.began_at]
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".part")
    kept = [asdict(each) for each in [*others, attempt][-KEPT:]]
    fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    fresh.replace(path)


def _read():
    try:
        return [Attempt(**fields) for fields in json.loads(_path().read_text())]
    except FileNotFoundError:
        return []


def _path():
    return settings.DATA / "backups.json"
