"""Letting villagers go (到期匿名): the key is destroyed, and where the name was typed it is struck.

Rows and their history alike; what the triggers would keep or refuse is stood aside for, and one
line for the auditor says how many. The matters themselves stay.
"""

import pgtrigger
from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Replace

from fushan.audit.history import tracked_models
from fushan.desk.models import KNOWN, AccessLog, Deed, correcting, number
from fushan.desk.private import SealedField
from petitions.models import SETTLED, Household, MatterStep, PartyMember, Raiser

KEY = "villagers_kept"
SOMEBODY = "某某"
SHORTEST = 2  # one character is no name: striking it would spoil the text
MONTH = 31


def since(day):
    return day.fromordinal(day.toordinal() - number(KEY) * MONTH)


@transaction.atomic
def forget(day):
    """Let go of whom nothing has concerned for the period: how many people."""
    people = list(_over(since(day)))
    with pgtrigger.ignore(), correcting():
        for person in people:
            _forget(person)
    if people:
        AccessLog.objects.create(
            who="系统",
            deed=Deed.CLEAR,
            what=f"村民姓名和电话（保存期限 {number(KEY)} {KNOWN[KEY][1]}）",
            page="manage.py forget_villagers",
            rows=len(people),
        )
    return len(people)


def _over(until):
    """Whose matter was settled, who moved away, which member left, before this day."""
    lately = MatterStep.objects.filter(matter=OuterRef("matter"), happened_on__gte=until)
    settled = Raiser.objects.filter(
        ~Exists(lately), matter__state__in=SETTLED, matter__raised_on__lt=until
    )
    yield from settled.exclude(wrapped_key="").order_by("pk")
    yield from Household.objects.filter(left_on__lt=until).exclude(wrapped_key="").order_by("pk")
    left = PartyMember.objects.filter(left_on__lt=until)
    yield from left.exclude(name=SOMEBODY, wrapped_key="").order_by("pk")


def _forget(person):
    """Strike what is known of the person in every text of the village, then destroy the key."""
    for word in _words(person):
        for model in _of_villages():
            _strike(model, person.village_id, word)
    blank = {field.name: "" for field in _sealed(type(person))}
    if isinstance(person, PartyMember):
        blank |= {"name": SOMEBODY, "pinyin": ""}
    history = type(person).pgh_event_model.objects.filter(pgh_obj_id=person.pk)
    history.update(**blank)
    type(person).objects.filter(pk=person.pk).update(wrapped_key="", **blank)


def _words(person):
    """The name and the telephone number, as they were given."""
    known = [getattr(person, name, "") for name in ("name", "head", "phone")]
    return [word for word in known if len(word) >= SHORTEST]


def _sealed(model):
    return [field for field in model._meta.fields if isinstance(field, SealedField)]


def _of_villages():
    """Our tables that say in which village, with their histories."""
    for model in tracked_models().values():
        if any(field.name == "village" for field in model._meta.fields):
            yield model
            yield apps.get_model(model.pgh_event_model._meta.label)


def _strike(model, village, word):
    texts = [field.name for field in model._meta.fields if _holds_words(field)]
    anywhere = Q(*((f"{name}__contains", word) for name in texts), _connector=Q.OR)
    struck = {name: Replace(name, Value(word), Value(SOMEBODY)) for name in texts}
    if texts:
        model.objects.filter(anywhere, village=village).update(**struck)


def _holds_words(field):
    plain = isinstance(field, CharField | TextField) and not isinstance(field, SealedField)
    ours = not field.name.startswith("pgh_") and field.name != "wrapped_key"
    return plain and ours and not field.choices and field.column == field.name and field.editable
