"""The table of POLICY.md §3.2 as data: where a matter may stand and move, and the words of it."""

from django.db import models


class State(models.TextChoices):
    RAISED = "raised", "已说"
    ACCEPTED = "accepted", "已受理"
    ANSWERED = "answered", "当场答复"
    IN_HAND = "in_hand", "办理中"
    ESCALATED = "escalated", "提交支部"
    DELIBERATED = "deliberated", "支部议定"
    UPWARD = "upward", "上报乡镇、部门"
    DONE = "done", "已办结"
    TOLD = "told", "已回告"
    REVIEWED = "reviewed", "已评事"
    REOPENED = "reopened", "重办"
    NOT_TAKEN = "not_taken", "不予受理"


MOVES = {
    State.RAISED: (State.ACCEPTED, State.ANSWERED, State.NOT_TAKEN),
    State.ANSWERED: (State.TOLD,),
    State.ACCEPTED: (State.IN_HAND,),
    State.IN_HAND: (State.DONE, State.ESCALATED),
    State.ESCALATED: (State.DELIBERATED,),
    State.DELIBERATED: (State.IN_HAND, State.UPWARD),
    State.UPWARD: (State.IN_HAND, State.DONE),
    State.DONE: (State.TOLD,),
    State.TOLD: (State.REVIEWED, State.REOPENED),
    State.REVIEWED: (State.REOPENED,),
    State.REOPENED: (State.IN_HAND,),
    State.NOT_TAKEN: (),
}
# As pgtrigger's own state machine, but what it refuses has a name, and so a sentence.
BY_THE_TABLE = "matter_moves_by_the_table"
WRITTEN_ONCE = "matter_step_written_once"  # but a visit that is withdrawn may drop out of it
# Nothing is left to do by anybody, unless the person asks again.
SETTLED = (State.TOLD, State.REVIEWED, State.NOT_TAKEN)


# What is to be done by the day it is due, where that is not the end of it.
BY_THEN = {
    State.RAISED: "哪天前受理",
    State.ACCEPTED: "哪天前动手办",
    State.ESCALATED: "哪天前议",
    State.DELIBERATED: "哪天前动手办",
    State.UPWARD: "哪天前答复",
    State.ANSWERED: "哪天前回告",
    State.DONE: "哪天前回告",
}


class Upper(models.TextChoices):
    """Who has it once it has gone beyond the branch."""

    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县级部门"


class Deed(models.TextChoices):
    """What a step is. Only MOVED changes the state."""

    MOVED = "moved", "办理"
    EXTENDED = "extended", "延期"
    RECEIVED = "received", "接收"
    PASSED_ON = "passed_on", "转县级部门"
    HANDED_OVER = "handed_over", "信访转办"
    HANDED_ON = "handed_on", "换人办理"


class Way(models.TextChoices):
    """How an office let its word be known: others enter it for a department."""

    LETTER = "letter", "来文"
    PHONE = "phone", "电话"
    FACE = "face", "当面"


class MatterKind(models.TextChoices):
    SMALL = "small", "小事"
    HARD = "hard", "难事"


class Channel(models.TextChoices):
    ROOM = "room", "说事室"
    CARD = "card", "联系卡、电话"
    GROUP = "group", "微信群"
    DOOR = "door", "上门"
    MEETING = "meeting", "会议"
    LETTER = "letter", "来信"
    VISIT = "visit", "到村指导"


class Category(models.TextChoices):
    WATER = "water", "吃水用水"
    INSURANCE = "insurance", "社保医保"
    ROAD = "road", "修路"
    LAND = "land", "土地"
    DISPUTE = "dispute", "矛盾纠纷"
    INDUSTRY = "industry", "产业就业"
    LIVING = "living", "住房环境"
    OTHER = "other", "其他"


class Answer(models.TextChoices):
    """The person's own word, never somebody else's."""

    GOOD = "good", "满意"
    FAIR = "fair", "基本满意"
    BAD = "bad", "不满意"
