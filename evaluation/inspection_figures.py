"""The numbers of inspections, of what they found, and of what is due to be looked at again."""

from django.urls import reverse

from evaluation.models import Finding, InspectionSheet, Potential
from fushan.org.figures import Column, Figure, as_of

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _sheets(period):
    rows = InspectionSheet.objects.looked()
    return rows.select_related("village__township", "inspection", "looked_by")


def _findings(period):
    return Finding.objects.on(as_of(period)).select_related("village__township")


def _waiting(period):
    return Potential.objects.waiting().select_related("village__township", "cadre")


FIGURES = [
    Figure(
        "inspections",
        "专班调研到村",
        unit="村次",
        definition="期内专班到村调研、填了调研表的村次，按到村那天计。",
        records=_sheets,
        on="looked_on",
        columns=[
            Column("到村日期", "looked_on"),
            *PLACE,
            Column("调研", "inspection"),
            Column("谁填的", "looked_by"),
        ],
        url=lambda sheet: reverse("inspections:sheet", args=[sheet.pk]),
    ),
    Figure(
        "findings_open",
        "没有改好的问题",
        unit="个",
        definition="期末还没有复查合格的问题，不论是哪天发现的。",
        records=_findings,
        columns=[
            Column("发现日期", "found_on"),
            *PLACE,
            Column("问题", "text"),
            Column("谁来整改", "get_owner_display"),
            Column("整改到", "due_on"),
            Column("状态", "standing"),
        ],
        url=lambda finding: reverse("inspections:finding", args=[finding.pk]),
    ),
    Figure(
        "potential_due",
        "到期待核实的潜绩事项",
        unit="件",
        definition="期内到了回头看的日子、还没有核实的潜绩事项；干部离村的也算。",
        records=_waiting,
        on="due_on",
        cadre="cadre_id",
        columns=[
            Column("哪天回头看", "due_on"),
            *PLACE,
            Column("选派干部", "cadre.name"),
            Column("做了什么事", "text"),
            Column("哪一类", "get_tag_display"),
            Column("几年见效", "get_horizon_display"),
        ],
        url=lambda claim: reverse("potential", args=[claim.pk]),
    ),
]
