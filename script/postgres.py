"""The embedded PostgreSQL: `python script/postgres.py start|stop|url [--test]`.

Works in the folder FUSHAN_DATA; `start` and `url` print the DATABASE_URL, notices go to stderr.
`--test` means a second cluster beside it, quick because a power cut may ruin it.
"""

import argparse
import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from places import (
    SOCKET_NAME,
    RefusalError,
    account_for,
    home_for,
    known_home,
    programs_for,
    say,
    socket_folder,
)

ROLE = DATABASE = "fushan"
PORT = "5432"  # part of the socket's name: nothing listens on the network
STARTING = 120  # seconds a server may take to recover
LEAVING = 15  # seconds what a killed server left behind may take to go
SETTINGS = {
    "port": PORT,
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",  # two cores and many short queries
    # A row that a constraint refuses holds ID numbers: log the constraint, never the row.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}
LOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOCALE = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-ctype=C.UTF-8",
]
OWNED = f"""
SELECT 'CREATE ROLE {ROLE}'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
ALTER ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
SELECT 'CREATE DATABASE {DATABASE} OWNER {ROLE} TEMPLATE template0 ENCODING ''UTF8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""


class Cluster:
    """A cluster's folder, which exists, with the user and the programs that run it."""

    def __init__(self, folder, user, programs, *, losable):
        self.folder = folder
        self.user = user
        self.programs = programs
        self.settings = SETTINGS | LOSABLE if losable else SETTINGS

    def control(self, *arguments):
        """The exit code of pg_ctl."""
        return self.user.run(self.programs / "pg_ctl", "-D", self.folder, "-w", *arguments)

    def noted(self):
        """The lines of postmaster.pid: process, folder, start, port, socket folder, and so on."""
        try:
            return (self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def socket(self):
        """The socket's folder while the server answers, else None. One that recovers is awaited."""
        lines = self.noted()
        if len(lines) < 5 or lines[1] != str(self.folder):
            return None
        asking = (self.programs / "pg_isready", "-q", "-h", lines[4], "-p", PORT)
        until = time.monotonic() + STARTING
        while (code := self.user.run(*asking)) == 1 and time.monotonic() < until:
            time.sleep(0.1)
        return lines[4] if code == 0 else None

    def running(self):
        """Whether the noted process is this server: after a kill -9 the number may be another's."""
        lines = self.noted()
        return bool(lines) and (
            self.user.run("test", f"/proc/{lines[0].strip()}/cwd", "-ef", self.folder) == 0
        )

    def start(self):
        if self.socket():
            return
        if self.running():  # it hangs, or its socket was swept away
            self.stop()
        sockets = socket_folder(self.folder, self.user)
        for stale in (self.folder / "postmaster.pid", sockets / f"{SOCKET_NAME}.lock"):
            stale.unlink(missing_ok=True)
        settings = self.settings | {"unix_socket_directories": str(sockets)}
        options = shlex.join(f"--{name}={value}" for name, value in settings.items())
        log = self.folder / "server.log"
        until = time.monotonic() + LEAVING
        while self.control("-t", STARTING, "-l", log, "-o", options, "start") != 0:
            last = tail(log)
            if "shared memory block" not in last or time.monotonic() > until:
                raise RefusalError(f"数据库没有启动起来，记录在 {log}：\n{last}")
            time.sleep(0.5)

    def stop(self):
        """Stop it, kindly to what was answered. False where there was nothing to stop."""
        if not self.running():
            return False
        sockets = Path(self.noted()[4])
        if self.control("-m", "fast", "-t", STARTING, "stop") != 0:
            raise RefusalError(f"数据库没有停下来，记录在 {self.folder / 'server.log'}。")
        if sockets != self.folder:
            shutil.rmtree(sockets, ignore_errors=True)
        return True

    def make_database(self):
        """The application's role and its database, where they are not there yet."""
        asking = f"-X -q -v ON_ERROR_STOP=1 -p {PORT} -U postgres -d postgres -h".split()
        done = subprocess.run(
            [self.programs / "psql", *asking, self.socket()],
            input=OWNED,
            capture_output=True,
            text=True,
            env={"LC_ALL": "C.UTF-8"},
        )
        if done.returncode != 0:
            raise RefusalError(f"没能建立数据库：\n{done.stderr}")

    def url(self):
        """The DATABASE_URL of the running server."""
        sockets = self.socket()
        if sockets is None:
            raise RefusalError("数据库没有在运行。")
        return f"postgres://{ROLE}@/{quote(sockets)}/{DATABASE}"


def tail(log, lines=12):
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def make_cluster(folder, user, programs):
    """Make it beside its place and move it there whole, so that half a cluster is never met."""
    for left in folder.parent.glob(f"{folder.name}.part-*"):
        shutil.rmtree(left, ignore_errors=True)
    part = Path(tempfile.mkdtemp(prefix=f"{folder.name}.part-", dir=folder.parent))
    user.take(part)
    say("正在建立数据库……")
    with tempfile.TemporaryFile() as output:
        asking = ("-D", part, "-U", "postgres", "-A", "trust", *LOCALE)
        if user.run(programs / "initdb", *asking, output=output) != 0:
            output.seek(0)
            raise RefusalError(f"没能建立数据库：\n{output.read().decode(errors='replace')}")
    part.rename(folder)


@contextmanager
def alone(data):
    """Hold the lock of `data`: two who start or stop at once take turns."""
    with (data / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def found(data, *, test=False):
    """The cluster of `data`, None where there is none yet."""
    folder = known_home(data) / name_of(test)
    if not folder.exists():
        return None
    user = account_for(folder)
    return Cluster(folder, user, programs_for(folder.parent, user), losable=test)


def made(data, *, test=False):
    """The cluster of `data`, made where there is none yet."""
    name = name_of(test)
    user = account_for(known_home(data) / name)
    home = home_for(data, name, user)
    programs = programs_for(home, user)
    if not (home / name).exists():
        make_cluster(home / name, user, programs)
    elif (home / name).stat().st_uid != user.uid:  # copied back by root
        user.take(home / name)
    return Cluster(home / name, user, programs, losable=test)


def name_of(test):
    return "test-pg" if test else "postgres"


def start(data, *, test=False):
    """Bring the server up, or find it up: its DATABASE_URL."""
    data.mkdir(parents=True, exist_ok=True)
    with alone(data):
        cluster = made(data, test=test)
        cluster.start()
        cluster.make_database()
        return cluster.url()


def stop(data, *, test=False):
    """Stop the server of `data`: whether there was one."""
    if not data.exists():
        return False
    with alone(data):
        cluster = found(data, test=test)
        return bool(cluster) and cluster.stop()


def url(data, *, test=False):
    """The DATABASE_URL of the server of `data`, which runs."""
    cluster = found(data, test=test)
    if cluster is None:
        raise RefusalError(f"{data} 里还没有数据库。")
    return cluster.url()


def main():
    parser = argparse.ArgumentParser(description="内置数据库")
    parser.add_argument("what", choices=["start", "stop", "url"])
    parser.add_argument("--test", action="store_true", help="测试用的另一个库")
    asked = parser.parse_args()
    data = Path(os.environ.get("FUSHAN_DATA") or Path(__file__).parent.parent / "var").resolve()
    try:
        answer = {"start": start, "stop": stop, "url": url}[asked.what](data, test=asked.test)
    except (RefusalError, OSError) as refusal:
        sys.exit(str(refusal))
    if asked.what == "stop":
        say("数据库已停止。" if answer else "没有正在运行的数据库。")
    else:
        sys.stdout.write(f"{answer}\n")


if __name__ == "__main__":
    main()
