"""The words of a hint: its states and where each leads, how it ends, who spoke for whom."""

from django.db import models


class HintState(models.TextChoices):
    SEEN = "seen", "待乡镇核实"
    UNTRUE = "untrue", "核实不属实"
    VERIFIED = "verified", "待本人说明"
    EXPLAINED = "explained", "待组织部认定"
    DECIDED = "decided", "已认定"
    APPEALED = "appealed", "申诉中"
    CLOSED = "closed", "申诉已复核"


MOVES = {
    HintState.SEEN: (HintState.UNTRUE, HintState.VERIFIED),
    HintState.UNTRUE: (),
    HintState.VERIFIED: (HintState.EXPLAINED, HintState.DECIDED),
    HintState.EXPLAINED: (HintState.DECIDED,),
    HintState.DECIDED: (HintState.APPEALED,),
    HintState.APPEALED: (HintState.CLOSED,),
    HintState.CLOSED: (),
}
OPEN = (HintState.SEEN, HintState.VERIFIED, HintState.EXPLAINED, HintState.APPEALED)
JUDGED = (HintState.DECIDED, HintState.APPEALED, HintState.CLOSED)


def state_word(state, cadre_id):
    """What it waits for: where it binds no cadre, nobody has to explain."""
    if state == HintState.VERIFIED and cadre_id is None:
        return HintState.EXPLAINED.label
    return HintState(state).label


# What was done that led there.
DONE = {
    HintState.UNTRUE: "核实不属实",
    HintState.VERIFIED: "核实属实",
    HintState.EXPLAINED: "本人说明",
    HintState.DECIDED: "认定",
    HintState.APPEALED: "申诉",
    HintState.CLOSED: "复核申诉",
}


class Outcome(models.TextChoices):
    POINTS = "points", "扣分"
    NONE = "none", "不扣分"
    EXCUSED = "excused", "免责"


class Behalf(models.TextChoices):
    """In whose place an office writes a step down (代录)."""

    CADRE = "cadre", "本人"
    TOWNSHIP = "township", "乡镇"


class ToldHow(models.TextChoices):
    """How the cadre said what somebody else writes down for them."""

    FACE = "face", "当面"
    PHONE = "phone", "电话"
    PAPER = "paper", "纸面"
