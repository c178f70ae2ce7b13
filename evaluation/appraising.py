"""How an appraisal moves: who may, by which day, who is told, and what is written down with it."""

from datetime import timedelta

from django.db import transaction

from cadres.models import Cadre, Posting
from evaluation.freezing import freeze
from evaluation.grading import barred, unreviewed
from evaluation.models import (
    Appraisal,
    AppraisalKind,
    AppraisalMark,
    AppraisalState,
    AppraisalStep,
    Scheme,
    Stage,
)
from evaluation.rules.asking import working_setting
from fushan.desk.models import number
from fushan.inbox.models import tell
from fushan.org.roles import Role

S = AppraisalState
DAY = timedelta(days=1)
OFFICES = (Role.TOWNSHIP, Role.STAFF)
SPEAKERS = (*OFFICES, Role.VILLAGE)
ANOTHER = "这份考评是您给本人看的，申诉请另一位同志认定。"


def may(user, appraisal):
    """The states that this person may move it to; nobody moves what is about themselves but to
    say a word on it. An office may write down what the cadre says, on their behalf.
    """
    state, decides = appraisal.state, user.role == Role.STAFF
    if user.role == Role.TOWNSHIP or decides:
        mine = {S.TOWNSHIP: [S.COUNTY], S.SHOWN: [S.REPLIED, S.APPEALED], S.REPLIED: [S.APPEALED]}
        own = mine.get(state, [])
        return own + (_staffs(appraisal) if decides else [])
    if user.role == Role.VILLAGE and user.cadre_id == appraisal.cadre_id:
        return {S.SHOWN: [S.REPLIED, S.APPEALED], S.REPLIED: [S.APPEALED]}.get(state, [])
    return []


def _staffs(appraisal):
    """A quarter that was shown may be judged anew; of a year the parts were written down then."""
    anew = [] if appraisal.is_year else [S.TOWNSHIP]
    return {
        S.COUNTY: [S.SHOWN, S.TOWNSHIP],
        S.SHOWN: [S.DECIDED, *anew],
        S.REPLIED: [S.DECIDED, *anew],
        S.APPEALED: [S.DECIDED],
        S.DECIDED: [S.CLOSED],
    }.get(appraisal.state, [])


def moves_of(user, appraisal, day):
    """The same, of those that today's date allows."""
    over = appraisal.reply_by is not None and day > appraisal.reply_by
    found = may(user, appraisal)
    if appraisal.state == S.SHOWN and not over:
        found = [to for to in found if to != S.DECIDED]
    if another_must(user, appraisal):
        return []
    return [to for to in found if to != S.APPEALED or not over]


def another_must(user, appraisal):
    """The sentence of why this appeal is for somebody else to answer, "" where it is not."""
    if appraisal.state != S.APPEALED or user.role != Role.STAFF:
        return ""
    showed = appraisal.steps.filter(moved_to=S.SHOWN, made_by=user).exists()
    return ANOTHER if showed and user.colleagues().exists() else ""


@transaction.atomic
def open_period(kind, first_on, last_on, *, by, on, area):
    """[Appraisal] of all who were in post long enough in it and have none yet.

    While the period still runs, only of those who have left.
    """
    scheme = Scheme.objects.in_use(min(last_on, on)).filter(area__in=_above(area))
    scheme = scheme.order_by("-area").first()
    if scheme is None:
        return []
    posted = [
        p for p in _postings(area, first_on, last_on, kind) if _is_due(p, first_on, last_on, on)
    ]
    made = Appraisal.objects.bulk_create(
        Appraisal(
            posting=posting,
            cadre_id=posting.cadre_id,
            village_id=posting.village_id,
            scheme=scheme,
            kind=kind,
            first_on=first_on,
            last_on=last_on,
            fill_by=working_setting(on, "appraisal_fill_days"),
            opened_by=by,
        )
        for posting in posted
    )
    AppraisalStep.objects.bulk_create(_step(one, "", by=by, on=on, note="") for one in made)
    return made


def _above(area):
    return [area[:length] for length in (2, 4, 6) if length <= len(area)]


def _postings(area, first_on, last_on, kind):
    known = Appraisal.objects.filter(kind=kind, first_on=first_on).values("posting")
    rows = Posting.objects.filter(
        village__gte=area, village__lt=f"{area}:", began_on__lte=last_on
    ).exclude(pk__in=known)
    rows = rows.exclude(ended_on__lte=first_on).select_related("cadre")
    return rows.order_by("village", "cadre__pinyin", "pk")


def _is_due(posting, first_on, last_on, on):
    left = posting.ended_on - DAY if posting.ended_on and posting.ended_on <= on else None
    if on <= last_on and left is None:
        return False
    last = min(last_on, left or last_on)
    days = (last - max(first_on, posting.began_on)).days + 1
    return days >= number("appraisal_least_days")


