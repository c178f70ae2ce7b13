"""Boards to hang (身份牌): what stands on each, at a size, and whether the hung one still does."""

from dataclasses import dataclass
from io import BytesIO

import segno
from django.urls import reverse

from cadres.models import Cadre, CadrePrivate
from fushan.desk.models import Attachment, setting
from fushan.reports.paper import Paper
from villages.boards import boards
from villages.models import BoardPrint, Official, OfficialPrivate, PhoneConsent

PEOPLE = [(Official, OfficialPrivate, "official"), (Cadre, CadrePrivate, "cadre")]


@dataclass(frozen=True)
class Party:
    """One of the five on a board. `holder`: the Official or Cadre; an empty seat has no name."""

    label: str
    name: str
    post: str
    phone: str
    holder: object = None

    @property
    def kind(self):
        return self.holder._meta.model_name

    @property
    def told(self):
        return [self.label, self.name, self.post, self.phone]


def contents(villages, day):
    """{village code: [Party]} in the article's order. Five queries, however many villages."""
    held = boards(villages, day)
    holders = [_holder(h) for rows in held.values() for h in rows if h.record]
    phones = _phones(holder for holder in holders if holder)
    return {code: [_party(h, phones) for h in rows] for code, rows in held.items()}


def _holder(holding):
    """The person; a village's own secretary is only a name."""
    record = holding.record
    return getattr(record, "cadre", None) or getattr(record, "official", None)


def _party(holding, phones):
    holder = _holder(holding) if holding.record else None
    post = holder.post if isinstance(holder, Official) else ""
    told = f"{holding.unit or ''}{post}"
    phone = phones.get((type(holder), holder.pk), "") if holder else ""
    return Party(holding.seat.label, holding.name, told, phone, holder)


def _phones(holders):
    """{(model, pk): phone} of those who agreed."""
    holders = list(holders)
    found = {}
    for model, private, key in PEOPLE:
        people = [holder.pk for holder in holders if isinstance(holder, model)]
        agreed = PhoneConsent.objects.filter(**{f"{key}__in": people}).values(key)
        for row in private.objects.filter(**{f"{key}__in": agreed}):
            if row.phone:
                found[model, getattr(row, f"{key}_id")] = row.phone
    return found


def board_paper(villages, day, *, width, height, site=""):
    """A page for each village. What is missing stays blank: no date, no word stands in for it.

    `site`: the address that a code on the board leads to; without it there is none.
    """
    told, files = contents(villages, day), {}
    pages = [
        {
            "village": village.name,
            "place": f"{village.township}",
            "code": _code(village, site, files) if site else "",
            "parties": [
                {"label": p.label, "name": p.name, "post": p.post, "phone": p.phone}
                | {"photo": _photo(p.holder, files)}
                for p in told[village.pk]
            ],
        }
        for village in villages
    ]
    phone = setting("supervision_phone")
    data = {
        "width": width,
        "height": height,
        "boards": pages,
        "footer": f"县委组织部监督电话：{phone}" if phone else "",
    }
    return Paper("board.typ", data, files)


def _code(village, site, files):
    """The name of a picture that leads to the village's page, for who may sign in there."""
    name, picture = f"code-{village.pk}.svg", BytesIO()
    segno.make(f"{site}{reverse('village', args=[village.pk])}", error="m").save(
        picture, kind="svg", border=0
    )
    files[name] = picture.getvalue()
    return name


def _photo(holder, files):
    """The name under which the latest picture of this person lies beside the template, or none."""
    if holder is None:
        return ""
    picture = Attachment.objects.of(holder).order_by("-made_at").first()
    if picture is None or not picture.path().exists():
        return ""
    name = f"{picture.pk.hex}.jpg"
    files.setdefault(name, picture.path().read_bytes())
    return name


def note_prints(villages, day, size, user):
    """Remember what stood on each board that was printed; twice the same on a day is once."""
    BoardPrint.objects.bulk_create(
        BoardPrint(
            village=village,
            made_on=day,
            size=size,
            content=[party.told for party in parties],
            made_by=user,
        )
        for village, parties, last, changed in standings(villages, day)
        if last is None or changed or (last.made_on, last.size) != (day, size)
    )


def standings(villages, day):
    """[(village, [Party], last print or None, whether it no longer says what is so)]"""
    told = contents(villages, day)
    prints = BoardPrint.objects.filter(village__in=villages).order_by("village", "-pk")
    last = {row.village_id: row for row in prints.distinct("village").select_related("made_by")}
    found = []
    for village in villages:
        printed = last.get(village.pk)
        now = [party.told for party in told[village.pk]]
        found.append((village, told[village.pk], printed, printed and printed.content != now))
    return found
