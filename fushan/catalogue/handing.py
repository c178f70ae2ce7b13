"""Everybody who can hand over, by kind."""

from cadres.handing import LEAVER as CADRE
from villages.handing import LEAVER as OFFICIAL

LEAVERS = {leaver.kind: leaver for leaver in (CADRE, OFFICIAL)}