@transaction.atomic
def give(appraisal, marks, *, by):
    """`marks`: {component: (level, note)}; the latest of each counts, the earlier ones stay."""
    return AppraisalMark.objects.bulk_create(
        AppraisalMark(
            appraisal=appraisal,
            village_id=appraisal.village_id,
            cadre_id=appraisal.cadre_id,
            component=component,
            level=level,
            note=note,
            made_by=by,
        )
        for component, (level, note) in marks.items()
    )


def hand_up(appraisal, *, by, on, note=""):
    """The township has given its part."""
    return _move(appraisal, S.COUNTY, by=by, on=on, note=note)


def hand_back(appraisal, *, by, on, note):
    """Back to the township, which is told why. Who has seen it is told, and will see it anew."""
    if appraisal.shown_on:
        _tell(appraisal, f"您的{appraisal.label}考评退回重评，评好以后再请您看。")
    appraisal.shown_on = appraisal.reply_by = None
    return _move(appraisal, S.TOWNSHIP, by=by, on=on, note=note)


@transaction.atomic
def show(appraisal, *, by, on, note=""):
    """The county has given its part; from now on the cadre sees it, as it stands today."""
    appraisal.shown_on, appraisal.reply_by = on, working_setting(on, "appraisal_reply_days")
    step = _move(appraisal, S.SHOWN, by=by, on=on, note=note)
    if appraisal.is_year:
        freeze(appraisal, Stage.SHOWN)
    until = f"{appraisal.reply_by.month}月{appraisal.reply_by.day}日"
    _tell(appraisal, f"您的{appraisal.label}考评请看一看，{until}前可以说明，不服可以申诉。")
    return step


def reply(appraisal, *, by, on, note=""):
    return _move(appraisal, S.REPLIED, by=by, on=on, note=note)


def appeal(appraisal, *, by, on, note):
    appraisal.appealed_on = on
    return _move(appraisal, S.APPEALED, by=by, on=on, note=note)


@transaction.atomic
def decide(appraisal, *, by, on, note="", level="", grade="", outcome=""):
    """By the meeting, not by the number alone. What it came to is frozen with its records."""
    appraisal.decided_on, appraisal.outcome = on, outcome
    if appraisal.is_year:
        if why := unreviewed(appraisal) or barred(appraisal).get(grade):
            raise ValueError(why)
        appraisal.grade = grade
        appraisal.total = freeze(appraisal, Stage.FINAL).total
    else:
        appraisal.level = level or appraisal.level
    step = _move(appraisal, S.DECIDED, by=by, on=on, note=note)
    word = appraisal.grade_word or appraisal.get_level_display()
    _tell(appraisal, f"您的{appraisal.label}考评认定为“{word}”。")
    return step


@transaction.atomic
def close(appraisal, *, by, on, note=""):
    """Nothing of it changes any more. Whose last it was, and who has left, needs no account."""
    appraisal.closed_on = on
    if retire(appraisal, on):
        note = f"{note}考评已办结，本人已离村，账号停用。"
    return _move(appraisal, S.CLOSED, by=by, on=on, note=note)


def retire(appraisal, on):
    """Whether the account was closed with this: the cadre left, and nothing of theirs is open.

    A quarter closed before the year they left in was appraised leaves the account open.
    """
    cadre = Cadre.objects.select_related("user").get(pk=appraisal.cadre_id)
    if cadre.user is None or not cadre.user.is_active or not is_last(appraisal, on):
        return False
    cadre.user.is_active = False
    cadre.user.save()
    return True


def is_last(appraisal, on):
    postings = Posting.objects.filter(cadre=appraisal.cadre_id).order_by("-began_on")
    last = postings.first()
    if last is None or last.ended_on is None or last.ended_on > on:
        return False
    mine = Appraisal.objects.filter(cadre=appraisal.cadre_id)
    # Days of a further year that were too few for an appraisal are waited for in vain.
    since = last.ended_on - DAY * number("appraisal_least_days")
    year = mine.filter(posting=last, kind=AppraisalKind.YEAR, last_on__gte=since).exists()
    return year and not mine.open().exclude(pk=appraisal.pk).exists()


def _move(appraisal, to, *, by, on, note):
    with transaction.atomic():
        before, appraisal.state = appraisal.state, to
        appraisal.save()
        step = _step(appraisal, before, by=by, on=on, note=note)
        step.save()
        return step


def _step(appraisal, before, *, by, on, note):
    return AppraisalStep(
        appraisal=appraisal,
        village_id=appraisal.village_id,
        cadre_id=appraisal.cadre_id,
        moved_from=before,
        moved_to=appraisal.state,
        happened_on=on,
        level=appraisal.level,
        note=note,
        made_by=by,
    )


def _tell(appraisal, text):
    cadre = Cadre.objects.select_related("user").get(pk=appraisal.cadre_id)
    if cadre.user:
        tell(cadre.user, text, "appraisals:appraisal", appraisal.pk)
