"""On what each rule and each part of an indicator stands: model, fields, and the app they are of.

The table in docs/ is these lines; a test holds the two equal.
"""

from django.apps import apps

from evaluation.models import Judge, Source
from evaluation.reckoned import SHARES
from evaluation.rules import SOURCES
from evaluation.sample import COMPONENTS, INDICATORS
from evaluation.sample_rules import RULES


def lines_of_rules():
    """A line of the table for each record that a rule looks at."""
    names = {code: name for code, name, *_ in RULES}
    return [
        f"| {code} | {names[code]} | {_model(held.model)} | `{held.fields}` | {_app(held.app)} |"
        for code, several in SOURCES.items()
        for held in several
    ]


def lines_of_indicators(period):
    """A line for each part: of a share the records that it counts, in any period."""
    names = {code: name for code, name, *_ in INDICATORS}
    return [_line(names, period, *row) for row in COMPONENTS]


def _line(names, period, code, part, source, points, figure, judge, cap, note):
    first = f"| {code} | {names[code]} | {part} | {points} |"
    if source == Source.FIGURE:
        model = SHARES[figure].denominator.records(period).model._meta
        return f"{first} `{figure}`：{_model(model.label)} | {_app(model.app_label)} |"
    if source == Source.DEDUCTION:
        return f"{first} {_model('evaluation.Hint')}，{note}，至多扣 {cap} | {_app('evaluation')} |"
    return f"{first} 由{Judge(judge).label}评定 | {_app('evaluation')} |"


def _model(label):
    return f"{apps.get_model(label)._meta.verbose_name} `{label}`"


def _app(label):
    return f"`{label}`"
