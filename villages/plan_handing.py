"""A cadre goes: the tasks they answered for pass on, or wait for somebody."""

from django.db.models import Q

from cadres.models import Cadre
from fushan.desk.handing import Hanging
from villages.models import PlanTask

MOST = 200


def of_cadre(cadre, on):
    rows = PlanTask.objects.standing(on).so_far(on).filter(owner=cadre, percent__lt=100)
    rows = rows.select_related("village__township").order_by("due_on", "pk")
    return [_task_of(task, cadre, on) for task in rows[:MOST]]


def _task_of(task, cadre, on):
    def settle(taker, on, reason):
        task.owner = Cadre.objects.get(pk=taker) if taker else None
        task.save()
        return task.who

    what = f"{task.village.township}{task.village}任务“{task.name[:20]}”"
    return Hanging(f"task-{task.pk}", what, settle, takers=_takers(task, cadre, on))


def _takers(task, cadre, on):
    """Those posted in the same village, and those of the county who are posted nowhere."""
    open_on = Q(postings__ended_on=None, postings__isnull=False) | Q(postings__ended_on__gt=on)
    here = Cadre.objects.filter(open_on, postings__village=task.village_id)
    free = Cadre.objects.filter(area_code=task.village_id[:6]).exclude(open_on)
    rows = Cadre.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=free.values("pk")))
    rows = rows.exclude(pk=cadre.pk).select_related("unit").order_by("pinyin", "pk")[:MOST]
    return [(str(row.pk), f"{row.name}（{row.unit}）") for row in rows]
