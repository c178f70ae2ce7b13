"""Everybody who can hand over, by kind; what hangs on a cadre, of every app that has any."""

from dataclasses import replace

from cadres.handing import LEAVER as OF_CADRES
from mentors.handing import LEAVER as MENTOR
from mentors.handing import of_cadre as guided
from training.handing import of_cadre as asked
from training.handing import of_official as to_teach
from villages.handing import LEAVER as OF_OFFICIALS


def _hanging_on_cadre(cadre, on):
    return OF_CADRES.hanging(cadre, on) + asked(cadre, on) + guided(cadre, on)


def _hanging_on_official(official, on):
    return OF_OFFICIALS.hanging(official, on) + to_teach(official, on)


CADRE = replace(OF_CADRES, hanging=_hanging_on_cadre)
OFFICIAL = replace(OF_OFFICIALS, hanging=_hanging_on_official)
LEAVERS = {leaver.kind: leaver for leaver in (CADRE, OFFICIAL, MENTOR)}
