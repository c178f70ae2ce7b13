"""Everybody who can hand over, by kind; what hangs on a cadre, of every app that has any."""

from dataclasses import replace

from cadres.handing import LEAVER as OF_CADRES
from mentors.handing import LEAVER as MENTOR
from mentors.handing import of_cadre
from villages.handing import LEAVER as OFFICIAL


def _hanging_on_cadre(cadre, on):
    return OF_CADRES.hanging(cadre, on) + of_cadre(cadre, on)


CADRE = replace(OF_CADRES, hanging=_hanging_on_cadre)
LEAVERS = {leaver.kind: leaver for leaver in (CADRE, OFFICIAL, MENTOR)}
