"""A database with every table, migrated once and copied by each test process, run after run.

Migrating takes a minute, copying a second. Whatever a migration is made of is part of the name.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

PREFIX, LOCK = "fushan_migrated_", 1028
SOURCES = ("*/migrations/*.py", "fushan/*/migrations/*.py", "fushan/org/reach.py")
SOURCES += ("fushan/desk/closing.py", "fushan/audit/tracking.py", "fushan/settings.py")
SOURCES += ("requirements.txt",)


def migrated():
    """Its name. Made by whoever comes first, while the others wait."""
    name = PREFIX + _digest()
    at = {
        key.lower(): connection.settings_dict[key] for key in ("HOST", "PORT", "USER", "PASSWORD")
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **at) as link:
        link.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        found = link.execute("SELECT datname FROM pg_database").fetchall()
        if (name,) not in found:
            for (old,) in found:
                if old.startswith(PREFIX):
                    _do(link, "DROP DATABASE {}", old)
            _make(link, name)
    return name


def _make(link, name):
    half = f"{PREFIX}half"
    _do(link, "CREATE DATABASE {} TEMPLATE template0", half)
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    there = os.environ | {
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{half}"
    }
    subprocess.run(command, cwd=settings.BASE_DIR, env=there, check=True)
    _do(link, "ALTER DATABASE {} RENAME TO {}", half, name)


def _do(link, deed, *names):
    link.execute(sql.SQL(deed).format(*map(sql.Identifier, names)))


def _digest():
    root, digest = Path(settings.BASE_DIR), hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
