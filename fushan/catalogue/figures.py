"""Every figure by its code."""

from cadres.figures import FIGURES as CADRES
from mentors.figures import FIGURES as MENTORS
from training.figures import FIGURES as TRAINING
from villages.figures import FIGURES as VILLAGES

FIGURES = {figure.code: figure for figure in [*CADRES, *VILLAGES, *TRAINING, *MENTORS]}
