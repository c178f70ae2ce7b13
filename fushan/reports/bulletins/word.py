"""A bulletin as a Word file, by the shipped template or an office's own; notes are real footnotes.

What a template says is never run as Python, and what was typed is never markup.
"""

from copy import copy
from io import BytesIO
from xml.sax.saxutils import escape

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from fushan.reports.bulletins.telling import FIGURE, HAND
from fushan.reports.models import WordTemplate
from fushan.reports.paper import PAPERS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHIPPED = PAPERS / "bulletin.docx"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NO_NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{MAIN}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote></w:footnotes>"""
BY_HAND = "人工填写"
# What a template that is no good may raise, however it came to be so.
BROKEN = (
    *(TemplateError, OpcError, PythonDocxError, etree.LxmlError, LookupError, TypeError),
    *(ValueError, AttributeError, ArithmeticError, RecursionError),
)


class Runs:
    """Runs as Word has them, without any look of their own: the paragraph's style says it."""

    def __init__(self, runs, first_note):
        self.xml = "".join(_run(run, first_note) for run in runs)

    def __str__(self):
        return self.xml

    def __html__(self):
        return self.xml


def _run(run, first_note):
    text = f'<w:t xml:space="preserve">{escape(run["text"])}</w:t>'
    if run.get("kind") == HAND:
        mark = f"<w:t>{BY_HAND}</w:t>"
        small = '<w:rPr><w:sz w:val="16"/><w:vertAlign w:val="superscript"/></w:rPr>'
        line = '<w:rPr><w:u w:val="single"/></w:rPr>'
        return f"<w:r>{line}{text}</w:r><w:r>{small}{mark}</w:r>"
    if run.get("kind") == FIGURE:
        number = run["note"] + first_note - 1
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        return f'<w:r>{text}</w:r><w:r>{raised}<w:footnoteReference w:id="{number}"/></w:r>'
    return f"<w:r>{text}</w:r>"


def word_file(paper, template, base):
    """The file. `template`: its bytes; `base`: what stands before the ledgers' addresses."""
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    first = _next_note(document.docx)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(_context(paper, first), jinja_env=environment, autoescape=True)
    _write_notes(document.docx, paper["notes"], first, base)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _context(paper, first):
    """All that a template may name."""

    def runs(those):
        return Runs(those if paper["mark"] else _unmarked(those), first)

    to = [f"{word}：{whom}" for word, whom in paper["to"]]
    plain = ("kind", "mark", "name", "issue", "unit", "dated", "internal", "title")
    parts = [
        {"heading": part["heading"], "paragraphs": [runs(line) for line in part["paragraphs"]]}
        for part in paper["parts"]
    ]
    return {name: paper[name] for name in (*plain, "period", "as_of", "copies", "items")} | {
        "remark": runs(paper["remark"]) if paper["remark"] else "",
        "parts": parts,
        "to": to,
        "to_first": to[0] if to else "",
        "to_rest": to[1:],
    }


def _unmarked(runs):
    """A final one no longer says what was typed by hand."""
    return [run | {"kind": ""} if run.get("kind") == HAND else run for run in runs]


def _notes_part(docx):
    return next((part for part in docx.part.package.iter_parts() if _are_notes(part)), None)


def _are_notes(part):
    return part.content_type == NOTES_TYPE


def _next_note(docx):
    """A number that no note of the template has."""
    part = _notes_part(docx)
    if part is None:
        return 1
    numbers = etree.fromstring(part.blob).xpath("//w:footnote/@w:id", namespaces={"w": MAIN})
    return max([0, *map(int, numbers)]) + 1


def _write_notes(docx, notes, first, base):
    if not notes:
        return
    part = _notes_part(docx)
    if part is None:
        uri = PackURI("/word/footnotes.xml")
        part = Part(uri, NOTES_TYPE, NO_NOTES.encode(), docx.part.package)
        docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    root = etree.fromstring(part.blob)
    for note in notes:
        root.append(etree.fromstring(_note(note, first + note["n"] - 1, base)))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _note(note, number, base):
    look = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    raised = '<w:rPr><w:sz w:val="18"/><w:vertAlign w:val="superscript"/></w:rPr>'
    spacing = '<w:pPr><w:spacing w:line="240" w:lineRule="exact"/><w:ind w:firstLine="0"/></w:pPr>'
    return (
        f'<w:footnote xmlns:w="{MAIN}" w:id="{number}"><w:p>{spacing}'
        f"<w:r>{raised}<w:footnoteRef/></w:r>"
        f'<w:r>{look}<w:t xml:space="preserve">{escape(said_of(note, base))}</w:t></w:r>'
        "</w:p></w:footnote>"
    )


def said_of(note, base):
    """到村指导：1036次。口径：…… 明细：/ledger/…; the first says what precedes it."""
    before = f"（各注的网址前接 {base}）" if note["n"] == 1 and base else ""
    return (
        f"{note['label']}：{note['exact']}。口径：{note['definition']}"
        f"截至{note['as_of']}。明细：{note['url']}{before}"
    )


def template_for(area):
    """(the bytes, the office's own or None)."""
    own = WordTemplate.objects.in_use().filter(area=area).first()
    file = own and own.file
    if file and file.path().exists():
        return file.path().read_bytes(), own
    return SHIPPED.read_bytes(), None


SAMPLE_TEXT = "示例正文，到村指导"
SAMPLE = {
    "kind": "notice", "mark": "草稿", "name": "示例简报", "issue": "第1期",
    "unit": "示例单位", "dated": "2020年5月1日", "internal": "内部资料", "title": "示例标题",
    "period": "2020年4月", "as_of": "2020年4月30日", "copies": "共印1份",
    "remark": [{"text": "示例按语"}],
    "to": [["报", "示例"], ["送", "示例"]],
    "parts": [
        {
            "heading": "一、示例",
            "paragraphs": [[{"text": SAMPLE_TEXT}, {"text": "20次", "kind": FIGURE, "note": 1}]],
        }
    ],
    "items": [{"township": "示例乡", "lines": ["示例事项。"]}],
    "notes": [
        {"n": 1, "label": "到村指导", "exact": "20次", "definition": "示例。",
         "as_of": "2020-04-30", "url": "/"}
    ],
}  # fmt: skip


def fault_of_template(data):
    """What is wrong with it, in a sentence; nothing where a bulletin can be made of it."""
    try:
        made = word_file(copy(SAMPLE), data, "")
    except BROKEN as error:
        return fault_of(error)
    text = "".join(DocxTemplate(BytesIO(made)).get_docx().element.body.itertext())
    if SAMPLE_TEXT not in text:
        return "这份文件里没有正文的位置（{{r paragraph }}），请在下载的模板上改。"
    return ""


def fault_of(error):
    if isinstance(error, UndefinedError):
        return f"模板里有认不出的名字：{error.message}。请照下载的模板写。"
    if isinstance(error, SecurityError):
        return "模板里有不允许的写法，只能用下载的模板里那些名字。"
    if isinstance(error, TemplateSyntaxError):
        return f"模板里的 {{{{ }}}} 或 {{% %}} 不完整：{error.message}。请照下载的模板改。"
    return "这份 Word 模板打不开或写不进去，请在下载的模板上改好版式再传。"
