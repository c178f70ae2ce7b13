"""What a cadre's file (一人一档) tells of mentors, trainings and journeys of the year."""

from django.db.models import Q
from django.urls import reverse

from fushan.kit.dossier import Line, Section, full
from mentors.models import Pairing

LEARNING = ("培训", "外出学习", "经验交流会", "导师帮带")


def _taught(asked):
    rows = Pairing.objects.filter(cadre=asked.cadre, began_on__lte=asked.last)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=asked.first)).select_related("mentor")
    mentors = [
        Line(
            "导师",
            f"{row.mentor.name}，{full(row.began_on)}结对",
            reverse("mentors:pairing", args=[row.pk]),
        )
        for row in rows.order_by("began_on", "pk")
    ]
    return mentors + asked.of(*LEARNING)


TEACHING = Section("培训与帮带", _taught)
