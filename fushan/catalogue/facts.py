"""The fact sheet of a village (村情一页纸), put together from what every app knows of it.

A further section is a Section in that app's facts.py, and its place in this list.
"""

from dataclasses import dataclass

from cadres.facts import DIFFICULTIES, LEAVES, LOGS, PLEDGES, POSTS, PRESENCES
from evaluation.facts import FINDINGS
from fushan.kit.facts import told
from fushan.org.facts import PROFILE
from fushan.org.models import Selection, Village
from mentors.facts import MENTORS
from petitions.facts import OPEN as MATTERS
from petitions.review_facts import REVIEWS
from training.facts import NEEDS
from villages.facts import BOARD, VISITS
from villages.party_facts import ACTIVITIES
from villages.plan_facts import PLANS
from villages.project_facts import PROJECTS
from villages.support_facts import FUNDS
from villages.year_facts import YEAR

SECTIONS = [
    *(PROFILE, BOARD, POSTS, PRESENCES, LEAVES, VISITS, LOGS, MATTERS, FINDINGS),
    *(PLEDGES, NEEDS, DIFFICULTIES, MENTORS, PLANS, YEAR),
    *(PROJECTS, FUNDS, REVIEWS, ACTIVITIES),
]


@dataclass(frozen=True)
class FactSheet:
    village: Village
    sections: list  # [(Section, [(label, text)])]


def fact_sheets(villages, day):
    """[FactSheet] of these villages. As many queries as there are sections, or some more."""
    asked = told(SECTIONS, villages, day)
    return [
        FactSheet(village, [(section, lines.get(village.pk, [])) for section, lines in asked])
        for village in villages
    ]


def villages_in(area, day):
    """The village asked for, or the selected ones of this area; with their townships."""
    rows = Village.objects.select_related("township").order_by("pk")
    if len(area) == 12:
        return rows.filter(pk=area)
    chosen = Selection.objects.on(day).filter(village__gte=area, village__lt=f"{area}:")
    return rows.filter(pk__in=chosen.values("village"))
