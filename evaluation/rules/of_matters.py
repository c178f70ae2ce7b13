"""R12–R15: what villagers ask for, and what they say of it at the month's end."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken, working_setting
from fushan.desk.models import number
from petitions.models import Deliberation, Matter, MatterStep, Review, State, Upper

REVIEWED_BY = 5  # of the month after
WITH_THE_BRANCH = (State.IN_HAND, State.REOPENED)
FROM_ABOVE = {Upper.TOWNSHIP: Bound.TOWNSHIP, Upper.COUNTY: Bound.COUNTY}


def _found(asked, matter, key, limit, text):
    return Found(
        key,
        matter.village_id,
        happened_on=limit,
        text=text,
        shown=[(matter, str(matter)[:60])],
        **asked.answerable(matter.village_id, matter.raised_on, limit),
    )


def taken_in_time(asked):
    rows = Matter.objects.filter(respond_by__range=asked.window)
    for matter in asked.here(rows).order_by("pk"):
        limit, done = matter.respond_by, matter.responded_on
        if done is None or done > limit:
            told = f"{spoken(done)}受理" if done else "还没有受理"
            text = f"{spoken(matter.raised_on)}说的事应在{spoken(limit)}以前受理，{told}。"
            yield _found(asked, matter, f"{matter.pk}", limit, text)


def deliberated(asked):
    """By a meeting within the limit of the day it was put to the branch."""
    rows = MatterStep.objects.filter(moved_to=State.ESCALATED, deed="moved")
    rows = rows.filter(happened_on__range=(asked.since - timedelta(days=60), asked.day))
    for step in asked.here(rows).select_related("matter").order_by("pk"):
        limit = working_setting(step.happened_on, "matter_deliberate_days")
        meetings = Deliberation.objects.filter(matter=step.matter_id)
        held = meetings.filter(held_on__range=(step.happened_on, limit))
        if asked.over(limit) and not held.exists():
            text = f"{spoken(step.happened_on)}提交支部的事，到{spoken(limit)}没有议定的记录。"
            yield _found(asked, step.matter, f"step {step.pk}", limit, text)
    yield from _without_a_day(asked)


def _without_a_day(asked):
    rows = Deliberation.objects.filter(
        matter__isnull=False, due_on=None, held_on__range=asked.window
    )
    for meeting in asked.here(rows).select_related("matter").order_by("pk"):
        text = f"{spoken(meeting.held_on)}支部议定的事没有写办到哪天。"
        yield _found(asked, meeting.matter, f"day {meeting.pk}", meeting.held_on, text)


def done_in_time(asked):
    yield from _still_open(asked)
    yield from _done_late(asked)


def _still_open(asked):
    rows = Matter.objects.filter(due_on__range=asked.window, transfer=None)
    rows = rows.filter(state__in=[*WITH_THE_BRANCH, State.UPWARD, State.DONE])
    for matter in asked.here(rows).order_by("pk"):
        limit = matter.due_on
        if matter.state == State.UPWARD:
            text = f"上报的事应在{spoken(limit)}以前有结果，还没有；不扣村里。"
            yield _above(matter, f"{matter.pk} {limit}", limit, text)
        elif matter.state == State.DONE:
            text = f"{spoken(matter.done_on)}办结的事，到{spoken(limit)}没有回告本人的记录。"
            yield _found(asked, matter, f"told {matter.pk} {limit}", limit, text)
        else:
            text = f"应在{spoken(limit)}以前办结，还没有，也没有批准延期。"
            yield _found(asked, matter, f"{matter.pk} {limit}", limit, text)


def _done_late(asked):
    answered = MatterStep.objects.filter(matter=OuterRef("pk"), moved_from=State.UPWARD)
    rows = Matter.objects.filter(done_by__range=asked.window, done_on__isnull=False, transfer=None)
    rows = asked.here(rows).annotate(above=Exists(answered.filter(moved_to=State.DONE)))
    for matter in rows.order_by("pk"):
        limit = matter.done_by
        if matter.done_on <= limit:
            continue
        text = f"应在{spoken(limit)}以前办结，{spoken(matter.done_on)}办结。"
        if matter.above:
            yield _above(matter, f"{matter.pk} {limit}", limit, text)
        else:
            yield _found(asked, matter, f"{matter.pk} {limit}", limit, text)


def _above(matter, key, limit, text):
    """A delay at an upper organ costs nobody in the village anything."""
    bound = FROM_ABOVE.get(matter.upper, Bound.TOWNSHIP)
    shown = [(matter, str(matter)[:60])]
    return Found(key, matter.village_id, bound, limit, text, shown)


def reviewed_monthly(asked):
    """Held by enough households, and what came of it told in the village within some days."""
    yield from _unheld(asked)
    yield from _unpublished(asked)


def _unpublished(asked):
    days = timedelta(days=number("review_publish_days"))
    rows = Review.objects.filter(held_on__range=(asked.since - days, asked.day))
    for review in asked.here(rows).order_by("pk"):
        limit = review.held_on + days
        late = review.published_on is None or review.published_on > limit
        if not (late and asked.over(limit)):
            continue
        told = f"{spoken(review.published_on)}公开" if review.published_on else "没有公开的记录"
        yield Found(
            f"told {review.pk}",
            review.village_id,
            happened_on=limit,
            text=f"{spoken(review.held_on)}评事的结果应在{spoken(limit)}以前公开，{told}。",
            shown=[(review, str(review))],
            **asked.answerable(review.village_id, review.held_on, limit),
        )


def _unheld(asked):
    for month in asked.periods_over("month", REVIEWED_BY):
        rows = asked.here(Review.objects.filter(month=month.first))
        reviews = {review.village_id: review for review in rows}
        for row in asked.selected(month.first):
            review = reviews.get(row.village_id)
            if review and review.is_quorate:
                continue
            told = (
                f"到会{review.present}户，不够三分之二或者不够15户" if review else "没有评事的记录"
            )
            shown = (review, str(review)) if review else (row.village, str(row.village))
            yield Found(
                f"{row.village_id} {month.first}",
                row.village_id,
                happened_on=month.last,
                text=f"{month.label}群众评事：{told}。",
                shown=[shown],
                **asked.answerable(row.village_id, month.first, month.last),
            )
