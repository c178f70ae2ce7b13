"""A text with its numbers filled in: runs to be drawn, and a note for each number."""

import re
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.kit.about import LEAST_ROUNDED, about
from fushan.kit.periods import Period
from fushan.org.figures import as_of, values
from fushan.reports.bulletins.templated import FIGURE, HAND
from fushan.reports.bulletins.tokens import Token, by_hand, codes_in, parted
from fushan.reports.bulletins.words import AS_OF, NOUGHT, PERIOD, PLACE, THEMES

PLAIN = ""
CLAUSE = re.compile(r"([，；。！？：])")
FULL = 10_000  # yuan that are told in 万元
PERIODS = ("month", "quarter", "half", "year")


@dataclass(frozen=True)
class Run:
    """A stretch of text; `note`: the number of its footnote, for a number from the records.

    `again`: that footnote stands already, where the same was told before.
    """

    text: str
    kind: str = PLAIN
    note: int | None = None
    url: str = ""
    again: bool = False


@dataclass
class Note:
    """`number`, `out_of`: exactly what the records came to; `said`: as the text first has it.

    `unrounded`: why it stands exactly though a round number was asked for.
    """

    n: int
    code: str
    label: str
    said: str
    exact: str
    number: int
    out_of: int | None
    definition: str
    as_of: str
    url: str
    unrounded: str = ""


def period_of(bulletin):
    """What it tells of; where it is open, up to the day it was sent, and till then up to today."""
    first, last = bulletin.since, bulletin.until or _open_until(bulletin)
    if bulletin.whole_term:
        return Period.term(first, last)
    kinds = (Period.of(kind, first) for kind in PERIODS)
    return next((p for p in kinds if (p.first, p.last) == (first, last)), Period.span(first, last))


def _open_until(bulletin):
    if bulletin.snapshot is not None:
        return date.fromisoformat(bulletin.snapshot["until"])
    return max(localdate(), bulletin.since)


def exact(figure, value):
    """What the records came to, with its unit."""
    if figure.is_ratio:
        counts = f"{value.number}/{value.out_of}"
        return counts if value.percent is None else f"{value.percent}%（{counts}）"
    if figure.unit == "元" and value.number >= FULL and value.number % 100 == 0:
        return f"{value.number / FULL:.2f}".rstrip("0").rstrip(".") + "万元"
    return f"{value.number}{figure.unit}"


def said(figure, value, *, rounded=False):
    return f"{about(value.number)}{figure.unit}" if rounded else exact(figure, value)


def _unrounded(value):
    return "不满10，没有约数" if value.number < LEAST_ROUNDED else "本来就是整的"


def is_nought(figure, value):
    return not (value.out_of if figure.is_ratio else value.number)


def _nought(figures):
    """One clause for all of them, or one each where one has its own words."""
    if len(figures) > 1 and any(figure.code in NOUGHT for figure in figures):
        return "，".join(_nought([figure]) for figure in figures)
    if figures[0].code in NOUGHT:
        return NOUGHT[figures[0].code]
    names = [figure.denominator.label if figure.is_ratio else figure.label for figure in figures]
    deeds = all(figure.unit == "次" for figure in figures)
    return f"{'未开展' if deeds else '没有'}{'和'.join(names)}"


@dataclass
class Teller:
    """Fills texts in, of one place and period: all numbers of `texts` by one query.

    The notes are numbered through, in the order in which the texts are told; a figure that is told
    again has the note that it has.
    """

    place: object
    period: Period
    texts: list
    notes: list = field(default_factory=list)

    @cached_property
    def values(self):
        figures = [FIGURES[code] for code in codes_in(self.texts)]
        return {code: v for code, (v, _) in values(figures, self.place.pk, self.period).items()}

    @cached_property
    def themes(self):
        """支部规范化建设2次、产业发展2次, the most frequent first."""
        rows = FIGURES["trainings"].rows(self.place.pk, self.period).order_by()
        counted = rows.values_list("theme").annotate(n=Count("pk")).order_by("-n", "theme")
        return "、".join(f"{theme}{n}次" for theme, n in counted)

    def told(self, text):
        """[[Run]], a list for each line that has anything on it."""
        return [self._line(line.strip()) for line in text.splitlines() if line.strip()]

    def _line(self, line):
        """Clause by clause: one whose numbers all are nought is said in words."""
        runs = []
        for clause in CLAUSE.split(line):
            parts = parted(clause)
            figures = self._all_nought(parts)
            runs += [self._noted(_nought(figures), figures[0])] if figures else self._runs(parts)
        return [run for run in runs if run.text]

    def _all_nought(self, parts):
        """The figures of a clause, where each is nought and nothing else is counted in it."""
        figures = [part.figure for part in parts if isinstance(part, Token) and part.figure]
        typed = any(hand for part in parts if isinstance(part, str) for _, hand in by_hand(part))
        if typed or not all(is_nought(figure, self.values[figure.code]) for figure in figures):
            return []
        return figures

    def _runs(self, parts):
        runs = []
        for part in parts:
            if isinstance(part, Token):
                runs.append(self._filled(part))
            else:
                runs += [Run(text, HAND if hand else PLAIN) for text, hand in by_hand(part)]
        return runs

    def _filled(self, token):
        if figure := token.figure:
            value = self.values[figure.code]
            return self._noted(said(figure, value, rounded=token.rounded), figure, token.rounded)
        if token.name == THEMES:
            return self._noted(self.themes, FIGURES["trainings"])
        return Run(self.words.get(token.name, f"【{token.name}】"))

    @property
    def words(self):
        today = date_format(as_of(self.period), "Y年n月j日")
        return {PLACE: f"{self.place}", PERIOD: self.period.label, AS_OF: today}

    def _noted(self, text, figure, rounded=False):
        if not text:
            return Run("")
        told = next((note for note in self.notes if note.code == figure.code), None)
        note = told or self._note_of(figure, text)
        if not told:
            self.notes.append(note)
        if rounded and text == note.exact:
            note.unrounded = _unrounded(self.values[figure.code])
        return Run(text, FIGURE, note.n, note.url, again=told is not None)

    def _note_of(self, figure, text):
        value = self.values[figure.code]
        return Note(
            n=len(self.notes) + 1,
            code=figure.code,
            label=figure.label,
            said=text,
            exact=exact(figure, value),
            number=value.number,
            out_of=value.out_of,
            definition=figure.definition,
            as_of=f"{as_of(self.period)}",
            url=ledger_of(figure.code, self.place.pk, self.period),
        )


def ledger_of(code, area, period):
    """The address of the records; the days are written out, for they are fixed on paper."""
    days = f"{period.first}~{period.last}" if period.kind == "term" else period.code
    return f"{reverse('ledger', args=[code])}?{urlencode({'area': area, 'period': days})}"


def as_data(runs):
    return [{k: v for k, v in asdict(run).items() if v not in (None, "", False)} for run in runs]
