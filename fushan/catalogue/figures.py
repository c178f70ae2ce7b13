"""Every figure by its code."""

from cadres.figures import FIGURES as CADRES
from cadres.wall_figures import FIGURES as WALLS
from evaluation.figures import FIGURES as EVALUATION
from evaluation.inspection_figures import FIGURES as INSPECTIONS
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
    *(*CADRES, *VILLAGES, *PLANS, *PROJECTS, *SUPPORTS, *TALK, *YEARS, *PARTY),
    *(*TRAINING, *PETITIONS, *MENTORS, *WALLS, *LASTING, *EVALUATION, *INSPECTIONS),
]
FIGURES = {figure.code: figure for figure in ALL}
