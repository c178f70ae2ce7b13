"""At the month's end the meeting judges what was told to people in the village since."""

from django.db import transaction

from petitions.models import Answer, Matter, State
from petitions.moving import move

MOST = 200


def told_by(review):
    """Matters of the village that were told by that day and are still to be judged."""
    rows = Matter.objects.filter(
        village=review.village_id, state=State.TOLD, told_on__lte=review.held_on
    )
    return rows.order_by("told_on", "pk")[:MOST]


@transaction.atomic
def judge(review, *, by):
    """All but those that somebody was dissatisfied with: these are taken up again. How many."""
    content = [matter for matter in told_by(review) if matter.answer != Answer.BAD]
    for matter in content:
        move(matter, State.REVIEWED, by=by, on=review.held_on, note="群众评事会上评过")
    return len(content)
