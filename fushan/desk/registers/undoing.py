"""Taking a batch back: what it added is deleted, what it changed is restored from its history.

All or nothing. Rows that were changed since, or that others have come to rely on, stand against it.
"""

from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field

import pgtrigger
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from fushan.desk.models import Attachment, ImportBatch
from fushan.desk.models.imports import ImportState
from fushan.desk.registers.batches import Settled
from fushan.kit.constraints import sentence_of

MOST_TOLD = 50


@dataclass(frozen=True)
class Obstacle:
    label: str
    text: str
    reason: str


@dataclass
class _Touched:
    """The rows of one model. `events`: key -> the batch's own events, earliest first."""

    model: type
    events: dict = field(default_factory=lambda: defaultdict(list))
    added: set = field(default_factory=set)

    @property
    def changed(self):
        return self.events.keys() - self.added


def undo(register, batch):
    """Take it back, or the list of what stands against it. Raises Settled for any other batch."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state != ImportState.DONE:
            raise Settled
        touched = _touched(register, batch)
        obstacles = [o for each in touched.values() for o in _obstacles(each, touched)]
        if obstacles:
            return obstacles[:MOST_TOLD]
        with _standing_aside(register.taken_back_despite):
            refusal = _taken_back(touched)
        if refusal:
            return [Obstacle(register.label, batch.file_name, refusal)]
        batch.state, batch.settled_at = ImportState.UNDONE, timezone.now()
        batch.save()
    return []


def _standing_aside(triggers):
    """Ignoring none by name would ignore them all."""
    return pgtrigger.ignore(*triggers) if triggers else nullcontext()


def _touched(register, batch):
    """In the order in which the register writes."""
    touched = {model._meta.label_lower: _Touched(model) for model in register.writes}
    for change in batch.changes.order_by("event_id"):
        each = touched[change.record]
        key = each.model._meta.pk.to_python(change.record_id)
        each.events[key].append(change.event_id)
        if change.added:
            each.added.add(key)
    return touched


def _obstacles(each, touched):
    yield from _changed_since(each)
    for relation in each.model._meta.related_objects:
        if not hasattr(relation.related_model, "pgh_tracked_model"):
            yield from _relied_on(each, relation, touched)
    pictures = Attachment.objects.filter(
        record=each.model._meta.label_lower, record_id__in=_numbers(each.added)
    )
    yield from _told(each, set(pictures.values_list("record_id", flat=True)), "已有照片")


def _numbers(keys):
    return [key for key in keys if isinstance(key, int)]


def _changed_since(each):
    events = each.model.pgh_event_model.objects.filter(pgh_obj_id__in=list(each.events))
    last = dict(events.values_list("pgh_obj_id").annotate(Max("pgh_id")))
    since = {key for key, own in each.events.items() if last.get(key) != own[-1]}
    yield from _told(each, since, "导入以后又被改过或删除")


def _relied_on(each, relation, touched):
    model, key = relation.related_model, relation.field.attname
    rows = model._base_manager.filter(**{f"{key}__in": list(each.added)})
    own = touched.get(model._meta.label_lower)
    pairs = rows.values_list(key, "pk")
    relied = {to for to, pk in pairs if own is None or pk not in own.events}
    yield from _told(each, relied, f"已有{model._meta.verbose_name}用到它")


def _told(each, keys, reason):
    if not keys:
        return
    rows = each.model._base_manager.in_bulk(list(keys)[:MOST_TOLD])
    label = each.model._meta.verbose_name
    for key in list(keys)[:MOST_TOLD]:
        yield Obstacle(label, str(rows.get(key, "（已删除）")), reason)


def _taken_back(touched):
    """Last written first; what was added makes room for what it ended. A refusal, or nothing."""
    try:
        with transaction.atomic():
            for each in reversed(touched.values()):
                each.model._base_manager.filter(pk__in=list(each.added)).delete()
                _restore(each)
            connection.check_constraints()
    except IntegrityError as error:
        return sentence_of(error)
    except ProtectedError:
        return "其中的记录仍被引用，不能删除。"
    return ""


def _restore(each):
    """Set back what the batch changed, as the event before its own first one has it."""
    events = each.model.pgh_event_model
    first = {own[0]: key for key, own in each.events.items() if key in each.changed}
    if not first:
        return
    names = [f.attname for f in each.model._meta.fields if _kept(events, f) and not f.primary_key]
    rows = each.model._base_manager.in_bulk(list(first.values()))
    for key, before in _before(events, first).items():
        for name in names:
            setattr(rows[key], name, getattr(before, name))
    fields = [each.model._meta.get_field(name).name for name in names]
    each.model._base_manager.bulk_update(rows.values(), fields, batch_size=500)


def _kept(events, found):
    return any(own.attname == found.attname for own in events._meta.fields)


def _before(events, first):
    """key -> the last event before the batch touched the row. One query, latest last."""
    keys, least = list(first.values()), {key: event for event, key in first.items()}
    found = {}
    for event in events.objects.filter(pgh_obj_id__in=keys).order_by("pgh_id"):
        if event.pgh_id < least[event.pgh_obj_id]:
            found[event.pgh_obj_id] = event
    return found
