"""一人一档 on paper and as a Word file, a year of one cadre."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from fushan.catalogue.dossier import opened
from fushan.desk.models import Deed, note_access, setting
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role
from fushan.reports.paper import Paper, handed_out

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAID = "跟踪管理档案，不是干部人事档案。由系统里已有的记录汇成。"


def told(file, day):
    return {
        "title": setting("county_label"),
        "name": file.cadre.name,
        "unit": f"{file.cadre.unit or ''}{file.cadre.position}",
        "year": f"{file.year}年",
        "as_of": date_format(day, "Y年n月j日"),
        "said": SAID,
        "sections": [
            {
                "title": section.title,
                "lines": [[line.label, line.text] for line in lines],
                "nothing": section.nothing,
            }
            for section, lines in file.sections
        ],
        "days": [
            [date_format(on, "n月j日"), [[entry.kind, entry.text] for entry in entries]]
            for on, entries in file.days
        ],
    }


def paper_of(file, day):
    return Paper("dossier.typ", told(file, day))


def word_of(file, day):
    """The same words; the fonts are named and not shipped, as offices have them."""
    data, written = told(file, day), Document()
    page = written.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    _font(written.styles["Normal"], "仿宋_GB2312", 14)
    _font(written.styles["Title"], "方正小标宋简体", 22)
    _font(written.styles["Heading 1"], "黑体", 16)
    written.add_paragraph(f"{data['name']}一人一档（{data['year']}）", "Title")
    written.add_paragraph(f"{data['unit']}　截至{data['as_of']}。{data['said']}")
    for section in data["sections"]:
        written.add_paragraph(section["title"], "Heading 1")
        _table(written, section["lines"], section["nothing"])
    written.add_paragraph("逐日记录", "Heading 1")
    days = [[on, "\n".join(f"{k}：{t}" for k, t in entries)] for on, entries in data["days"]]
    _table(written, days, "这一年还没有记录")
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def _font(style, name, size):
    style.font.size, style.font.name = Pt(size), "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _table(written, lines, nothing):
    if not lines:
        written.add_paragraph(nothing)
        return
    table = written.add_table(len(lines), 2, "Table Grid")
    for column, width in zip(table.columns, (Mm(40), Mm(116)), strict=True):
        column.width = width
    cells = [cell for row in table._tbl.tr_lst for cell in row.tc_lst]
    for cell, text in zip(cells, (each for line in lines for each in line), strict=True):
        cell.p_lst[0].add_r().text = text


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def dossier_paper(request, cadre_id):
    today = localdate()
    file = opened(request.user, cadre_id, request.GET.get("year", ""), today)
    return handed_out(request, paper_of(file, today), f"{file.cadre}一人一档（{file.year}年）")


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def dossier_word(request, cadre_id):
    today = localdate()
    file = opened(request.user, cadre_id, request.GET.get("year", ""), today)
    name = f"{file.cadre}一人一档（{file.year}年）"
    note_access(request, Deed.PRINT, f"{name}（Word）")
    disposition = content_disposition_header(True, f"{name}.docx")
    return HttpResponse(word_of(file, today), WORD, headers={"Content-Disposition": disposition})
