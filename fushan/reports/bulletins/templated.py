"""Fills a Word template with a bulletin. Run by itself, in a process of its own: what a template of
an office asks for too much of ends that process and not the server.

What a template says is never run as Python, and what was typed is never markup. Stands alone: a
process of its own finds no other file of ours. A pickled job in, a pickled answer out.
"""

import pickle
import resource
import sys
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

FIGURE, HAND = "figure", "hand"
MEMORY = 2**30
SECONDS = 5  # a bulletin takes a fraction of one
TOO_MUCH = "照这份模板做一份太大，或者总也做不完，多半是循环写多了。请在下载的模板上改。"
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
    *(ValueError, AttributeError, ArithmeticError, RecursionError, MemoryError),
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
    spacing = (
        '<w:pPr><w:spacing w:line="240" w:lineRule="atLeast"/><w:ind w:firstLine="0"/></w:pPr>'
    )
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


def fault_of(error):
    if isinstance(error, UndefinedError):
        return f"模板里有认不出的名字：{error.message}。请照下载的模板写。"
    if isinstance(error, MemoryError):
        return TOO_MUCH
    if isinstance(error, SecurityError):
        return "模板里有不允许的写法，只能用下载的模板里那些名字。"
    if isinstance(error, TemplateSyntaxError):
        return f"模板里的 {{{{ }}}} 或 {{% %}} 不完整：{error.message}。请照下载的模板改。"
    return "这份 Word 模板打不开或写不进去，请在下载的模板上改好版式再传。"


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    job = pickle.loads(sys.stdin.buffer.read())
    try:
        answer = "", word_file(*job)
    except BROKEN as error:
        answer = fault_of(error), b""
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
