"""The footnotes of a bulletin on paper, its typed numbers and its tail, in Word and in PDF."""

import io
import re

import pytest
from django.urls import reverse
from docx import Document

from fushan.catalogue.figures import FIGURES
from fushan.reports.bulletins.drawing import paper_of
from fushan.reports.bulletins.papers import bulletin_pdf
from fushan.reports.bulletins.templated import word_file
from fushan.reports.bulletins.word import SHIPPED
from tests.reports.bulletins import made_final, notice
from tests.reports.words import BASE, file_of, links_of, notes_of, pages_of, part_of


def test_a_note_opens_its_records_and_prints_no_address(paper):
    file = file_of(paper)
    assert links_of(file) == [f"{BASE}/ledger/visits/?area=141027&period=2020-05"]
    assert '<w:hyperlink r:id="' in part_of(file, "word/footnotes.xml").decode()
    assert not any("ledger" in text or BASE in text for text in notes_of(file))
    unopened = word_file(paper_of(paper), SHIPPED.read_bytes(), "")
    assert notes_of(unopened) == notes_of(file)
    assert "hyperlink" not in part_of(unopened, "word/footnotes.xml").decode()


def test_who_may_not_open_the_records_has_no_link_to_them(client, official, paper):
    made_final(paper)
    client.force_login(official)
    file = client.get(reverse("bulletins:bulletin-word", args=[paper.pk])).content
    assert notes_of(file)[0].startswith("到村指导：1次。")
    assert "hyperlink" not in part_of(file, "word/footnotes.xml").decode()


def test_the_same_figure_has_one_note_to_which_each_number_refers(paper):
    row = paper.paragraphs.get(section="1")
    row.text = "选派村【选派村】，到村指导【到村指导】。"
    row.save()
    file = file_of(paper)
    body = part_of(file, "word/document.xml").decode()
    notes = part_of(file, "word/footnotes.xml").decode()
    assert re.findall(r'footnoteReference w:id="(\d)"', body) == ["1", "2"]
    assert re.findall(r"NOTEREF (\w+) ", body) == ["_Note1", "_Note1"]
    assert [body.count(f'w:name="_Note{n}"') for n in (1, 2)] == [1, 1]
    assert all(f'w:id="{n}"' in notes for n in (1, 2))
    assert b"footnotes+xml" in part_of(file, "[Content_Types].xml")


def test_a_typed_number_is_underlined_and_its_unit_stays_with_it(paper):
    body = part_of(file_of(paper), "word/document.xml").decode()
    line = '<w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">30</w:t></w:r>'
    assert f'{line}<w:r><w:t xml:space="preserve">户' in body


def test_the_tail_never_stands_alone(paper):
    paragraphs = Document(io.BytesIO(file_of(paper))).paragraphs
    kept = [p.text for p in paragraphs if p.paragraph_format.keep_with_next]
    assert kept[-3:] == ["又写1次。", "报：市委组织部", "送：县委"]
    assert kept.count("又写1次。") == 1


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_the_tail_of_the_pdf_stands_below_text(paper, lines):
    row = paper.paragraphs.get(section="1")
    row.text = "逐村走一遍，一件件办。\n" * lines
    row.save()
    last = pages_of(bulletin_pdf(paper_of(paper), BASE))[-1]
    first_lines = last.crop((0, 37, last.width, 37 + 29))  # below the margin, in millimetres
    assert first_lines.getextrema()[0] < 128


def test_the_pdf_holds_the_same_and_lacks_no_character(client, staff, paper):
    made = bulletin_pdf(paper_of(paper), BASE)
    assert made.missing == "" and made.pdf().startswith(b"%PDF-")
    assert made.data["said"] == [
        {
            "told": "到村指导：1次",
            "how": f"。口径：{FIGURES['visits'].definition}截至2020年5月31日。",
            "url": f"{BASE}/ledger/visits/?area=141027&period=2020-05",
        }
    ]
    client.force_login(staff)
    response = client.get(reverse("bulletins:bulletin-paper", args=[paper.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


def test_the_pdf_of_a_notice_lists_by_township(staff):
    made = bulletin_pdf(paper_of(notice(staff)), BASE)
    assert made.pdf().startswith(b"%PDF-")
    assert [group["township"] for group in made.data["items"]] == ["张庄镇", "北王镇"]
