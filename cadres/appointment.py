"""Between the roster and the appointment form: what differs, what is taken over, what goes out."""

import re
from dataclasses import dataclass, replace

from django.db import transaction

from cadres.models import AppointmentForm, Cadre, CadrePrivate
from cadres.models.words import ETHNICITIES, Gender
from fushan.kit.lrmx import FIELDS, Form, Relative, read, write
from fushan.kit.lrmx.form import BLANK, FAMILY, OF_RELATIVE, age_on, counted_on, month_of

ROSTER = {
    "XingMing": "name",
    "XingBie": "gender",
    "ChuShengNianYue": "born_in",
    "MinZu": "ethnicity",
    "JiGuan": "native_place",
    "ChuShengDi": "birth_place",
    "RuDangShiJian": "joined_party",
    "CanJiaGongZuoShiJian": "worked_since",
    "JianKangZhuangKuang": "health",
    "ZhuanYeJiShuZhiWu": "technical_post",
    "ShuXiZhuanYeYouHeZhuanChang": "strengths",
    "QuanRiZhiJiaoYu_XueLi": "education",
    "QuanRiZhiJiaoYu_XueWei": "degree",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "education_school",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "degree_school",
    "ZaiZhiJiaoYu_XueLi": "later_education",
    "ZaiZhiJiaoYu_XueWei": "later_degree",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "later_education_school",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "later_degree_school",
}
SEALED = {"JianLi": "resume", "NianDuKaoHeJieGuo": "appraisals", "ShenFenZheng": "id_number"}
MONTHS = ("ChuShengNianYue", "RuDangShiJian", "CanJiaGongZuoShiJian")
WORDS = {"XingBie": set(Gender.values), "MinZu": dict(ETHNICITIES).keys()}
POST = "XianRenZhiWu"
NOTHING = "—"  # for an empty entry of a relative, so that the others keep their places
VERSION = "3.2.1.16"
AGE = re.compile(r"<NianLing>\s*\d*\s*</NianLing>")  # which other programs put in


@dataclass(frozen=True)
class Difference:
    """`why`: the reason for which the department has to mend it itself, "" where it may tick it."""

    tag: str
    label: str
    ours: str
    theirs: str
    why: str = ""


def family_text(family):
    """A line for each: 称谓 姓名 出生日期 政治面貌 工作单位及职务."""
    return "\n".join(
        " ".join("".join(relative[tag].split()) or NOTHING for tag in OF_RELATIVE)
        for relative in family
    )


def family_of(text):
    """[Relative] of such lines; a line of another shape keeps what it has, from the left."""
    parted = [line.split(maxsplit=len(OF_RELATIVE) - 1) for line in text.splitlines()]
    return tuple(
        Relative(
            dict.fromkeys(OF_RELATIVE, "")
            | {tag: "" if p == NOTHING else p for tag, p in zip(OF_RELATIVE, parts, strict=False)}
        )
        for parts in parted
        if parts
    )


def of_roster(cadre, private):
    """{tag: text} of all that the roster knows."""
    told = {tag: getattr(cadre, field) for tag, field in ROSTER.items()}
    told |= {tag: getattr(private, field) for tag, field in SEALED.items()}
    told[POST] = f"{cadre.unit or ''}{cadre.position}"
    told[FAMILY] = private.family
    return {tag: _plain(tag, text) for tag, text in told.items()}


def of_file(form):
    """The same of a form."""
    told = {tag: form[tag] for tag in (*ROSTER, *SEALED, POST)}
    told[FAMILY] = family_text(form.family)
    return {tag: _plain(tag, text) for tag, text in told.items()}


def _plain(tag, text):
    """As the roster writes it: months in six figures, an ID number with a large X."""
    text = text.replace("\r\n", "\n").strip()
    if tag in MONTHS:
        return month_of(text) or text
    return text.upper() if tag == "ShenFenZheng" else text


