"""干部任免审批表: two A4 pages, as the roster and the file handed in have it."""

import re
from io import BytesIO

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.appointment import kept_form, outgoing, private_of
from cadres.models import Cadre
from fushan.catalogue.dossier import may_open
from fushan.kit.images import clean_photo
from fushan.kit.lrmx.form import age_on, counted_on, month_of
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role
from fushan.reports.paper import Paper, handed_out

LEAST_ROWS = 7  # for relatives; more of them stand closer
DASH = r"(?:--|-|—+|–|~|至)"
SPAN = re.compile(rf"(\d{{4}}[.年]\d{{1,2}}月?\s*{DASH}\s*(?:\d{{4}}[.年]\d{{1,2}}月?)?)\s*(.*)")


def form_of_paper(form, day):
    """`day`: counted from where the form itself names none."""
    counted = counted_on(form, day)
    files = _photo(form)
    data = {
        "form": form.values | {"newer": form.is_newer},
        "born": _born(form["ChuShengNianYue"], counted),
        "party": _dotted(form["RuDangShiJian"]),
        "worked": _dotted(form["CanJiaGongZuoShiJian"]),
        "due": _dotted(form["DaoLingNianYue"]),
        "cv": career(form["JianLi"]),
        "family": _family(form.family, counted),
        "photo": next(iter(files), ""),
        "filled": date_format(day, "Y年n月j日"),
    }
    return Paper("appointment.typ", data, files)


def career(text):
    """[[from when to when, what]]; a line without years goes on the one before it."""
    rows = []
    for line in filter(str.strip, text.splitlines()):
        if found := SPAN.fullmatch(line.strip()):
            rows.append([re.sub(r"\s", "", found[1]), found[2].strip()])
        elif rows:
            rows[-1][1] += f"\n{line.strip()}"
        else:
            rows.append(["", line.strip()])
    return rows


def _family(family, counted):
    rows = [
        [
            relative["ChengWei"],
            relative["XingMing"],
            _age(relative["ChuShengRiQi"], counted),
            relative["ZhengZhiMianMao"],
            relative["GongZuoDanWeiJiZhiWu"],
        ]
        for relative in family
    ]
    return rows + [[""] * 5] * (LEAST_ROWS - len(rows))


def _age(born, counted):
    age = age_on(born, counted)
    return "" if age is None else str(age)


def _born(text, counted):
    age = _age(text, counted)
    return [_dotted(text), f"（{age}岁）" if age else ""]


def _dotted(text):
    month = month_of(text)
    return f"{month[:4]}.{month[4:]}" if month else text


def _photo(form):
    """{name: bytes}, made anew; nothing where it is no usable photo."""
    picture = form.picture()
    if picture is None:
        return {}
    try:
        return {"photo.jpg": clean_photo(BytesIO(picture[0]), longest=800).data}
    except ValueError:
        return {}


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def form_paper(request, cadre_id):
    if not may_open(request.user, cadre_id):
        raise Http404("没有这份档案。")
    cadre = get_object_or_404(Cadre.objects.select_related("unit"), pk=cadre_id)
    form = outgoing(cadre, private_of(cadre), kept_form(cadre)[1])
    return handed_out(request, form_of_paper(form, localdate()), f"{cadre}干部任免审批表")
