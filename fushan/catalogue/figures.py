"""Every figure by its code."""

from cadres.figures import FIGURES as CADRES
from villages.figures import FIGURES as VILLAGES

FIGURES = {figure.code: figure for figure in [*CADRES, *VILLAGES]}
