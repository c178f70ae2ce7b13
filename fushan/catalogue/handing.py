"""Everybody who can hand over, by kind; what hangs on a cadre, of every app that has any."""

from dataclasses import replace

from cadres.handing import LEAVER as OF_CADRES
from mentors.handing import LEAVER as MENTOR
from mentors.handing import of_cadre as guided
from petitions import handing as matters
from training.handing import of_cadre as asked
from training.handing import of_official as to_teach
from villages.handing import LEAVER as OF_OFFICIALS
from villages.plan_handing import of_cadre as tasks_of


def _hanging_on_cadre(cadre, on):
    hanging = OF_CADRES.hanging(cadre, on) + asked(cadre, on) + guided(cadre, on)
    return hanging + matters.of_cadre(cadre, on) + tasks_of(cadre, on)


def _hanging_on_official(official, on):
    more = to_teach(official, on) + matters.of_official(official, on)
    return OF_OFFICIALS.hanging(official, on) + more


CADRE = replace(OF_CADRES, hanging=_hanging_on_cadre)
OFFICIAL = replace(OF_OFFICIALS, hanging=_hanging_on_official)
LEAVERS = {leaver.kind: leaver for leaver in (CADRE, OFFICIAL, MENTOR)}
