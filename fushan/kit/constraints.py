"""Constraints that several tables share, and what a broken one says."""

from functools import cache

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db.models import CheckConstraint, F, Func, Q
from psycopg.errors import ForeignKeyViolation, UniqueViolation


def refusing(name, error, operation, *, condition=None):
    """A trigger that refuses whatever meets the condition, with the sentence of this name."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=f"RAISE check_violation USING MESSAGE = '{name}', CONSTRAINT = '{error}';",
    )


def moving_by(moves, error, *, more=""):
    """A trigger: the state changes only as `moves` has it, {state: [states it may become]}.

    `more`: what else is asked of a move, in PL/pgSQL with OLD and NEW.
    """
    table = ", ".join(f"'{one}>{other}'" for one, then in moves.items() for other in then)
    return pgtrigger.Trigger(
        name="moves_by_the_table",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        func=f"""
            IF OLD.state || '>' || NEW.state NOT IN ({table}) THEN
                RAISE check_violation USING MESSAGE = 'no such move', CONSTRAINT = '{error}';
            END IF;
            {more}
            RETURN NEW;
        """,
    )


def both_or_neither(one, other, *, name, message):
    """Two fields that mean something only together, such as who settled it and when."""
    return CheckConstraint(
        condition=Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
        | Q(**{f"{one}__isnull": False, f"{other}__isnull": False}),
        name=name,
        violation_error_message=message,
    )


def ends_after(first, last, *, name, message):
    """The second date, where there is one, comes after the first."""
    return CheckConstraint(
        condition=Q(**{last: None}) | Q(**{f"{last}__gt": F(first)}),
        name=name,
        violation_error_message=message,
    )


def not_before(first, last, *, name, message):
    """The second date, where there is one, is the first or comes after it."""
    return CheckConstraint(
        condition=Q(**{last: None}) | Q(**{f"{last}__gte": F(first)}),
        name=name,
        violation_error_message=message,
    )


class DateRange(Func):
    """From the first date to the day before the second; no second date means still going."""

    function = "DATERANGE"
    output_field = DateRangeField()


def left_to_the_database(exclude=None):
    """Stands in for a form's own check: the database also sees the rows out of reach."""


@cache
def _sentences():
    """{name: sentence} of all constraints; `refusals` of a model tells what triggers hold."""
    sentences = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            sentences[constraint.name] = constraint.violation_error_message
        sentences |= getattr(model, "refusals", {})
    return sentences


def broken_by(error):
    """The name of the constraint, or of the trigger's rule, that an IntegrityError is about."""
    return error.__cause__.diag.constraint_name


def sentence_of(error):
    """The sentence of the constraint that was broken, and nothing of the row it clashed with.

    A rule with no sentence of its own is a bug and is raised again.
    """
    broken = broken_by(error)
    if broken in _sentences():
        return _sentences()[broken]
    if isinstance(error.__cause__, ForeignKeyViolation):
        return "该记录仍被引用，不能删除；或所选的内容已不存在，请刷新后再选。"
    if isinstance(error.__cause__, UniqueViolation):
        return "已有相同的记录。"
    raise error
