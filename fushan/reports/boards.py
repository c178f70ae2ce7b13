"""Boards to hang (身份牌): what stands on each, at a size, and whether the hung one still does."""

from dataclasses import dataclass
from io import BytesIO

import segno
from django.db.models import Q
from django.urls import reverse

from cadres.models import Cadre, CadrePrivate
from fushan.desk.models import Attachment, setting
from fushan.org.reach import within
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
    photo: Attachment | None = None

    @property
    def kind(self):
        return self.holder._meta.model_name

    @property
    def is_ours(self):
        """Whether their photo and phone are for the reader to keep."""
        if isinstance(self.holder, Official):
            return within(self.holder.area_id)
        return bool(self.holder) and within(self.holder.area_code)

    @property
    def told(self):
        return [
            self.label,
            self.name,
            self.post,
            self.phone,
            self.photo.pk.hex if self.photo else "",
        ]


def contents(villages, day):
    """{village code: [Party]} in the article's order. Six queries, however many villages."""
    held = boards(villages, day)
    holders = list(filter(None, (_holder(h) for rows in held.values() for h in rows)))
    phones, photos = _phones(holders), _photos(holders)
    return {code: [_party(h, phones, photos) for h in rows] for code, rows in held.items()}


def _holder(holding):
    """The person; a village's own secretary is only a name, and nobody holds an empty seat."""
    record = holding.record
    return getattr(record, "cadre", None) or getattr(record, "official", None)


def _party(holding, phones, photos):
    holder = _holder(holding)
    post = holder.post if isinstance(holder, Official) else ""
    who = holder and (holder._meta.label_lower, holder.pk)
    return Party(
        holding.seat.label,
        holding.name,
        f"{holding.unit or ''}{post}",
        phones.get(who, ""),
        holder,
        photos.get(who),
    )


def _phones(holders):
    """{(kind, number): phone} of those who agreed."""
    found = {}
    for model, private, key in PEOPLE:
        people = [holder.pk for holder in holders if isinstance(holder, model)]
        agreed = PhoneConsent.objects.filter(**{f"{key}__in": people}).values(key)
        for row in private.objects.filter(**{f"{key}__in": agreed}):
            if row.phone:
                found[model._meta.label_lower, getattr(row, f"{key}_id")] = row.phone
    return found


def _photos(holders):
    """{(kind, number): the latest picture}"""
    wanted = Q(pk=None)
    for model, _, _ in PEOPLE:
        people = [holder.pk for holder in holders if isinstance(holder, model)]
        wanted |= Q(record=model._meta.label_lower, record_id__in=people)
    rows = Attachment.objects.filter(wanted).order_by("record", "record_id", "-made_at", "-pk")
    return {(row.record, row.record_id): row for row in rows.distinct("record", "record_id")}


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
                | {"photo": _photo(p.photo, files)}
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


def _photo(picture, files):
    """The name under which a picture lies beside the template, or none."""
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
            content=stands(village, parties),
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
        parties, printed = told[village.pk], last.get(village.pk)
        changed = printed and _differs(printed.content, stands(village, parties))
        found.append((village, parties, printed, changed))
    return found


def stands(village, parties):
    """All that stands on a board: whatever of it changes, the one that hangs is out of date."""
    rest = [f"{village.township}", village.name, setting("supervision_phone"), setting("board_qr")]
    return [*(party.told for party in parties), rest]


def _differs(printed, now):
    """A print from before something was noted is judged by what was noted of it."""
    return any(after[: len(before)] != before for before, after in zip(printed, now, strict=False))
