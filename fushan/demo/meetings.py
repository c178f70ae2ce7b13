"""Of the invented county's matters some go before the branch, further up, or to another office."""

from datetime import timedelta

from petitions.models import Category, Deliberation, Matter, MatterKind, State, Transfer
from petitions.moving import move
from petitions.upward import hand_over, receive

DAY = timedelta(days=1)
# How many matters of the county went before the branch at most; of these, further up.
WHOLE, ABOVE = 4, 3
DECIDED = "先用村集体的钱垫付，党员带头出工，十天内办好。"


def lay_meetings(county):
    """The hard matters that are in hand: decided by the branch, some sent up, one handed over."""
    rows = Matter.objects.filter(state=State.IN_HAND, kind=MatterKind.HARD)
    rows = rows.select_related("village__township", "entered_by").order_by("pk")
    *before, last = rows[: WHOLE + 1]
    for n, matter in enumerate(before):
        _deliberate(county, matter)
        if n < ABOVE:
            _send_up(county, matter, received=n % 2)
    _hand_over(county, last)


def _deliberate(county, matter):
    day = min(matter.due_on or county.on, county.on)
    by = matter.entered_by
    move(matter, State.ESCALATED, by=by, on=day, note="要花集体的钱，请支部定")
    Deliberation.objects.create(
        village=matter.village,
        matter=matter,
        subject=matter.text,
        held_on=day,
        expected=5,
        present=4 if matter.category == Category.ROAD else 5,
        chair="示例书记",
        recorder="示例支委",
        discussed="到会的都说该办，先办急的一段。",
        decision=DECIDED,
        owner=matter.owner,
        due_on=day + 10 * DAY,
        entered_by=by,
    )
    move(matter, State.DELIBERATED, by=by, on=day, note=DECIDED)


def _send_up(county, matter, *, received):
    by, day = matter.entered_by, county.on
    move(matter, State.UPWARD, by=by, on=day, note="村里的钱不够，请乡镇支持")
    if received:
        receive(matter, by=by, on=day, note="明天派人去看")


def _hand_over(county, matter):
    matter.is_legacy = True
    words = "把当年的合同和账目找齐，陪着去说过两次。"
    told = {"office": "县信访局", "transferred_on": county.on, "helped": words}
    hand_over(Transfer(matter=matter, village=matter.village, **told), by=matter.entered_by)
