"""Party members, households, matters and reviews of the invented county, written in bulk."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from fushan.demo.meetings import lay_meetings
from fushan.demo.people import SURNAMES
from fushan.kit.periods import Period
from petitions.models import (
    Answer,
    Category,
    Channel,
    Household,
    HouseholdLink,
    Matter,
    MatterKind,
    MatterStep,
    PartyMember,
    Raiser,
    Review,
    State,
)
from petitions.moving import due_after

TEXTS = {
    Category.WATER: ["二组自来水三天没水", "蓄水池上的盖板坏了"],
    Category.INSURANCE: ["老人医保缴费不会办", "社保卡丢了要补办"],
    Category.ROAD: ["三组进村路塌了一段", "巷道没有硬化，下雨难走"],
    Category.LAND: ["承包地四至说不清", "流转费没有按时给"],
    Category.DISPUTE: ["两家为滴水檐吵了几次", "羊吃了邻家的苗"],
    Category.LIVING: ["旱厕要改造", "路灯不亮"],
}
HARD = {Category.ROAD, Category.LAND, Category.DISPUTE}
OWNERS = ["示例支委", "示例网格员", "选派干部"]
ALL = [State.ACCEPTED, State.IN_HAND, State.DONE, State.TOLD, State.REVIEWED]
LEGACY = 0.3  # of what is about land
EVERY = 24  # days between two matters of a village, about


def lay_matters(county):
    for village in county.villages:
        _people(county, village)
    _matters(county)
    lay_meetings(county)
    _reviews(county)


def _people(county, village):
    """Six members, each with two households: the rest of the ten are still to be written down."""
    first = county.random.randrange(len(SURNAMES))
    members = [
        PartyMember(
            village=village,
            name=f"{SURNAMES[(first + n) % len(SURNAMES)]}示例",
            duty="支部委员" if n < 2 else "",
        )
        for n in range(6)
    ]
    PartyMember.objects.bulk_create(members)
    numbers = [f"{'一二三'[n % 3]}组{n + 1}号" for n in range(12)]
    households = [Household(village=village, number=number) for number in numbers]
    for n, household in enumerate(households):
        household.head = f"{SURNAMES[(first + 7 + n) % len(SURNAMES)]}示例户"
        household.heard_on = county.on - timedelta(days=county.random.randrange(5, 160))
    Household.objects.bulk_create(households)
    HouseholdLink.objects.bulk_create(
        HouseholdLink(
            village=village,
            member=members[n // 2],
            household=household,
            since=county.began_on,
            card_on=county.began_on + timedelta(days=14) if n % 5 else None,
        )
        for n, household in enumerate(households)
    )


def _matters(county):
    told = []
    for village in county.villages:
        day = county.began_on + timedelta(days=county.random.randrange(EVERY))
        while day <= county.on:
            told.append(_matter(county, village, day))
            day += timedelta(days=county.random.randrange(10, 2 * EVERY))
    Matter.objects.bulk_create(matter for matter, _ in told)
    MatterStep.objects.bulk_create(step for _, steps in told for step in steps)
    rows = []
    for n, (matter, _) in enumerate(told):
        row = Raiser(matter=matter, village_id=matter.village_id)
        row.name = f"{SURNAMES[n % len(SURNAMES)]}示例村民"
        rows.append(row)
    Raiser.objects.bulk_create(rows)


def _matter(county, village, day):
    """(matter, its steps): most are through, the latest are still on their way."""
    random = county.random
    category = random.choice(list(TEXTS))
    matter = Matter(
        village=village,
        raised_on=day,
        text=random.choice(TEXTS[category]),
        kind=MatterKind.HARD if category in HARD else MatterKind.SMALL,
        category=category,
        channel=random.choice(list(Channel)[:5]),
        taker="示例支委",
        owner=random.choice(OWNERS),
        entered_by=county.clerks[village.township_id],
        is_legacy=category == Category.LAND and random.random() < LEGACY,
    )
    matter.due_on = matter.respond_by = due_after(matter, day)
    steps, at = [_step(matter, "", State.RAISED, day)], day
    for state in ALL:
        days = random.randrange(3, 20) if state == State.DONE else random.choice([1, 1, 2])
        at += timedelta(days=days)
        if at > county.on:
            break
        steps.append(_step(matter, matter.state, state, at))
        matter.state = state
        _dated(matter, state, at, random)
        matter.due_on = due_after(matter, at)
    return matter, steps


def _dated(matter, state, day, random):
    if state == State.ACCEPTED:
        matter.responded_on = day
    if state == State.DONE:
        matter.done_on, matter.done_by = day, matter.due_on
    if state == State.TOLD:
        matter.told_on = day
        matter.answer = random.choices(list(Answer), weights=[7, 3, 0])[0]
    if state == State.REVIEWED:
        matter.reviewed_on = day


NOTES = {
    State.ACCEPTED: "当天答应去看",
    State.IN_HAND: "约了师傅和当事人",
    State.DONE: "办好了，现场看过",
    State.TOLD: "上门说清楚了",
    State.REVIEWED: "评事会上没有意见",
}


def _step(matter, before, state, day):
    return MatterStep(
        matter=matter,
        village_id=matter.village_id,
        moved_from=before,
        moved_to=state,
        happened_on=day,
        note=NOTES.get(state, ""),
        made_by=matter.entered_by,
    )


def _reviews(county):
    month, rows = Period.of("month", county.began_on), []
    while month.last < county.on:
        for village in county.villages:
            rows.append(_review(county, village, month))
        month = month.next
    Review.objects.bulk_create(rows)


def _review(county, village, month):
    clerk = county.clerks[village.township_id]
    good, fair, bad = county.random.randrange(14, 20), county.random.randrange(2, 5), 1
    done = make_aware(datetime.combine(month.last, time(17)))
    return Review(
        village=village,
        month=month.first,
        held_on=month.last,
        households=30,
        present=25,
        issued=25,
        returned=25,
        said_good=good,
        said_fair=fair,
        said_bad=bad,
        said_unsure=25 - good - fair - bad,
        held_good=good,
        held_fair=fair,
        held_bad=bad,
        held_unsure=25 - good - fair - bad,
        entered_by=None,
        confirmed_by=clerk,
        confirmed_at=done,
        published_on=min(month.last + timedelta(days=3), county.on),
    )
