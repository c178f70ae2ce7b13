"""Agreements of mentors and cadres (结对帮带协议书), for three signatures each."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from fushan.org.doors import for_roles
from fushan.reports.paper import Paper, handed_out
from mentors.ceremony_views import ROWS, pairs_asked
from mentors.pairing import PAIRERS
from mentors.views import WRITERS


def agreements(pairings):
    """A page for each."""
    return Paper("pairing.typ", {"pairs": [_agreed(pairing) for pairing in pairings]})


def _agreed(pairing):
    mentor, cadre, village = pairing.mentor, pairing.cadre, pairing.village
    good_at = "、".join(filter(None, [*mentor.speciality_labels(), mentor.about]))
    return {
        "township": f"{village.township}",
        "mentor": mentor.name,
        "cadre": cadre.name,
        "day": date_format(pairing.began_on, "Y年n月j日"),
        "place": pairing.place,
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


@for_roles(*WRITERS)
def pairing_paper(request, pairing_id):
    pairing = get_object_or_404(ROWS, pk=pairing_id)
    name = f"{pairing.mentor}和{pairing.cadre}结对帮带协议书"
    return handed_out(request, agreements([pairing]), name)


@for_roles(*PAIRERS)
def ceremony_paper(request):
    """All that were paired there on one day."""
    place, day, pairs = pairs_asked(request)
    if not pairs:
        raise Http404("这一天没有结对。")
    name = f"{place}{date_format(day, 'Y年n月j日')}结对帮带协议书"
    return handed_out(request, agreements(pairs), name, rows=len(pairs))
