"""Claiming a cadre's difficulty, answering it, and saying whether that has helped."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, now

from cadres.models import Answered, Difficulty, Office
from fushan.inbox.models import tell
from fushan.org.models import Role

HELPERS = (Role.STAFF, Role.TOWNSHIP)


def may_claim(user, difficulty):
    """Free, or in the township's hands and now taken up by the department."""
    if user.role not in HELPERS or not difficulty.is_open or difficulty.answered_on:
        return False
    if difficulty.claimed_at is None:
        return True
    return user.role == Role.STAFF and difficulty.claimed_level == Office.TOWNSHIP


def may_answer(user, difficulty):
    """Whoever stands at the office that claimed it; while nobody has, any of the two may."""
    if user.role not in HELPERS or not difficulty.is_open or difficulty.answered_on:
        return False
    return difficulty.claimed_at is None or difficulty.claimed_level == office_of(user)


def may_speak_for(user, difficulty):
    """The cadre it is about, and whoever may write on behalf."""
    if user.role == Role.VILLAGE:
        return user.cadre_id == difficulty.cadre_id and user.area_code == difficulty.village_id
    return user.role in HELPERS


def office_of(user):
    return Office.TOWNSHIP if user.role == Role.TOWNSHIP else Office.COUNTY


@transaction.atomic
def claim(difficulty, *, by):
    """Take it on; the cadre is told. Where somebody was quicker, theirs stands."""
    difficulty = _locked(difficulty)
    if may_claim(by, difficulty):
        _take(difficulty, by)
        difficulty.save()
        _tell(difficulty, f"您提的“{difficulty.text}”由{by.name}在办。")
    return difficulty


def answered(difficulty, *, by, how, answer, on=None):
    """Put down what was done about it; who had not claimed it has now. The caller saves."""
    if difficulty.claimed_at is None:
        _take(difficulty, by)
    difficulty.answered_how, difficulty.answer = how, answer
    difficulty.answered_by, difficulty.answered_on = by, on or localdate()
    return difficulty


def answered_on_site(difficulty, *, by, on):
    """At a visit, whose own words tell what was done."""
    difficulty = answered(_locked(difficulty), by=by, how=Answered.ON_SITE, answer="", on=on)
    difficulty.save()
    told_of_answer(difficulty)


def told_of_answer(difficulty):
    _tell(difficulty, f"您提的“{difficulty.text}”已有答复，解决了没有，请您确认。")


def solve(difficulty):
    difficulty.solved_on, difficulty.unsolved_note = localdate(), ""


def send_back(difficulty, note):
    """It did not help: the answer stands among the earlier ones, the office goes on."""
    difficulty.earlier = _answers(difficulty)
    difficulty.answered_how = difficulty.answer = ""
    difficulty.answered_by = difficulty.answered_on = None
    difficulty.unsolved_note, difficulty.sent_back_on = note, localdate()


def drop(difficulty, *, on, reason):
    difficulty.dropped_on, difficulty.dropped_reason = on, reason
    difficulty.save()


def pass_on(difficulty, cadre, *, on, reason):
    """The same trouble, raised anew by the next in the post, with whoever had it in hand."""
    kept = ("village", "text", "claimed_level", "claimed_by", "claimed_at", "entered_by")
    if not cadre.difficulties.open().filter(text=difficulty.text).exists():
        same = {name: getattr(difficulty, name) for name in kept}
        earlier = _answers(difficulty) if difficulty.answered_on else difficulty.earlier
        Difficulty.objects.create(cadre=cadre, raised_on=on, earlier=earlier, **same)
    drop(difficulty, on=on, reason=f"本人离任：{reason}"[:150])
    return cadre


def _answers(difficulty):
    """All answers so far, a line each, the present one last."""
    said = difficulty.answer or difficulty.get_answered_how_display()
    day = date_format(difficulty.answered_on, "Y年n月j日")
    told = f"{day} {difficulty.answered_by.name}：{said}"
    return "\n".join(filter(None, [difficulty.earlier, told]))


def _take(difficulty, by):
    difficulty.claimed_level = office_of(by)
    difficulty.claimed_by, difficulty.claimed_at = by, now()


def _locked(difficulty):
    return Difficulty.objects.select_for_update(of=("self",)).get(pk=difficulty.pk)


def _tell(difficulty, text):
    if difficulty.cadre.user:
        tell(difficulty.cadre.user, text, "difficulties:difficulty", difficulty.pk)
