"""The rules of the schemes in use, put to the records; nothing is found twice."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models.functions import Length

from evaluation.models import COSTLY, Hint, HintState, HintStep, Rule, Scheme, Shown
from evaluation.rules import CHECKS, Asked
from evaluation.rules.asking import working_setting

LOOK_BACK = timedelta(days=150)  # a quarter, and the weeks that a record may come later


@transaction.atomic
def check_rules(day):
    """[Hint] that are new on this day. The narrower area's scheme goes before the wider one's."""
    _one_at_a_time()
    schemes = Scheme.objects.in_use(day).annotate(size=Length("area")).order_by("-size", "area")
    return [hint for scheme in schemes for hint in _of_scheme(scheme, day)]


def _of_scheme(scheme, day):
    asked = Asked(scheme.area_id, max(scheme.began_on, day - LOOK_BACK), day)
    rules = Rule.objects.filter(scheme=scheme, shown=Shown.RECORDS, code__in=CHECKS)
    for rule in rules.order_by("code"):
        known = set(asked.here(Hint.objects.filter(code=rule.code)).values_list("key", flat=True))
        for found in CHECKS[rule.code](asked):
            if found.key not in known and _binds(rule, found):
                known.add(found.key)
                yield hint_at(rule, found, day)


def _binds(rule, found):
    """A county may have taken a rule off the cadres: then it costs none of them a question."""
    return found.bound not in COSTLY or found.bound in rule.binds


def most_of(rule, times, cadre_id):
    """What it may come to; nothing where it binds no cadre."""
    if cadre_id is None:
        return 0
    most = rule.points * times
    return most if rule.cap is None else min(most, rule.cap)


@transaction.atomic
def hint_at(rule, found, day, *, by=None):
    """Write it down with its first step; the township then has its days to verify it."""
    hint = Hint.objects.create(
        scheme_id=rule.scheme_id,
        rule=rule,
        code=rule.code,
        key=found.key,
        village_id=found.village_id,
        cadre_id=found.cadre_id,
        bound=found.bound,
        happened_on=found.happened_on,
        found_on=day,
        text=found.text,
        shown=found.records(),
        times=found.times,
        most=most_of(rule, found.times, found.cadre_id),
        verify_by=working_setting(day, "hint_verify_days"),
        entered_by=by,
    )
    HintStep.objects.create(
        hint=hint,
        village_id=hint.village_id,
        cadre_id=hint.cadre_id,
        moved_to=HintState.SEEN,
        happened_on=day,
        made_by=by,
    )
    return hint


def _one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(1029, 1)")
