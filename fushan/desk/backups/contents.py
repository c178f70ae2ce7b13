"""What a database holds and a backup is held to: the rows of each table, the rules over them."""

import re
import subprocess

from django.conf import settings
from django.db import connection

from fushan.desk.backups.programs import BackupError, environment, first_fault, program
from fushan.kit import crypto

TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
OURS = "relnamespace = 'public'::regnamespace"
RULES = f"""
    SELECT 'policies', count(*) FROM pg_policy
    UNION ALL SELECT 'triggers', count(*) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'held', count(*) FROM pg_class
        WHERE {OURS} AND relrowsecurity AND relforcerowsecurity
    UNION ALL SELECT 'constraints', count(*) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT 'indexes', count(*) FROM pg_class WHERE {OURS} AND relkind = 'i'
    UNION ALL SELECT 'views', count(*) FROM pg_class WHERE {OURS} AND relkind = 'v'
"""
COPY = re.compile(rb"COPY public\.(\w+) .*FROM stdin;\n")
END = b"\\.\n"


def rows():
    """{table: how many rows} under the reach that is open."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        if not tables:
            return {}
        counts = (f"SELECT '{table}', count(*) FROM public.\"{table}\"" for table in tables)
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def rules():
    """{kind: how many} of what keeps the rows right and from the wrong eyes."""
    with connection.cursor() as cursor:
        cursor.execute(RULES)
        return dict(cursor.fetchall())


def rows_in(dump):
    """{table: how many rows} of a dump, as it would bring them back."""
    found, table = {}, None
    for line in _as_text(dump):
        if table is None:
            if begun := COPY.fullmatch(line):
                table = begun[1].decode()
                found[table] = 0
        elif line == END:
            table = None
        else:
            found[table] += 1
    return found


def _as_text(dump):
    command = [program("pg_restore"), "--data-only", "--file=-", dump]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), **pipes) as reading:
        yield from reading.stdout
        said = reading.stderr.read()
    if reading.returncode:
        raise BackupError(f"导出的文件读不出来：{first_fault(said)}")


def mark_of_the_key():
    """Tells one FIELD_KEY from another and nothing of either."""
    return crypto.digest(settings.FIELD_KEY, "backup", about="backup")


def differences(wanted, found):
    """What is not as it should be, named; nothing where all is."""
    return [
        f"{name}：应有 {wanted.get(name, 0)}，实有 {found.get(name, 0)}"
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]
