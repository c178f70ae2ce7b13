"""What happened to a row: who, when, from which page, before and after."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, pairwise

from django.apps import apps
from django.db.models import CASCADE, CharField, F, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.timezone import localtime

DEEDS = {"insert": "新建", "update": "修改", "delete": "删除"}
MASKED = "（已加密，不显示）"
MOST = 200
DAY, MOMENT, MONTH = "Y年n月j日", "Y年n月j日 H:i", "Y年n月"
MONTHS = ("month",)  # kept as their first day
NAMES = ("text", "title", "label", "code")


@dataclass(frozen=True)
class Change:
    """One event. `fields`: (label, before, after), only what differs. `part`: of a part's row."""

    event: object
    fields: list
    part: str = ""

    @property
    def deed(self):
        return DEEDS[self.event.pgh_label] + self.part

    @property
    def who(self):
        context = self.event.pgh_context
        return (context and context.metadata.get("name")) or "系统"

    @property
    def reason(self):
        context = self.event.pgh_context
        return (context and context.metadata.get("reason")) or ""

    @property
    def page(self):
        context = self.event.pgh_context
        return (context and context.metadata.get("url")) or ""


def tracked_models():
    """{label: model} of all that keep a history."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if hasattr(model, "pgh_event_model")
    }


def changes_of(model, pk):
    """All that happened to the row and its parts, latest first, up to 200 events of each."""
    changes = _changes(model.pgh_event_model.objects.filter(pgh_obj=pk))
    for part, key in parts_of(model):
        said = {field.name for field in model._meta.concrete_fields} | {key}
        events = part.pgh_event_model.objects.filter(**{key: pk})
        changes += _changes(events, part=part._meta.verbose_name, unsaid=said)
    return sorted(changes, key=_moment, reverse=True)


def parts_of(model):
    """[(model, foreign key)] of the tracked rows that go when this row goes."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.on_delete is CASCADE and hasattr(relation.related_model, "pgh_event_model")
    ]


def _moment(change):
    """Events of one deed share their time; a record is made before its parts, and goes last."""
    own = change.part == ""
    turn = 1 if not own else 2 if change.event.pgh_label == "delete" else 0
    return change.event.pgh_created_at, turn, change.event.pgh_id


def _changes(events, part="", unsaid=()):
    """The changes these events tell of, row by row. `unsaid`: fields that go without saying."""
    events = events.select_related("pgh_context").order_by("-pgh_id")[:MOST]
    events = sorted(events, key=lambda event: (event.pgh_obj_id, event.pgh_id), reverse=True)
    names = _names(events)
    return [
        Change(event, differences(event, earlier, names, unsaid), part)
        for _, of_row in groupby(events, key=lambda event: event.pgh_obj_id)
        for event, earlier in pairwise([*of_row, None])
    ]


def change_of(event):
    """One event beside how the row was before it."""
    rows = type(event).objects.filter(pgh_obj=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
    earlier = rows.order_by("-pgh_id").first()
    return Change(event, differences(event, earlier, _names([event, earlier])))


def differences(event, earlier, names, unsaid=()):
    """[(label, before, after)] of the fields that differ. Stamps of time are the event's own.

    Of a row that was deleted, all that it had.
    """
    before, after = (event, None) if event.pgh_label == "delete" else (earlier, event)
    return [
        (field.verbose_name, _shown(before, field, names), _shown(after, field, names))
        for field in _told(type(event))
        if field.name not in unsaid and _differs(field.attname, before, after)
    ]


def _differs(name, before, after):
    was, is_now = getattr(before, name, None), getattr(after, name, None)
    return was != is_now and (before is not None or is_now not in (None, "", []))


def _told(model):
    for field in model._meta.concrete_fields:
        stamped = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        if not (field.name.startswith("pgh_") or field.name == "id" or stamped):
            yield field


def _names(events):
    """{field: {key: name}} of all that these events point to and the reader may see."""
    events = [event for event in events if event]
    names = {}
    for field in _told(type(events[0])) if events else ():
        if field.related_model:
            keys = {getattr(event, field.attname) for event in events} - {None}
            found = field.related_model.objects.in_bulk(keys) if keys else {}
            names[field.name] = {key: str(row) for key, row in found.items()}
    return names


def _shown(event, field, names):
    """The value as text; what is private is never shown, only that it changed."""
    value = getattr(event, field.attname, None)
    if value in (None, "", []):
        return ""
    if field.name.endswith(("_sealed", "_digest")):
        return MASKED
    if field.related_model:
        return names[field.name].get(value, str(value))
    if isinstance(value, list):
        return "、".join(_each(value, field))
    choices = dict(field.flatchoices)
    return str(choices[value]) if choices and value in choices else _read(value, field)


def _each(values, field):
    """Of an array, what its choices call each; of a list kept as JSON, each as it stands."""
    choices = dict(getattr(getattr(field, "base_field", None), "choices", None) or ())
    if not choices:
        return [_read(one, field) for one in values]
    return [str(choices.get(one, one)) for one in values]


def _read(value, field):
    """As a page would say it: a day, a moment, a month, yes or no, an amount."""
    if isinstance(value, dict | list):
        return _named(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return date_format(localtime(value), MOMENT)
    if isinstance(value, date):
        return date_format(value, MONTH if field.name in MONTHS else DAY)
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    is_money = isinstance(value, int) and "元" in str(field.verbose_name)
    return f"{value:,}" if is_money else str(value)


def _named(value):
    """What is kept as JSON by what it calls itself, and no more of it: a whole paper is long."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return next((str(value[name]) for name in NAMES if value.get(name)), "（内容）")


def trail(models, *, before_moment=None, size=50):
    """The latest events over these models: one query, however many there are.

    Rows are dicts: pgh_of (the model's label), pgh_pk (of the row), pgh_id, pgh_created_at,
    pgh_label, pgh_who, pgh_url.
    """
    parts = [_of_one(model, before_moment, size) for model in models]
    if len(parts) == 1:
        return list(parts[0])
    rows = parts[0].union(*parts[1:], all=True)
    return list(rows.order_by("-pgh_created_at", "-pgh_id")[:size])


def _of_one(model, before_moment, size):
    rows = model.pgh_event_model.objects.order_by("-pgh_created_at", "-pgh_id")
    if before_moment:
        rows = rows.filter(pgh_created_at__lt=before_moment)
    rows = rows.annotate(
        pgh_of=Value(model._meta.label_lower, output_field=CharField()),
        pgh_pk=Cast("pgh_obj_id", CharField()),
        pgh_who=F("pgh_context__metadata__name"),
        pgh_url=F("pgh_context__metadata__url"),
    )
    columns = ["pgh_of", "pgh_id", "pgh_created_at", "pgh_label", "pgh_pk", "pgh_who", "pgh_url"]
    return rows.values(*columns)[:size]
