"""A bulletin as it stands on paper: plain data for the page, for Word and for PDF.

One that was sent to be checked is what was kept of it then; nothing is asked anew.
"""

from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from fushan.catalogue.figures import FIGURES
from fushan.org.figures import Value, as_of, values
from fushan.org.reach import within
from fushan.reports.bulletins.overdue import outdated, still_verified
from fushan.reports.bulletins.telling import Teller, as_data, exact, period_of
from fushan.reports.bulletins.templated import HAND
from fushan.reports.models import BulletinState, Section

HEADINGS = "一二三四五六七八九"
ITEMS_HEADING = "核实后仍没有办理的事项"
MARKS = {BulletinState.DRAFT: "草稿", BulletinState.REVIEW: "征求意见稿"}
BY_HAND = "（划线的数是人工填写）"
TO = (("报", "to_report"), ("送", "to_send"), ("发", "to_issue"))


def paper_of(bulletin):
    if bulletin.snapshot is None:
        return drawn(bulletin)
    return _marked(bulletin, bulletin.snapshot)


def drawn(bulletin, texts=None):
    """With the records as they are now. `texts`: {section: text}, where they are not saved yet."""
    if texts is None:
        rows = bulletin.paragraphs.order_by("section")
        texts = {row.section: row.text for row in rows}
    texts = {section: texts[section] for section in sorted(texts)}
    period = period_of(bulletin)
    teller = Teller(bulletin.about, period, [bulletin.remark, *texts.values()])
    remark = [run for line in teller.told(bulletin.remark) for run in line]
    parts = [(Section(section), teller.told(text)) for section, text in texts.items()]
    left_out = outdated(bulletin)
    paper = {
        **_head(bulletin),
        "period": period.label,
        "until": f"{period.last}",
        "as_of": date_format(as_of(period), "Y年n月j日"),
        "taken_at": date_format(localtime(now()), "Y年n月j日 H:i"),
        "remark": as_data(remark),
        **_body(parts, still_verified(bulletin, left_out)),
        "left_out": left_out,
        "notes": [vars(note) for note in teller.notes],
    }
    return _marked(bulletin, paper)


def _marked(bulletin, paper):
    """One that is not final says so, and which numbers in it somebody typed."""
    mark = MARKS.get(bulletin.state, "")
    lines = [line for part in paper["parts"] for line in part["paragraphs"]]
    typed = any(run.get("kind") == HAND for line in [paper["remark"], *lines] for run in line)
    return paper | {"mark": f"{mark}{BY_HAND}" if mark and typed else mark}


def _head(bulletin):
    return {
        "kind": bulletin.kind,
        "name": bulletin.name,
        "issue": f"第{bulletin.issue}期" if bulletin.issue else "",
        "unit": bulletin.unit,
        "dated": date_format(bulletin.dated, "Y年n月j日"),
        "internal": "内部资料　注意保存" if bulletin.is_internal else "",
        "title": bulletin.title,
        "to": [[word, getattr(bulletin, name)] for word, name in TO if getattr(bulletin, name)],
        "copies": f"共印{bulletin.copies}份" if bulletin.copies else "",
    }


def _body(parts, verified):
    """The parts that have anything to say, numbered; the list of a 通报 follows its opening."""
    told, number = [], 0
    parts = [(section, lines) for section, lines in parts if lines]
    for section, lines in parts:
        if section != Section.OPENING:
            number += 1
        heading = "" if section == Section.OPENING else f"{HEADINGS[number - 1]}、{section.label}"
        told.append({"heading": heading, "paragraphs": [as_data(line) for line in lines]})
    return {"parts": told, "items": _listed(verified)}


def _listed(verified):
    """[{township, lines}] in the order of the places."""
    by_township = {}
    for item in sorted(verified, key=lambda item: (item["place"], item["kind"])):
        by_township.setdefault(item["township"], []).append(item["text"])
    return [{"township": name, "lines": lines} for name, lines in by_township.items()]


def changed_since(bulletin):
    """[(note, what the records come to now)] where a bulletin that was sent tells something else.

    Only for who reaches all of its place: another would compare a part with the whole.
    """
    if bulletin.snapshot is None or not within(bulletin.about_id):
        return []
    notes = {note["code"]: note for note in bulletin.snapshot["notes"]}
    figures = [FIGURES[code] for code in notes if code in FIGURES]
    found = values(figures, bulletin.about_id, period_of(bulletin))
    return [
        (notes[figure.code], exact(figure, found[figure.code][0]))
        for figure in figures
        if found[figure.code][0] != _kept(notes[figure.code])
    ]


def outdated_since(bulletin, paper):
    """What a drawing of a draft left out; of one being checked, what was done since it was sent."""
    if bulletin.is_draft:
        return paper["left_out"]
    return [] if bulletin.is_final or not within(bulletin.about_id) else outdated(bulletin)


def _kept(note):
    return Value(note["number"], note["out_of"])
