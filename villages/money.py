"""What was put into a village, project by project: for its notice, its page, its fact sheet."""

from dataclasses import dataclass

from django.db.models import Sum

from villages.models import Support, SupportKind


@dataclass(frozen=True)
class ProjectMoney:
    """Whole yuan. `project`: its name, or empty for money that belongs to none."""

    project: str
    planned: int
    arrived: int
    spent: int


def project_money(village, since, until):
    """[ProjectMoney] of what was granted from one day to another, both counted. One query."""
    rows = Support.objects.filter(
        village=village, kind=SupportKind.MONEY, happened_on__range=(since, until)
    )
    rows = rows.values("project", "project__name").annotate(
        to_come=Sum("planned"), came=Sum("arrived"), used=Sum("spent")
    )
    return [
        ProjectMoney(row["project__name"] or "", row["to_come"], row["came"] or 0, row["used"] or 0)
        for row in rows.order_by("project__name", "project")
    ]
