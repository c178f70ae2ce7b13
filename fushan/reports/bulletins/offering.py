"""What can be put into a text, each as it would read there."""

from fushan.catalogue.figures import FIGURES
from fushan.org.figures import values
from fushan.reports.bulletins.telling import Teller, is_nought, period_of, said
from fushan.reports.bulletins.words import OFFERED, THEMES
from fushan.reports.models import Section


def offered(bulletin):
    """[(chapter, [(name, said, said round or nothing, is nought)])]; all numbers by one query."""
    period = period_of(bulletin)
    figures = [FIGURES[code] for codes in OFFERED.values() for code in codes.split()]
    found = values(figures, bulletin.about_id, period)
    told = [
        (Section(section).label, [_line(FIGURES[code], found) for code in codes.split()])
        for section, codes in OFFERED.items()
    ]
    teller = Teller(bulletin.about, period, [])
    words = teller.words | {THEMES: teller.themes or "没有培训"}
    return [*told, ("不是数字的", [(name, word, "", False) for name, word in words.items()])]


def _line(figure, found):
    value = found[figure.code][0]
    exactly = said(figure, value)
    rounded = "" if figure.is_ratio else said(figure, value, rounded=True)
    return figure.label, exactly, rounded if rounded != exactly else "", is_nought(figure, value)