def differences(cadre, private, form):
    """[Difference] in the form's order. What the file leaves empty takes nothing away."""
    ours, theirs = of_roster(cadre, private), of_file(form)
    return [
        Difference(tag, FIELDS[tag], ours[tag], theirs[tag], _obstacle(cadre, tag, theirs[tag]))
        for tag in FIELDS
        if tag in theirs and theirs[tag] and theirs[tag] != ours[tag]
    ]


def _obstacle(cadre, tag, text):
    if tag == POST:
        return "单位和职务分开登记，请在花名册里改"
    if tag in WORDS and text not in WORDS[tag]:
        return "花名册里没有这个选项"
    if tag in MONTHS and tag != "RuDangShiJian" and not month_of(text):
        return "不是年月"
    most = cadre._meta.get_field(ROSTER[tag]).max_length if tag in ROSTER else None
    return f"超过 {most} 个字" if most and len(text) > most else ""


def somebody_else(cadre, private, form):
    """A sentence where the file is plainly about another person, else ""."""
    ours, theirs = of_roster(cadre, private), of_file(form)
    number = "ShenFenZheng"
    if ours[number] and theirs[number]:
        same = ours[number] == theirs[number]
        return "" if same else "文件里的身份证号和花名册里的不一样，请核对是不是这个人的表。"
    if "".join(form["XingMing"].split()) != cadre.name:
        return f"文件里的姓名是“{form['XingMing']}”，不是{cadre}的表。"
    return ""


def private_of(cadre, rows=CadrePrivate.objects):
    row = rows.filter(cadre=cadre).first()
    return row or CadrePrivate(cadre=cadre, area_code=cadre.area_code)


def locked(cadre_id):
    """(cadre, private row) as they stand now, and nobody else's to change until the end."""
    mine = {"of": ("self",)}
    rows = Cadre.objects.select_related("unit").select_for_update(**mine)
    cadre = rows.get(pk=cadre_id)
    return cadre, private_of(cadre, CadrePrivate.objects.select_for_update(**mine))


def kept_form(cadre):
    """(row, Form) of the file last handed in; (None, an empty Form) before there was one."""
    row = AppointmentForm.objects.filter(cadre=cadre).first()
    return row, form_in(row)


def form_in(row):
    return read(row.file.encode()) if row else Form(BLANK | {"Version": VERSION})


@transaction.atomic
def receive(cadre, form, *, by, on):
    """Keep the file whole; the roster is not touched. The same file again is the one there is."""
    cadre, _ = locked(cadre.pk)
    row = AppointmentForm.objects.filter(cadre=cadre).first()
    row = row or AppointmentForm(cadre=cadre, area_code=cadre.area_code)
    text = write(form).decode()
    if text != row.file:
        row.file, row.received_by, row.received_on = text, by, on
        row.save()
    return row


def take_over(cadre, private, found, tags):
    """Put what was ticked of these differences into the roster."""
    for difference in (d for d in found if d.tag in tags and not d.why):
        tag, text = difference.tag, difference.theirs
        if tag in ROSTER:
            setattr(cadre, ROSTER[tag], text)
        else:
            setattr(private, SEALED.get(tag, "family"), text)
    cadre.save()
    private.save()


def outgoing(cadre, private, form):
    """The form as it goes out: the roster's words over those of the file last handed in."""
    ours, theirs = of_roster(cadre, private), of_file(form)
    newer = {tag: text for tag, text in ours.items() if text and text != theirs[tag]}
    family = family_of(newer.pop(FAMILY)) if FAMILY in newer else form.family
    return replace(form, values=form.values | newer, family=family)


def aged(form, cadre, day):
    """The same with the age, where another program put one in, as the printed form says it.

    Only where the roster knows the month of birth; another's word is not reckoned over.
    """
    age = age_on(cadre.born_in, counted_on(form, day))
    if age is None:
        return form
    kept = (
        (tag, f"<NianLing>{age}</NianLing>" if AGE.fullmatch(element) else element)
        for tag, element in form.kept
    )
    return replace(form, kept=tuple(kept))
