"""What Django has to do before the server opens, in one process because each start of it costs.

Migrations, static files where they changed, demo data where the database is empty; prints the
demo log-ins where there are any.
"""

import os
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connections

ROOT = Path(__file__).resolve().parent.parent
TURN = 141027  # names the advisory lock: any number, the same everywhere


def say(sentence):
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


@contextmanager
def our_turn():
    """Alone with the database, whichever machine the others start on."""
    connection = connections.create_connection("default")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
            yield
    finally:
        connection.close()


def static_state():
    """A fingerprint of all static files where they are written, and of how they are stored."""
    files = sorted(
        (path, os.stat(storage.path(path)).st_size, os.stat(storage.path(path)).st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    return sha256(repr((settings.STORAGES, settings.STATIC_URL, files)).encode()).hexdigest()


def collect():
    """Bring the static files together, unless none has changed since."""
    stamp, state = Path(settings.STATIC_ROOT, "collected.txt"), static_state()
    if not stamp.exists() or stamp.read_text() != state:
        say("正在汇集静态文件……")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)


def main():
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fushan.settings")
    django.setup()
    connections.databases["default"].get("OPTIONS", {}).pop("pool", None)  # it would wait and retry
    try:
        with our_turn():
            say("正在核对数据表……")
            call_command("migrate", interactive=False, verbosity=0)
            collect()
            call_command("demo", if_empty=True)
    except OperationalError as error:
        sys.exit(f"连不上数据库：{error}")
    call_command("demo", logins=True)


if __name__ == "__main__":
    main()
