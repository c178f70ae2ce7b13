"""Pages of a list that cost the same however long it is: by key, never by counting from the top."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import Http404

MARK = "_"  # between the parts of a key; no date, number or code contains it


class Page(list):
    """Up to `size` rows by key, and the key from which the next page goes on.

    `by`: field paths, the last one unique. A key that is none is 404.
    """

    def __init__(self, rows, *, by=("happened_on", "pk"), latest_first=True, after=None, size=20):
        if after:
            beyond = TupleLessThan if latest_first else TupleGreaterThan
            rows = rows.filter(beyond(Tuple(*map(F, by)), _values(rows.model, by, after)))
        sign = "-" if latest_first else ""
        rows = rows.order_by(*(sign + path for path in by))
        found = list(_with_what_is_beside(rows, rows[: size + 1]))
        super().__init__(found[:size])
        self.after = _key(self[-1], by) if len(found) > size else None


def _with_what_is_beside(rows, wanted):
    """The wanted rows' keys are found first, and only then what `select_related` joins to them.

    Else the planner, which guesses low behind the reach, joins a county to show a page of it.
    """
    if not rows.query.select_related:
        return wanted
    return rows.filter(pk__in=wanted.select_related(None).values("pk"))


def _key(row, by):
    return MARK.join(str(_value(row, path)) for path in by)


def _value(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _values(model, by, after):
    parts = after.split(MARK)
    if len(parts) != len(by):
        raise Http404("没有这一页。")
    try:
        return tuple(
            _field(model, path).to_python(part) for path, part in zip(by, parts, strict=True)
        )
    except ValidationError as error:
        raise Http404("没有这一页。") from error


def _field(model, path):
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    if name == "pk":
        return model._meta.pk
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return next(field for field in model._meta.fields if field.attname == name)
