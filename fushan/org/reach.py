"""Whose rows. The database itself shows only what lies in the area that is open.

Where nothing is open it refuses. Migrations lay policies on every table; no query mentions them.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.migrations.operations import RunSQL
from psycopg.pq import TransactionStatus

EVERYTHING = "*"
NOTHING = "-"  # for a cadre between two villages
ACCOUNTS = "accounts"  # for signing in and for the administrator: accounts and nothing else
TRAIL = "trail"  # for the auditor: what happened to rows, never the rows
RELIEF = "relief"  # for suggestions, signed in or not: these and nothing else
ANYONE = "all"

# Called bare, never as (SELECT reach()): only so does the planner know the bounds. Each is one
# expression that the planner writes out in the query: as calls they cost more than the rows.
# The words are no places: no code lies between "trail" and "trail:". Each says which schema it
# calls: a backup asks with no schema in sight.
FUNCTIONS = RunSQL(
    """
    CREATE OR REPLACE FUNCTION no_reach() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
    BEGIN
        RAISE insufficient_privilege USING MESSAGE = 'no reach is open';
    END $$;
    CREATE OR REPLACE FUNCTION reach() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT CASE coalesce(current_setting('fushan.area', true), '')
                  WHEN '' THEN public.no_reach()
                  WHEN '*' THEN ''
                  ELSE current_setting('fushan.area', true) END $$;
    CREATE OR REPLACE FUNCTION reach_end() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT public.reach() || ':' $$;
    CREATE OR REPLACE FUNCTION reach_above() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT ARRAY[left(public.reach(), 2), left(public.reach(), 4),
                        left(public.reach(), 6), left(public.reach(), 9)] $$;
    CREATE OR REPLACE FUNCTION reach_is(word text) RETURNS boolean
        LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT public.reach() = word $$;
    CREATE OR REPLACE FUNCTION reach_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(nullif(current_setting('fushan.person', true), ''), 'all')::bigint $$;
    CREATE OR REPLACE FUNCTION reach_anyone() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(current_setting('fushan.person', true), '') = 'all' $$;
    """,
    """
    DROP FUNCTION reach_anyone(); DROP FUNCTION reach_person(); DROP FUNCTION reach_is(text);
    DROP FUNCTION reach_above(); DROP FUNCTION reach_end(); DROP FUNCTION reach();
    DROP FUNCTION no_reach();
    """,
)

# The account itself: for the few rows that wait for somebody else's before anyone is shown them.
FUNCTION_OF_THE_USER = RunSQL(
    """
    CREATE OR REPLACE FUNCTION reach_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('fushan.user', true), '')::bigint $$;
    """,
    "DROP FUNCTION reach_user();",
)


def _inside(column):
    return f"{column} >= reach() AND {column} < reach_end()"


def held(table, column, *, from_below=False, own=None, cited_in=(), word=None, anyone_adds=False):
    """Show and let write the rows whose area lies in the reach.

    `from_below`: show those of the levels above it too. `own`, the column of the cadre: show those
    about oneself too, wherever one was posted then. `cited_in`, pairs of (table, foreign key): show
    people whom a record in the reach names, or the record would vanish from joins when they move.
    None of these may be written. `word`: all rows to whoever opened that word, to write too.
    `anyone_adds`: a row may be added from any place, to tell those above or the auditor something.
    """
    policies = {"reach": f"USING ({_inside(column)})"}
    if from_below:
        policies["above"] = f"FOR SELECT USING ({column} = ANY(reach_above()))"
    if own:
        policies["own"] = f"FOR SELECT USING ({own} = reach_person())"
    for other, key in cited_in:
        policies[f"cited_{other}"] = _cited(other, key)
    if word:
        policies["word"] = f"USING (reach_is('{word}'))"
    if anyone_adds:
        policies["add"] = "FOR INSERT WITH CHECK (true)"
    return _laid(table, policies)


def _cited(other, key):
    """An array, not EXISTS: an index serves it like the other arms, else every row is looked at."""
    cited = f"SELECT c.{key} FROM {other} c WHERE {_inside('c.village_id')}"
    return f"FOR SELECT USING (id = ANY(ARRAY({cited})))"


def cited_anew(table, other, key):
    """`cited_in` as it is laid today, on a table that may have it from before."""
    name = f"cited_{other}"
    lay = f"CREATE POLICY {name} ON {table} {_cited(other, key)}"
    return RunSQL([f"DROP POLICY IF EXISTS {name} ON {table}", lay], RunSQL.noop)


def trail(table, column, **more):
    """As `held`, for what happened to such rows; the auditor may read it all."""
    operation = held(table, column, **more)
    operation.sql.append(f"CREATE POLICY trail ON {table} FOR SELECT USING (reach_is('{TRAIL}'))")
    operation.reverse_sql.insert(0, f"DROP POLICY trail ON {table}")
    return operation


def _laid(table, policies):
    return RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            *(f"CREATE POLICY {name} ON {table} {rule}" for name, rule in policies.items()),
        ],
        [
            *(f"DROP POLICY {name} ON {table}" for name in policies),
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
        ],
    )


def private(table, column):
    """Of the rows shown, keep for a village cadre only their own. Who sees anyone's says so.

    The auditor is shown no row, but what happened to all of them.
    """
    return RunSQL(
        f"""
        CREATE POLICY private ON {table} AS RESTRICTIVE
            USING (reach_anyone() OR {column} = reach_person() OR reach_is('{TRAIL}'))
        """,
        f"DROP POLICY private ON {table}",
    )


def tied(child, key, parent, *columns):
    """The child's own copies of these columns are the parent's, held so by the database."""
    names = ", ".join(columns)
    return RunSQL(
        [
            f"ALTER TABLE {parent} ADD CONSTRAINT {child}_tie UNIQUE (id, {names})",
            f"ALTER TABLE {child} ADD CONSTRAINT {child}_tied FOREIGN KEY ({key}, {names}) "
            f"REFERENCES {parent} (id, {names}) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED",
        ],
        [
            f"ALTER TABLE {child} DROP CONSTRAINT {child}_tied",
            f"ALTER TABLE {parent} DROP CONSTRAINT {child}_tie",
        ],
    )


_now = ContextVar("reach", default=("", ""))
_user = ContextVar("user", default="")
SET = """
    SELECT set_config('fushan.area', %s, false), set_config('fushan.person', %s, false),
           set_config('fushan.user', %s, false)
