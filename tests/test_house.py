"""Rules of the house that a reader should not have to check by hand."""

import re

from django.apps import apps
from django.db import connection
from django.db.models import BaseConstraint
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from tests.test_ladder import ROOT, app_of, modules

UNTRACKED = {
    "AccessLog": "append-only itself",
    "ImportBatch": "each step is its own state; what it changed is tracked row by row",
    "ImportChange": "says which event it made",
    "Mention": "kept by triggers from visits and seats, which are tracked",
    "KeptCopy": "sealed, only settled_at is ever set",
    "Notice": "told once; only read_at is ever set",
    "Suggestion": "nobody's: a history would say who and when",
    "SearchEntry": "kept by triggers from records that are tracked",
    "Submission": "written once, in the record's transaction",
    "Vacancy": "a view",
    "VillageWeek": "a view",
    "VisitedWeek": "counted by triggers from visitors and leaderships, which are tracked",
    "WorkWeek": "reckoned from the calendar",
}

OPEN_TO_ALL = {
    "desk_holiday": "the nation's calendar",
    "desk_holidayevent": "the nation's calendar",
    "desk_searchentry": "no sentence in it; says only which records to ask for",
    "desk_setting": "holds no personal data and no place",
    "desk_settingevent": "holds no personal data and no place",
    "desk_workweek": "the nation's calendar",
    "org_area": "the nation's public list of areas",
    "org_areaevent": "the nation's public list of areas",
    "org_formername": "public names of places",
    "org_formernameevent": "public names of places",
    "villages_vacancy": "a view that runs with the asker's rights",
    "villages_villageweek": "a view that runs with the asker's rights",
}


def our_models():
    return [
        m for m in apps.get_models() if app_of(m.__module__) and not hasattr(m, "pgh_tracked_model")
    ]


def views(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        elif app_of(pattern.callback.__module__):
            yield pattern.callback


def column(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def test_every_page_says_who_may_open_it():
    unguarded = [
        v.__name__
        for v in views()
        if not hasattr(v, "roles") and getattr(v, "login_required", True)
    ]
    assert unguarded == []


def test_every_table_is_held_by_the_database(db):
    ours = {m._meta.db_table for m in apps.get_models() if app_of(m.__module__)}
    held = column("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")

    assert ours - set(held) == set(OPEN_TO_ALL)


def test_history_is_held_as_narrowly_as_the_rows(db):
    """An event table carries every policy of its table that narrows, and opens no wider one."""
    policies = column(
        """
        SELECT e.tablename || ' ' || p.policyname FROM pg_policies e
        JOIN pg_policies p ON e.tablename = p.tablename || 'event'
        WHERE NOT EXISTS (SELECT 1 FROM pg_policies x
                          WHERE x.tablename = e.tablename AND x.policyname = p.policyname)
        """
    )
    assert policies == []


def test_views_over_held_tables_ask_with_the_readers_rights(db):
    asking = column(
        """
        SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
            AND reloptions @> '{security_invoker=true}' ORDER BY relname
        """
    )
    views = column("SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY 1")
    assert asking == views == ["villages_vacancy", "villages_villageweek"]


def test_places_are_compared_byte_by_byte_and_never_missing(db):
    """A policy compares codes as ranges; another collation would show too few or too many."""
    wrong = column(
        """
        SELECT DISTINCT attrelid::regclass::text || '.' || attname
        FROM pg_policy JOIN pg_attribute ON attrelid = polrelid
        WHERE pg_get_expr(polqual, polrelid) LIKE '%(' || attname || ' >= reach())%'
          AND (NOT attnotnull OR attcollation <> 'pg_catalog."C"'::regcollation)
        """
    )
    assert wrong == []


def test_the_role_is_bound_by_what_it_laid(db):
    assert column("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        False
    ]


def test_every_constraint_speaks_to_the_user():
    for model in our_models():
        for constraint in model._meta.constraints:
            said = constraint.violation_error_message
            assert said != BaseConstraint.default_violation_error_message, constraint.name


def test_every_change_to_our_tables_is_kept():
    untracked = {m.__name__ for m in our_models() if not hasattr(m, "pgh_event_models")}
    assert untracked == set(UNTRACKED)


OPENS_MORE_THAN_ONES_OWN = {
    "villages/management/commands/nightly.py": "at night, over every county",
    "evaluation/management/commands/check_rules.py": "at night, over every county",
    "fushan/demo/management/commands/bench.py": "measures a county of its own",
    "fushan/demo/management/commands/demo.py": "fills an empty database",
    "petitions/management/commands/forget_villagers.py": "at night, over every county",
    "training/calendar_views.py": "a phone's calendar cannot sign in: its token opens one reach",
    "fushan/reminders/management/commands/remind.py": "told to everybody, asked as each of them",
    "fushan/desk/signing.py": "who signs in is noted before their own reach is open",
    "fushan/desk/management/commands/backup.py": "a backup of less than everything is none",
    "fushan/desk/management/commands/restore.py": "what came back is counted whole",
    "fushan/desk/management/commands/init_county.py": "the first start: nobody can sign in yet",
    "fushan/desk/views.py": "suggestions are made and read as nobody",
    "fushan/org/backends.py": "finding the account that signs in",
    "fushan/org/management/commands/load_areas.py": "the nation's list of areas",
    "fushan/org/management/commands/migrate.py": "a foreign key is checked over every row",
    "fushan/org/views.py": "an account notes its sign-in, and changes its own password",
    "fushan/reports/accounts.py": "a name for a new account must be free everywhere",
    "fushan/reports/management/commands/load.py": "from the shell, where nobody is signed in",
}


def test_few_places_open_more_than_the_signed_in_persons_reach():
    opening = re.compile(r"\breach\((EVERYTHING|ACCOUNTS|TRAIL|RELIEF)\b")
    found = {
        str(path.relative_to(ROOT))
        for _, path in modules()
        if opening.search(path.read_text()) and path.name != "reach.py"
    }
    assert found == set(OPENS_MORE_THAN_ONES_OWN)
