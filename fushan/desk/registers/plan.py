"""What an import would do, and all that stands against it, before anything is done."""

import hashlib
from dataclasses import dataclass, field
from operator import attrgetter

from fushan.desk.private import Clear
from fushan.kit.cells import text

LONGEST_SHOWN = 60
HIDDEN = "（已填，不显示）"


class Unclear(ValueError):  # noqa: N818 - it reads as a sentence
    """Several are meant; whoever imports must say which. `options`: code -> (label, meaning)."""

    def __init__(self, sentence, options, about=""):
        super().__init__(sentence)
        self.options, self.about = options, about


@dataclass(frozen=True)
class Fault:
    """`row` as the sheet counts; `expected` is a Chinese sentence. A warning has the same shape."""

    row: int
    column: str
    value: str
    expected: str


@dataclass
class Question:
    """`key` is what the answer is kept under; `options`: (code, label)."""

    key: str
    column: str
    value: str
    sentence: str
    options: list
    rows: list = field(default_factory=list)


class Line:
    """A row of the sheet, read. `line["village"]` is None where the column is missing or wrong."""

    def __init__(self, row):
        self.number, self.cells = row.number, row.cells
        self.values, self.faulty = {}, set()

    def __getitem__(self, name):
        return self.values.get(name)

    @property
    def wrong(self):
        """Something on it cannot be understood, or waits for an answer."""
        return bool(self.faulty)


@dataclass
class Addition:
    """`column`: where a refusal of this record is told."""

    line: Line
    record: object
    column: str
    shown: str
    telling: tuple = ()

    @property
    def row(self):
        return self.line.number

    def details(self):
        """(label, value) of the fields that tell most, where they hold anything."""
        fields = [self.record._meta.get_field(name) for name in self.telling]
        told = ((f.verbose_name, _said(f, getattr(self.record, f.name))) for f in fields)
        return [(label, value) for label, value in told if value]

    @property
    def label(self):
        return self.record._meta.verbose_name


@dataclass
class Change(Addition):
    """`before`: name -> the value it had; the record already carries the new one."""

    before: dict = field(default_factory=dict)

    def differences(self):
        """(label, before, after) of what people keep; sealed values are only named."""
        told = (_difference(self.record, name, before) for name, before in self.before.items())
        return [difference for difference in told if difference]


def _difference(record, name, before):
    clear = getattr(type(record), name, None)
    if isinstance(clear, Clear):
        label = record._meta.get_field(clear.field).verbose_name.removesuffix("（加密）")
        return label, HIDDEN if before else "", HIDDEN
    found = record._meta.get_field(name)
    if not found.editable:
        return None
    return found.verbose_name, _said(found, before), _said(found, getattr(record, name))


def _said(found, value):
    """A value as people read it."""
    if isinstance(value, list):
        return "、".join(_said(found.base_field, each) for each in value)
    if found.flatchoices:
        return str(dict(found.flatchoices).get(value, value))
    return "" if value is None else str(value)


class Plan:
    """Filled in by a register, line by line; `writing.carry_out` then tries or does it."""

    def __init__(self, register, *, by, answers):
        self.register, self.by, self.answers = register, by, answers or {}
        self.lines, self.faults, self.warnings = [], [], []
        self.questions, self.additions, self.changes = {}, [], {}
        self.notices = []  # what people will be told, unsaved

    @property
    def clean(self):
        """Nothing stands against it."""
        return not self.faults and not self.questions

    def fault(self, line, name, expected):
        line.faulty.add(name)
        self.faults.append(Fault(line.number, *self._given(line, name), expected))

    def warn(self, line, name, sentence):
        self.warnings.append(Fault(line.number, *self._given(line, name), sentence))

    def resolve(self, line, name, find, *args):
        """What `find(*args)` gives; a fault of the column, or a question, where it raises."""
        if name in line.faulty:
            return None
        try:
            return find(*args)
        except Unclear as unclear:
            return self._answered(line, name, unclear)
        except ValueError as error:
            self.fault(line, name, str(error))
        return None

    def add(self, line, record, column, shown=""):
        """A new record, for which a refusal is told at this column."""
        telling = self.register.telling.get(type(record), ())
        self.additions.append(Addition(line, record, column, shown or str(record), telling))
        return record

    def change(self, line, record, column, **values):
        """Set what differs. What the sheet leaves blank stays as it is."""
        key = (type(record), record.pk or id(record))
        known = self.changes.get(key)
        change = known or Change(line, record, column, str(record))
        for name, value in values.items():
            old = getattr(change.record, name)
            if value not in (None, "", []) and value != old:
                change.before.setdefault(name, old)
                setattr(change.record, name, value)
        if change.before:
            self.changes[key] = change
        return change.record

    def shown_additions(self):
        """What people are shown and told the number of, by row."""
        unseen = self.register.unseen
        shown = (a for a in self.additions if not (a.line.wrong or isinstance(a.record, unseen)))
        return sorted(shown, key=attrgetter("row"))

    def shown_changes(self):
        changes = self.changes.values()
        return [change for change in changes if not change.line.wrong and change.differences()]

    def digest(self):
        """The same for the same deeds: what was shown is what will be confirmed."""
        told = [(a.row, a.label, a.shown, a.details()) for a in self.additions]
        told += [(c.row, c.shown, c.differences()) for c in self.changes.values()]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def all_faults(self):
        """Where nobody can be asked, a question is a fault of each of its rows."""
        asked = [
            Fault(row, question.column, question.value, question.sentence)
            for question in self.questions.values()
            for row in question.rows
        ]
        return self.in_order([*self.faults, *asked])

    def in_order(self, faults):
        """By row, and in a row as the columns stand in the template."""
        places = {c.header: n for n, c in enumerate(self.register.columns)}
        return sorted(faults, key=lambda fault: (fault.row, places[fault.column]))

    def _answered(self, line, name, unclear):
        column, value = self._given(line, name)
        key = f"{column}:{unclear.about or value}"
        if (answer := self.answers.get(key)) in unclear.options:
            return unclear.options[answer][1]
        options = [(code, label) for code, (label, _) in unclear.options.items()]
        question = Question(key, column, value, str(unclear), options)
        self.questions.setdefault(key, question).rows.append(line.number)
        line.faulty.add(name)
        return None

    def _given(self, line, name):
        column = self.register.fields[name]
        given = text(line.cells.get(column.header))
        if column.private and given:
            given = "*" * len(given)
        return column.header, given[:LONGEST_SHOWN]
