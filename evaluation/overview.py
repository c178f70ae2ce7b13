"""A month or a quarter at a glance, without any score, for the cadre and the township."""

from cadres.figures import FIGURES as CADRES
from fushan.org.figures import values
from petitions.figures import FIGURES as PETITIONS
from villages.plan_figures import FIGURES as PLANS

CODES = ("matters_open", "leave_days", "year_progress")
SHOWN = [figure for figure in (*PETITIONS, *CADRES, *PLANS) if figure.code in CODES]


def overview_of(asked):
    """[(figure, value, address of its ledger)]"""
    found = values(SHOWN, asked.area, asked.period)
    return [(figure, found[figure.code][0], asked.ledger(figure.code)) for figure in SHOWN]
