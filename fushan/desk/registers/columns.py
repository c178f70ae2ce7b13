"""A column of a register: its header, how its cells are read and how they are written."""

from import_export.fields import Field
from import_export.widgets import Widget

from fushan.kit import cells, sheets


class Cell(Widget):
    """How one kind of cell is read: a function that says in Chinese what it expected."""

    def __init__(self, read, *, show=None, kind="text", choices=()):
        super().__init__(coerce_to_string=False)
        self.read, self.show, self.kind, self.choices = read, show, kind, tuple(choices)

    def clean(self, value, row=None, **kwargs):
        return self.read(value)

    def render(self, value, obj=None, **kwargs):
        if value is None:
            return ""
        return self.show(value) if self.show else value


class Column(Field):
    """A field of django-import-export that also knows how it looks on the sheet.

    `also`: other headers under which offices write it. `private`: left out of an export unless
    someone gives a reason, and never repeated among the faults. `offered`: stands in the template.
    """

    required, width, note, example = False, 12, "", ""
    also, private, offered = (), False, True

    def __init__(self, header, cell, attribute=None, **details):
        super().__init__(attribute=attribute, column_name=header, widget=cell)
        for name, value in details.items():
            if not hasattr(type(self), name):
                raise TypeError(f"A column has no {name}.")
            setattr(self, name, value)

    @property
    def header(self):
        return self.column_name

    def on_sheet(self):
        return sheets.Column(
            self.header,
            width=self.width,
            required=self.required,
            kind="choice" if self.widget.choices else self.widget.kind,
            choices=self.widget.choices,
            note=self.note,
            example=self.example,
        )


def words(longest):
    """Text; 无 and — are nothing."""
    return Cell(lambda cell: "" if cells.blank(cell) else cells.text(cell, longest))


def person(longest=40):
    return Cell(lambda cell: cells.name(cell, longest))


def several(longest, each=cells.text):
    """A list in one cell. `each` may be `cells.name`, for people."""

    def read(cell):
        found = cells.many(cell, each)
        for part in found:
            cells.text(part, longest)
        return found

    return Cell(read, show="、".join)


def one_of(choices, also=None):
    """`choices`: (value, label) pairs. `also`: other words -> value, not offered in the list."""
    labels = {label: value for value, label in choices}
    other = also or {}

    def read(cell):
        found = cells.text(cell)
        return other[found] if found in other else cells.choice(cell, labels)

    return Cell(read, show=dict(choices).get, choices=labels)


def some_of(choices, also=None):
    """Several labels in one cell, as a list of their values."""
    one = one_of(choices, also)

    def read(cell):
        return list(dict.fromkeys(filter(None, cells.many(cell, one.read))))

    return Cell(read, show=lambda values: "、".join(map(one.show, values)))


def _dotted(month):
    return f"{month[:4]}.{month[4:]}" if len(month) == 6 and month.isdigit() else month


DAY = Cell(cells.day, kind="date")
MONTH = Cell(cells.month, show=_dotted)
PHONE = Cell(cells.phone)
ID_NUMBER = Cell(cells.id_number)
