"""A bulletin as Word: as an official paper looks, by the shipped template or another."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.shared import Mm, Pt

from fushan.desk.models import AccessLog, Attachment
from fushan.org.models import Role
from fushan.reports.bulletins.moving import make_final, send
from fushan.reports.bulletins.templated import TOO_MUCH
from fushan.reports.bulletins.word import SHIPPED, fault_of_template
from fushan.reports.models import WordTemplate
from tests.factories import UserFactory
from tests.reports.bulletins import made_final, notice
from tests.reports.words import W, file_of, notes_of, paragraphs_of, part_of


def style(name):
    return Document(SHIPPED).styles[name]


def east_asian(name):
    return style(name).element.rPr.rFonts.get(f"{W}eastAsia")


def template(text="{%p for part in parts %}", more=()):
    """A Word file of one's own that tells all parts."""
    made = Document()
    lines = (text, "{%p for paragraph in part.paragraphs %}", "{{r paragraph }}")
    for line in (*lines, "{%p endfor %}", "{%p endfor %}", *more):
        made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def handed_in(client, data, name="新模板.docx"):
    document = SimpleUploadedFile(name, data)
    page = reverse("bulletins:templates")
    return client.post(page, {"submission": uuid4(), "document": document})


def test_the_page_is_that_of_an_official_paper():
    section = Document(SHIPPED).sections[0]
    margins = ("top_margin", "bottom_margin", "left_margin", "right_margin")
    assert [round(getattr(section, name).mm) for name in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = style("正文段落")
    assert (body.font.size, style("Normal").paragraph_format.line_spacing) == (Pt(16), Pt(28.8))
    assert style("简报标题").font.size == Pt(22)
    assert str(style("报头名称").font.color.rgb) == "E60012"
    across = section.page_width - section.left_margin - section.right_margin
    assert round(across / Mm(1)) == 156


def test_each_kind_of_text_has_its_font_and_each_font_another_name():
    assert {
        name: east_asian(name) for name in ("简报标题", "正文段落", "一级标题", "二级标题")
    } == {
        "简报标题": "方正小标宋简体",
        "正文段落": "仿宋_GB2312",
        "一级标题": "黑体",
        "二级标题": "楷体_GB2312",
    }
    table = part_of(SHIPPED.read_bytes(), "word/fontTable.xml").decode()
    for name, other in (
        ("方正小标宋简体", "宋体"),
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
    ):
        assert f'w:name="{name}"><w:altName w:val="{other}"/>' in table


def test_pages_are_numbered_right_on_odd_left_on_even():
    section = Document(SHIPPED).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert (str(odd.alignment), str(even.alignment)) == ("RIGHT (2)", "LEFT (0)")


def test_it_is_told_whole_with_a_note_for_each_number(paper):
    file = file_of(paper)
    assert paragraphs_of(file) == [
        "内部资料　注意保存\t草稿（划线的数是人工填写）",
        "选派干部工作简报",
        f"第{paper.issue}期",
        "中共浮山县委组织部\t2020年6月1日",
        "选派干部工作情况",
        "按语：请各乡镇<学习>。",
        "到村指导1次，入户30户。",
        "又写1次。",
        "一、铭初心、亮身份",
        "到村指导1次，入户30户。",
        "又写1次。",
        "报：市委组织部",
        "送：县委",
        "共印50份",
    ]
    notes = notes_of(file)
    assert len(notes) == 1
    assert notes[0].startswith("到村指导：1次。口径：期内县、乡干部到村指导")
    assert notes[0].endswith("截至2020年5月31日。")


def test_a_final_one_bears_no_mark_of_a_draft(paper):
    send(paper)
    assert "征求意见稿" in paragraphs_of(file_of(paper))[0]
    make_final(paper, by=UserFactory(role=Role.STAFF, area_code="141027"))
    text = "\n".join(paragraphs_of(file_of(paper)))
    assert "入户30户" in text and "人工填写" not in text
    assert "<w:u " not in part_of(file_of(paper), "word/document.xml").decode()
    assert "草稿" not in text and "征求意见稿" not in text


def test_the_number_of_a_notice_is_left_to_the_office(staff):
    made = Document(io.BytesIO(file_of(notice(staff))))
    assert [p.text for p in made.paragraphs if p.style.name == "发文字号"] == [""]
    text = "\n".join(p.text for p in made.paragraphs)
    assert "（1）张庄镇\n1．张庄镇某村：干部急难事没有人认领" in text
    assert "（2）北王镇\n1．北王镇某村：干部急难事没有人认领" in text


def test_what_was_typed_is_never_markup_nor_program(paper):
    paper.title = "{{ 7*7 }}<w:b/>&"
    paper.save()
    assert "{{ 7*7 }}<w:b/>&" in paragraphs_of(file_of(paper))


def test_it_is_downloaded_and_noted(client, staff, paper):
    client.force_login(staff)
    response = client.get(reverse("bulletins:bulletin-word", args=[paper.pk]))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert len(paragraphs_of(response.content)) == 14
    assert AccessLog.objects.get().what == f"{paper}（Word）"


def test_an_office_puts_its_own_template_in_place_and_takes_it_back(client, staff, paper):
    client.force_login(staff)
    url = reverse("bulletins:bulletin-word", args=[paper.pk])
    handed_in(client, template(more=["本县自己的版式 {{ title }}"]))
    assert Attachment.objects.get().name == "新模板.docx"
    own = paragraphs_of(client.get(url).content)
    assert own[-1] == "本县自己的版式 选派干部工作情况"
    assert notes_of(client.get(url).content)[0].startswith("到村指导：1次。")
    assert "内部资料" in paragraphs_of(client.get(f"{url}?shipped").content)[0]
    client.post(reverse("bulletins:drop-templates"))
    assert "内部资料" in paragraphs_of(client.get(url).content)[0]
    assert WordTemplate.objects.get().dropped_by == staff


def test_the_template_of_one_office_is_not_anothers(client, staff, official, paper):
    client.force_login(staff)
    handed_in(client, template(more=["县里的版式"]))
    made_final(paper)
    client.force_login(official)
    file = client.get(reverse("bulletins:bulletin-word", args=[paper.pk])).content
    assert "县里的版式" not in paragraphs_of(file)
    assert "新模板" not in client.get(reverse("bulletins:templates")).text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"plain", "只收 PDF、Word 和 Excel 文件；照片请从“照片”上传。"),
        (b"", "文件是空的，请重新选择。"),
        (template(more=["{{ titel }}"]), "模板里有认不出的名字：'titel' is undefined。"
         "请照下载的模板写。"),
        (template(more=["{% if %}"]), "不完整"),
        (template("{%p for part in nobody %}"), "模板里有认不出的名字"),
        (template(more=["{{ ''.__class__.__mro__ }}"]), "模板里有不允许的写法"),
        (template(more=["{{ 1/0 }}"]), "这份 Word 模板打不开或写不进去"),
        (template("{%p for part in [] %}"), "这份文件里没有正文的位置"),
    ],
    ids=["text", "empty", "misspelt", "broken", "unknown", "unsafe", "sum", "no text"],
)  # fmt: skip
def test_a_template_that_is_no_good_is_told_in_a_sentence(client, staff, paper, data, told):
    client.force_login(staff)
    response = handed_in(client, data)
    assert told in " ".join(response.context["form"].errors["document"])
    assert not WordTemplate.objects.exists()


