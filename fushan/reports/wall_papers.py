"""A wall as a poster, and its promises beside what was done; both on paper."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import Wall
from fushan.catalogue.promises import with_records
from fushan.desk.models import Attachment, setting
from fushan.kit.shapes import drawing
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.reports.paper import Paper, handed_out

RED = "#a81c1c"
ROWS = Wall.objects.select_related("cadre__unit", "village__township")


def poster(wall):
    """A3. The drawing is our own; the words stand in it as data."""
    files = {"shape.svg": drawing(wall.shape, RED, 1.6).encode()}
    photo = Attachment.objects.of(wall.cadre).order_by("-made_at").first()
    if photo and photo.path().exists():
        files["photo.jpg"] = photo.path().read_bytes()
    data = {
        "name": wall.cadre.name,
        "unit": f"{wall.cadre.unit or ''}",
        "place": f"{wall.village.township}{wall.village}",
        "aspiration": wall.aspiration,
        "goal": wall.goal,
        "verse": wall.verse,
        "pledges": [pledge.text for pledge in wall.pledges.order_by("due_on", "pk")],
        "photo": "photo.jpg" if "photo.jpg" in files else "",
    }
    return Paper("wall.typ", data, files)


def account(wall, day):
    """A4: promised, by when, how it went, by what record."""
    data = {
        "title": setting("county_label"),
        "name": wall.cadre.name,
        "place": f"{wall.village.township}{wall.village}",
        "made": date_format(wall.made_on, "Y年n月j日"),
        "as_of": date_format(day, "Y年n月j日"),
        "aspiration": wall.aspiration,
        "goal": wall.goal,
        "rows": [_line(pledge, cited) for pledge, cited in with_records(wall)],
    }
    return Paper("reconcile.typ", data)


def _line(pledge, cited):
    how = pledge.get_state_display()
    if pledge.settled_on:
        how += f"（{date_format(pledge.settled_on, 'Y年n月j日')}）"
    return {
        "text": pledge.text,
        "due": date_format(pledge.due_on, "Y年n月j日") if pledge.due_on else "任期内",
        "how": how,
        "reason": pledge.reason,
        "cited": [one.label if one.url else f"{one.label}（记录已查不到）" for one in cited]
        + ([pledge.done] if pledge.done else []),
    }


@for_roles(*COUNTY_AND_BELOW)
def wall_paper(request, wall_id):
    wall = get_object_or_404(ROWS, pk=wall_id)
    return handed_out(request, poster(wall), f"{wall.cadre}初心墙")


@for_roles(*COUNTY_AND_BELOW)
def reconcile_paper(request, wall_id):
    wall = get_object_or_404(ROWS, pk=wall_id)
    return handed_out(request, account(wall, localdate()), f"{wall.cadre}初心墙对账")
