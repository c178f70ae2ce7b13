"""What a village is, for its fact sheet."""

from django.utils.formats import date_format

from fushan.kit.facts import Section
from fushan.org.models import Selection


def _profile(villages, day):
    rows = Selection.objects.on(day).filter(village__in=villages).select_related("batch")
    chosen = {row.village_id: row for row in rows}
    return {place.pk: [*_place(place), *_selected(chosen.get(place.pk))] for place in villages}


def _place(village):
    return [
        ("所属乡镇", village.township.name),
        ("正式名称", village.official_name),
        ("12位代码", village.pk),
    ]


def _selected(selection):
    if selection is None:
        return [("选派村", "现在不是选派村")]
    return [
        ("选派批次", selection.batch.name),
        ("列入日期", date_format(selection.since, "Y年n月j日")),
    ]


PROFILE = Section("基本情况", _profile, narrow=True)
