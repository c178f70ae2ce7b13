"""What a village's fact sheet says of what an inspection found: what is not yet found mended."""

from datetime import date

from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.text import Truncator

from evaluation.models import Finding, FindingState
from fushan.kit.facts import Section

LONGEST = 30  # characters: one line of paper with the day


def _unmended(villages, day):
    """By then, whatever was checked since."""
    rows = Finding.objects.on(day).filter(village__in=villages)
    told = {name: F(name) for name in ("text", "state", "due_on")}
    late = Q(due_on__lt=day) & ~Q(state=FindingState.DONE)
    return rows.annotate(is_late=late).annotate(
        fact=JSONObject(order=F("due_on"), is_late=F("is_late"), **told)
    )


def _line(fact):
    finding = Finding(state=fact["state"])
    due = date_format(date.fromisoformat(fact["due_on"]), "n月j日")
    when = f"已超期，{due}到期" if fact["is_late"] else f"{due}前"
    label = "当时在改" if finding.state == FindingState.CLOSED else finding.get_state_display()
    text = Truncator(fact["text"].rstrip("。")).chars(LONGEST)
    return [(label, f"{text}（{when}）")]


FINDINGS = Section("专班查出的问题", nothing="没有没改好的", rows=_unmended, says=_line)