def test_a_file_that_only_looks_like_word_is_told():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("word/document.xml", "<w>")
    assert fault_of_template(packed.getvalue()).startswith("这份 Word 模板打不开")
    assert fault_of_template(SHIPPED.read_bytes()) == ""


LOOPS = "".join(f"{{% for {name} in range(90000) %}}" for name in "abc") + "{% endfor %}" * 3


@pytest.mark.parametrize(
    "line",
    [LOOPS, "{{ 'x' * 10 ** 10 }}", "{{ '%2000000000d' | format(1) }}"],
    ids=["endless", "huge", "padded"],
)
def test_a_template_that_never_ends_or_grows_without_end_is_refused(line):
    assert fault_of_template(template(more=[line])) == TOO_MUCH


def test_a_template_that_breaks_later_is_told_and_the_shipped_one_serves(client, staff, paper):
    client.force_login(staff)
    handed_in(client, template())
    Attachment.objects.get().path().write_bytes(template(more=["{{ titel }}"]))
    url = reverse("bulletins:bulletin-word", args=[paper.pk])
    page = client.get(url, follow=True)
    assert "模板里有认不出的名字" in page.text and "也可以先按系统自带的模板出 Word" in page.text
    assert client.get(f"{url}?shipped").status_code == 200


def test_the_shipped_template_is_there_to_be_taken(client, staff, paper):
    client.force_login(staff)
    assert client.get(reverse("bulletins:shipped-template")).content == SHIPPED.read_bytes()
