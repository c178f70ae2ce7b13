"""What is owed about findings and about what was to show in years."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse

from evaluation.models import Finding, FindingState, Owner, Potential
from fushan.org.due import Kind
from fushan.org.roles import Role

DAY = timedelta(days=1)
CHECK_DAYS, VERIFY_DAYS = 7, 30


def _to_mend(*owners):
    return lambda day: Finding.objects.filter(state=FindingState.OPEN, owner__in=owners)


def _over(day):
    """Told to the department the day after it was due."""
    return Finding.objects.filter(state=FindingState.OPEN, due_on__lt=day)


def _done(day):
    return Finding.objects.filter(state=FindingState.DONE)


def _finding(code, label, roles, rows, verb, due_on="due_on"):
    return Kind(
        code,
        label,
        roles=roles,
        rows=rows,
        who="village__name",
        said="text",
        due_on=due_on,
        text=lambda row: f"{verb}：{row.said}"[:60],
        note=lambda row: f"{row.township} · {row.who}",
        url=lambda row: reverse("inspections:finding", args=[row.record]),
        near=7,
    )


DUES = [
    _finding("finding_village", "问题待整改", (Role.VILLAGE,), _to_mend(Owner.VILLAGE), "整改问题"),
    _finding(
        "finding_township", "问题待整改", (Role.TOWNSHIP,), _to_mend(Owner.TOWNSHIP), "整改问题"
    ),
    _finding("finding_over", "问题逾期没有整改", (Role.STAFF,), _over, "逾期没有整改"),
    _finding(
        "finding_check",
        "问题待复查",
        (Role.STAFF,),
        _done,
        "复查问题",
        F("done_on") + CHECK_DAYS * DAY,
    ),
    Kind(
        "potential",
        "潜绩事项待核实",
        roles=(Role.STAFF, Role.TOWNSHIP),
        rows=lambda day: Potential.objects.due(day),
        who="cadre__name",
        said="text",
        due_on=F("due_on") + VERIFY_DAYS * DAY,
        text=lambda row: f"回头看：{row.said}"[:60],
        note=lambda row: f"{row.township} · {row.who}申报的",
        url=lambda row: reverse("potential", args=[row.record]),
        near=7,
    ),
]
