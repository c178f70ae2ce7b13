"""What this app adds to the weekly record: the steps of matters in the village."""

from fushan.kit.entries import Part
from petitions.models import Deed, MatterStep, State


def _steps(asked):
    return MatterStep.objects.filter(
        deed=Deed.MOVED,
        village__in=asked.villages,
        happened_on__range=(asked.first, asked.last),
    )


PARTS = [
    Part(
        "群众诉求",
        _steps,
        "happened_on",
        "matter__text",
        "petitions:matter",
        "matter_id",
        mark="moved_to",
        says=lambda text, state: f"{State(state).label}：{text}",
    )
]
