"""A superior's empty workbook: taken in, kept with its layout, recognised the next time."""

import hashlib
import json
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.tables import KINDS, Asking, matched, period_in, score, unit_of
from fushan.desk.models import Attachment, attach_document
from fushan.kit.documents import clean_document
from fushan.kit.sheets.given import fill, look
from fushan.kit.sheets.heading import NO_HEADER, Heading, find, region
from fushan.org.roles import Role
from fushan.reports.models import TableLayout
from fushan.reports.tables.filling import LEAVE_OPEN, Filler, Gap
from fushan.reports.tables.labels import labelled
from fushan.reports.tables.picking import signed_as_before

KEEPERS = (Role.STAFF, Role.TOWNSHIP)  # who lays tables out


def header_of(sheets):
    """The best header of all sheets. ValueError where no sheet has one."""
    found = []
    for given in sheets:
        try:
            found.append(find(given, lambda paths: score(paths)[0]))
        except ValueError:
            continue
    if not found:
        raise ValueError(NO_HEADER)
    return max(found, key=lambda heading: score(heading.paths)[0])


def digest_of(heading):
    words = json.dumps(list(heading.paths.values()), ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def title_of(heading, name):
    """What stands large above the header; else what the file is called."""
    given = heading.given
    for row in range(1, heading.top):
        said = next((given.at(row, n) for n in range(1, given.width + 1) if given.at(row, n)), "")
        title = "".join(said.split())
        if len(title) > 5 and "：" not in title and not title.startswith("附件"):
            return title[:60]
    return Path(name).stem[:60]


def _above(heading):
    return " ".join(part for row in heading.given.cells[: heading.top - 1] for part in row if part)


def says_wan(heading):
    """Whether 单位：万元 stands above the header."""
    return unit_of(_above(heading)) is True


def kind_of(heading):
    """What its rows are; villages, where these are printed and nobody's name is."""
    kind = KINDS[score(heading.paths)[1]]
    if kind.code == "cadres" and _is_printed(heading, "villages"):
        return kind if _is_printed(heading, "cadres") else KINDS["villages"]
    return kind


def _is_printed(heading, code):
    kind = KINDS[code]
    at = [c.at for c in columns_of(heading, kind) if c.code == kind.name and not c.guessed]
    return any(heading.given.at(row, at[0]) for row in region(heading).rows) if at else False


def columns_of(heading, kind):
    return matched(heading.paths, kind, wan=says_wan(heading))


@transaction.atomic
def take_in(upload, user):
    """(layout, whether its header was known). ValueError with a Chinese sentence."""
    data = upload.read()
    heading = header_of(look(data, upload.name))
    upload.seek(0)
    document, digest = clean_document(upload, upload.name), digest_of(heading)
    for left in TableLayout.objects.not_saved_by(user):
        drop(left)
    known = TableLayout.objects.filter(area_code=user.area_code, digest=digest).first()
    layout = known or _new(heading, upload.name, user)
    if known is None:
        layout.save()
    else:
        _move_along(layout, heading)
    for old in Attachment.objects.of(layout):
        old.remove()
    attach_document(layout, document, area_code=user.area_code, user=user)
    return layout, known is not None


def confirm(layout, data):
    """Somebody has gone through it: the header of this workbook is known from now on."""
    if not layout.is_kept:
        layout.digest = digest_of(header_of(look(data, "表.xlsx")))


def drop(layout):
    """With the workbook kept with it."""
    for kept in Attachment.objects.of(layout):
        kept.remove()
    layout.delete()


def _new(heading, name, user):
    kind, title = kind_of(heading), title_of(heading, name)
    layout = TableLayout(
        name=_unused(title, user),
        area_code=user.area_code,
        kind=kind.code,
        title=title,
        period=period_in(_above(heading)) or "month",
        sheet=heading.given.name,
        top=heading.top,
        bottom=heading.bottom,
        found_top=heading.top,
        entered_by=user,
        **signed_as_before(user),
    )
    layout.chosen = columns_of(heading, kind)
    return layout


def _unused(title, user):
    taken = set(
        TableLayout.objects.filter(
            area_code=user.area_code, name__startswith=title[:50]
        ).values_list("name", flat=True)
    )
    names = [title, *(f"{title[:55]}（{n}）" for n in range(2, 1000))]
    return next(name for name in names if name not in taken)


def _move_along(layout, heading):
    """The same header may stand some rows higher or lower this time; a mended one moves along."""
    shift = heading.top - layout.found_top
    layout.sheet, layout.found_top = heading.given.name, heading.top
    layout.top, layout.bottom = layout.top + shift, layout.bottom + shift
    layout.save()


def workbook_of(layout):
    """The bytes of the workbook kept with it, None where there is none."""
    kept = Attachment.objects.of(layout).first()
    return kept.path().read_bytes() if kept and kept.path().exists() else None


def given_of(layout, data):
    """The sheet it is about."""
    sheets = {given.name: given for given in look(data, "表.xlsx")}
    return sheets.get(layout.sheet) or next(iter(sheets.values()))


def heading_of(layout, given):
    return Heading(given, layout.top, layout.bottom)


def filling_of(layout, asking, data):
    """(Filling, heading) of the workbook as it would be filled."""
    heading = heading_of(layout, given_of(layout, data))
    told = asking.told()
    under = region(heading)
    filling = Filler(heading, under, asking.kind, asking.columns, told).filled()
    filling.cells += _around(heading, under, filling, layout, asking.period)
    open_ones = [c for c in asking.columns if not c.code and not c.is_order]
    if open_ones:
        names = "、".join(heading.paths.get(c.at, (c.title,))[-1] for c in open_ones)
        url = reverse("edit-table", args=[layout.pk]) if asking.role in KEEPERS else ""
        filling.gaps.append(Gap("", names, LEAVE_OPEN, url))
    return filling, told


def _around(heading, under, filling, layout, period):
    """Who fills it in, when and about when, above the header and below the table."""
    last, shift = len(heading.given.cells), filling.more[1] if filling.more else 0
    below = range(under.ends, last + 1) if under.ends else ()
    rows = [*range(1, heading.top), *below]
    told = labelled(heading.given, rows, layout, period.label, localdate())
    return [(row + shift * (row > heading.bottom), column, words) for row, column, words in told]


def filled_workbook(layout, filling, data):
    return fill(data, layout.sheet, filling.cells, more=filling.more)


def asking_for(layout, asks, user, *, unsealed=False):
    """`asks`: the area and the period."""
    columns = layout.chosen
    return Asking(
        layout.rows_kind,
        columns,
        asks.area,
        asks.period,
        layout.which,
        unsealed=unsealed,
        role=user.role,
    )