"""


def _open():
    link = connection.connection
    broken = link and link.info.transaction_status == TransactionStatus.INERROR
    if connection.needs_rollback or broken:
        return  # the rollback brings back what was open before the transaction
    with connection.cursor() as cursor:
        cursor.execute(SET, (*_now.get(), _user.get()))


@contextmanager
def reach(area, person=ANYONE):
    """Open an area, and for a village cadre only their own person, for the queries inside."""
    before = _now.set((area, str(person)))
    try:
        _open()
        yield
    finally:
        _now.reset(before)
        _open()


@contextmanager
def as_user(user):
    """Say whose account asks, for what `reach` opens inside."""
    before = _user.set(str(user.pk or ""))
    try:
        yield
    finally:
        _user.reset(before)


def forget(link):
    """Close what a pooled connection had open, before someone else gets it."""
    link.execute(SET.replace("%s", "''"))
    link.commit()


def reach_middleware(get_response):
    """Open the signed-in person's reach around the request. No one signed in, no reach at all."""

    def middleware(request):
        user = request.user
        with as_user(user), reach(*user.reach) if user.is_authenticated else reach(""):
            return get_response(request)

    return middleware


def within(code):
    """Whether this place lies in the reach that is open, by the policies' own rule."""
    area, _ = _now.get()
    return bool(area) and code.startswith("" if area == EVERYTHING else area)
