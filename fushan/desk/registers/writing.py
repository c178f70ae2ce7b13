"""Carrying a plan out, or trying it: the database is the judge of every constraint."""

from dataclasses import dataclass

from django.db import IntegrityError, ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from fushan.desk.models import ImportChange
from fushan.desk.private import Clear
from fushan.inbox.models import Notice
from fushan.kit.constraints import sentence_of
from fushan.kit.fields import PinyinField

CHUNK = 2000
OUT_OF_REACH = "这一行不在您的管辖范围内，不能写入。"


class _Refused(Exception):  # noqa: N818 - it reads as a sentence
    pass


@dataclass(frozen=True)
class Deed:
    """One record to be written: an addition or a change of the plan."""

    of: object
    added: bool

    @property
    def record(self):
        return self.of.record


def carry_out(plan, *, batch=None):
    """Write all of a plan in one transaction and note it under the batch.

    Without a batch it is only a trial. What the database refuses becomes a fault of its line, and
    then nothing at all is written.
    """
    with transaction.atomic():
        marks = {model: _last_event(model) for model in plan.register.writes}
        for model in plan.register.writes:
            _write(plan, model)
        if batch is None or not plan.clean:
            transaction.set_rollback(True)
        else:
            Notice.objects.bulk_create(plan.notices)
            _note(plan, batch, marks)


def _write(plan, model):
    """Changes first: what ends makes room for what begins."""
    changes = [Deed(c, False) for c in plan.changes.values() if type(c.record) is model]
    additions = [Deed(a, True) for a in plan.additions if type(a.record) is model]
    for deeds in (changes, additions):
        ready = [deed for deed in deeds if _stands(deed.record)]
        for start in range(0, len(ready), CHUNK):
            _settle(plan, ready[start : start + CHUNK])


def _stands(record):
    """Everything new that it points to could be written."""
    pointed = (f.get_cached_value(record, None) for f in record._meta.fields if f.is_relation)
    return all(other is None or other.pk is not None for other in pointed)


def _settle(plan, deeds):
    """All at once; where that is refused, halves, until the lines at fault are found."""
    refusal = _tried(deeds)
    if refusal and len(deeds) == 1:
        deed = deeds[0].of
        if deed.column not in deed.line.faulty:  # said better already, before it was tried
            plan.fault(deed.line, deed.column, refusal)
    elif refusal:
        middle = len(deeds) // 2
        _settle(plan, deeds[:middle])
        _settle(plan, deeds[middle:])


def _tried(deeds):
    """The sentence of what was refused, or nothing: then it is written."""
    try:
        with transaction.atomic():
            if deeds:
                (_insert if deeds[0].added else _update)([deed.of for deed in deeds])
                connection.check_constraints()
    except _Refused:
        return OUT_OF_REACH
    except IntegrityError as error:
        return sentence_of(error)
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            return OUT_OF_REACH
        raise
    return ""


def _insert(additions):
    records = [addition.record for addition in additions]
    type(records[0])._base_manager.bulk_create(records)


def _update(changes):
    """Rows that may be seen but not written are left by the database without a word: counted."""
    records = [change.record for change in changes]
    model = type(records[0])
    names = set().union(*(columns_of(model, change.before) for change in changes))
    for record in records:
        for found in _reckoned(model):
            found.pre_save(record, False)
    names |= {found.name for found in _reckoned(model)}
    if model._base_manager.bulk_update(records, sorted(names), batch_size=500) < len(records):
        raise _Refused


def columns_of(model, names):
    """The columns that hold these values; a sealed value lies in several."""
    found = set()
    for name in names:
        clear = getattr(model, name, None)
        if isinstance(clear, Clear):
            found |= {clear.field, "wrapped_key"} | ({clear.digest} if clear.digest else set())
        else:
            found.add(name)
    return found


def _reckoned(model):
    """Fields that are made from others, or from the clock, whenever a row is saved."""
    return [
        found
        for found in model._meta.fields
        if isinstance(found, PinyinField) or getattr(found, "auto_now", False)
    ]


def _last_event(model):
    """The last number given to an event. The greatest in reach would be looked for row by row."""
    table = model.pgh_event_model._meta.db_table
    counter = "pg_get_serial_sequence(%s, 'pgh_id')::regclass"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(pg_sequence_last_value({counter}), 0)", [table])
        return cursor.fetchone()[0]


def _note(plan, batch, marks):
    """One line for each event that this batch caused in a row it wrote."""
    written = [*plan.additions, *plan.changes.values()]
    for model, mark in marks.items():
        keys = [deed.record.pk for deed in written if type(deed.record) is model]
        events = model.pgh_event_model.objects.filter(pgh_id__gt=mark, pgh_obj_id__in=keys)
        ImportChange.objects.bulk_create(
            (
                ImportChange(
                    batch=batch,
                    area_code=batch.area_code,
                    record=model._meta.label_lower,
                    record_id=str(key),
                    added=label == "insert",
                    event_id=event,
                )
                for event, key, label in events.values_list("pgh_id", "pgh_obj_id", "pgh_label")
            ),
            batch_size=CHUNK,
        )
