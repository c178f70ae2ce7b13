"""The numbers to put into a text, each as it would read there."""

from fushan.catalogue.figures import FIGURES
from fushan.org.figures import values
from fushan.reports.bulletins.telling import period_of, said
from fushan.reports.bulletins.words import OFFERED, WORDS
from fushan.reports.models import Section


def offered(bulletin):
    """[(chapter, [(name, said, said round or nothing)])]; all numbers by one query."""
    figures = [FIGURES[code] for codes in OFFERED.values() for code in codes.split()]
    found = values(figures, bulletin.about_id, period_of(bulletin))
    told = [
        (Section(section).label, [_line(FIGURES[code], found) for code in codes.split()])
        for section, codes in OFFERED.items()
    ]
    return [*told, ("其他", [(name, what, "") for name, what in WORDS.items()])]


def _line(figure, found):
    value = found[figure.code][0]
    exactly = said(figure, value)
    rounded = "" if figure.is_ratio else said(figure, value, rounded=True)
    return figure.label, exactly, rounded if rounded != exactly else ""
