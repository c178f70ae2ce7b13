"""What this app adds to the weekly record: the steps of matters in the village."""

from django.urls import reverse

from fushan.kit.entries import Entry
from petitions.models import MatterStep


def steps(postings, first, last):
    rows = MatterStep.objects.filter(
        village__in={posting.village_id for posting in postings}, happened_on__range=(first, last)
    )
    return [
        Entry(
            step.happened_on,
            "群众诉求",
            f"{step.get_moved_to_display()}：{step.matter.text}",
            reverse("petitions:matter", args=[step.matter_id]),
            village_id=step.village_id,
        )
        for step in rows.select_related("matter").order_by("happened_on", "pk")
    ]


PARTS = [steps]
