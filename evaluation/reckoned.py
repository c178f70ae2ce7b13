"""The shares that a part of an indicator may be reckoned from, of all apps below.

The catalogue, which has every figure, stands above; a test holds the two equal.
"""

from cadres.figures import FIGURES as CADRES
from cadres.wall_figures import FIGURES as WALLS
from mentors.figures import FIGURES as MENTORS
from petitions.figures import FIGURES as PETITIONS
from training.figures import FIGURES as TRAINING
from villages.figures import FIGURES as VILLAGES
from villages.lasting_figures import FIGURES as LASTING
from villages.party_figures import FIGURES as PARTY
from villages.plan_figures import FIGURES as PLANS
from villages.project_figures import FIGURES as PROJECTS
from villages.support_figures import FIGURES as SUPPORTS
from villages.talk_figures import FIGURES as TALK
from villages.year_figures import FIGURES as YEARS

ALL = [
    *(*CADRES, *WALLS, *VILLAGES, *PLANS, *PROJECTS, *SUPPORTS, *TALK, *YEARS, *PARTY),
    *(*LASTING, *TRAINING, *PETITIONS, *MENTORS),
]
SHARES = {figure.code: figure for figure in ALL if figure.is_ratio}
CHOICES = [(code, figure.label) for code, figure in SHARES.items()]


def label_of(code):
    """The share's name; its code, where the version is older than the figure."""
    return SHARES[code].label if code in SHARES else code
