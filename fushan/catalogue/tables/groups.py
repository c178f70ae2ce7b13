"""The columns one can tick, under headings."""

from cadres.figures import FIGURES as CADRES
from cadres.wall_figures import FIGURES as WALLS
from evaluation.figures import FIGURES as EVALUATION
from evaluation.inspection_figures import FIGURES as INSPECTIONS
from fushan.catalogue.tables.asking import FIGURE, figures_of
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

HEADINGS = {
    "期内数字：干部": [*CADRES, *WALLS],
    "期内数字：到村指导和五方责任": VILLAGES,
    "期内数字：培训和导师": [*TRAINING, *MENTORS],
    "期内数字：三事": PETITIONS,
    "期内数字：项目和资金": [*PROJECTS, *SUPPORTS],
    "期内数字：规划": PLANS,
    "期内数字：说事室、组织生活": [*TALK, *PARTY],
    "期内数字：村情和打基础": [*YEARS, *LASTING],
    "期内数字：考评和调研": [*EVALUATION, *INSPECTIONS],
}


def groups(kind):
    """[(heading, [(code, label, definition)])] of all that can be a column of such rows."""
    found = {}
    for column in kind.columns:
        found.setdefault(column.group, []).append((column.code, column.label, ""))
    offered = {figure.code for figure in figures_of(kind)}
    for heading, figures in HEADINGS.items():
        told = [_offer(figure) for figure in figures if figure.code in offered]
        if told:
            found[heading] = told
    return list(found.items())


def _offer(figure):
    unit = "" if figure.unit == "%" else f"（{figure.unit}）"
    return f"{FIGURE}{figure.code}", f"{figure.label}{unit}", figure.definition
