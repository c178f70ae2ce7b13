"""All that is owed, by whom: one list for a person, one table of townships for the department."""

from cadres.due import DUES as OF_CADRES
from cadres.file_due import DUES as OF_FILES
from evaluation.due import DUES as OF_EVALUATION
from evaluation.inspection_due import DUES as OF_INSPECTIONS
from fushan.desk.due import DUES as OF_DESK
from fushan.org.due import ask, by_township
from fushan.org.roles import Role
from mentors.due import DUES as OF_MENTORS
from petitions.due import DUES as OF_PETITIONS
from training.due import DUES as OF_TRAINING
from villages.due import DUES as OF_VILLAGES
from villages.due import STANDING_IN, in_place_of_their_cadre
from villages.plan_due import DUES as OF_PLANS
from villages.project_due import DUES as OF_PROJECTS
from villages.year_due import DUES as OF_YEARS

DUES = [
    *(*OF_VILLAGES, *OF_PLANS, *OF_PROJECTS, *OF_YEARS, *OF_CADRES),
    *(*OF_TRAINING, *OF_PETITIONS, *OF_MENTORS, *OF_FILES, *OF_EVALUATION, *OF_INSPECTIONS),
    *OF_DESK,
]
OF_TOWNSHIPS = [kind for kind in DUES if Role.TOWNSHIP in kind.roles]


def dues_of(user, day):
    """[Due] of this person, soonest first. A vacant village's fall to its township official."""
    kinds = [kind for kind in DUES if kind.concerns(user)]
    if user.role != Role.TOWNSHIP:
        return ask(kinds, day, user)
    return ask(kinds, day, user, more=[(STANDING_IN, in_place_of_their_cadre(user, day))])


def dues_by_township(day):
    """{township's code: [(kind, how many, how many over)]} of what townships owe."""
    return by_township(OF_TOWNSHIPS, day)
