"""The agreement of mentor and cadre (结对帮带协议书), for three signatures."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from fushan.org.doors import for_roles
from fushan.reports.paper import Paper, handed_out
from mentors.models import Pairing
from mentors.views import WRITERS

ROWS = Pairing.objects.select_related("mentor__area", "cadre__unit", "village__township")


def pairing_agreement(pairing):
    mentor, cadre, village = pairing.mentor, pairing.cadre, pairing.village
    good_at = "、".join(filter(None, [*mentor.speciality_labels(), mentor.about]))
    data = {
        "township": f"{village.township}",
        "mentor": mentor.name,
        "cadre": cadre.name,
        "day": date_format(pairing.began_on, "Y年n月j日"),
        "of_mentor": [
            ("类别", mentor.get_kind_display()),
            ("单位和职务", mentor.post),
            ("专长", good_at),
            ("联系电话", mentor.phone),
        ],
        "of_cadre": [
            ("派出单位", f"{cadre.unit or ''}"),
            ("任职村", f"{village.township}{village}"),
        ],
    }
    return Paper("pairing.typ", data)


@for_roles(*WRITERS)
def pairing_paper(request, pairing_id):
    pairing = get_object_or_404(ROWS, pk=pairing_id)
    name = f"{pairing.mentor}和{pairing.cadre}结对帮带协议书"
    return handed_out(request, pairing_agreement(pairing), name)
