"""What a cadre's file (一人一档) tells of the three matters while they were in the village."""

from django.urls import reverse
from django.utils.formats import date_format

from fushan.kit.dossier import Line, Section, spoken
from petitions.models import Review


def _reviews(asked):
    rows = Review.objects.filter(asked.during("held_on", "held_on")).select_related("village")
    return [
        Line(
            spoken(row.held_on),
            f"{row.village}{date_format(row.month, 'n月')}群众评事",
            reverse("petitions:review", args=[row.pk]),
        )
        for row in rows.order_by("held_on", "pk")
    ]


MATTERS = Section("群众诉求", lambda asked: asked.of("群众诉求"))
REVIEWS = Section("群众评事", _reviews)
