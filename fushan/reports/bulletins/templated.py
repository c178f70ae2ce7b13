"""Fills a Word template with a bulletin. Run by itself, in a process of its own: what a template of
an office asks for too much of ends that process and not the server.

What a template says is never run as Python, and what was typed is never markup. Stands alone: a
process of its own finds no other file of ours. A pickled job in, a pickled answer out.
"""

import pickle
import resource
import sys
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
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
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAIL = "报尾"  # what the styles of its lines begin with
BOOKMARKS = 10_000  # numbers that no bookmark of a template has
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NO_NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{MAIN}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote></w:footnotes>"""
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
        return f'<w:r><w:rPr><w:u w:val="single"/></w:rPr>{text}</w:r>'
    if run.get("kind") == FIGURE:
        number = run["note"] + first_note - 1
        return f'<w:r>{text}</w:r><w:r>{RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
    return f"<w:r>{text}</w:r>"


def word_file(paper, template, base):
    """The file. `template`: its bytes; `base`: what stands before the ledgers' addresses."""
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    first = _next_note(document.docx)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(_context(paper, first), jinja_env=environment, autoescape=True)
    _write_notes(document.docx, paper["notes"], first, base)
    _refer_again(document.docx.element.body)
    _keep_the_tail_with_text(document.docx.paragraphs)
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
        docx.part.relate_to(part, RELATION.FOOTNOTES)
    root = etree.fromstring(part.blob)
    for note in notes:
        link = base and part.relate_to(f"{base}{note['url']}", RELATION.HYPERLINK, is_external=True)
        root.append(etree.fromstring(_note(note, first + note["n"] - 1, link)))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _refer_again(body):
    """What refers to a note that stands already takes its number: Word numbers each note once."""
    first = {}
    for reference in list(body.iter(f"{{{MAIN}}}footnoteReference")):
        number, run = int(reference.get(f"{{{MAIN}}}id")), reference.getparent()
        if number in first:
            run.getparent().replace(run, _same_as(number, list(first).index(number) + 1))
        else:
            first[number] = run
            run.addprevious(_mark(f'Start w:name="_Note{number}"', number))
            run.addnext(_mark("End", number))


def _keep_the_tail_with_text(paragraphs):
    """It never stands alone on a page: the end of the text goes with it."""
    for paragraph, following in pairwise(paragraphs):
        if following.style.name.startswith(TAIL):
            paragraph.paragraph_format.keep_with_next = True


def _mark(which, number):
    return etree.fromstring(f'<w:bookmark{which} xmlns:w="{MAIN}" w:id="{BOOKMARKS + number}"/>')


def _same_as(number, shown):
    look = r"\h \* MERGEFORMAT"
    return etree.fromstring(
        f'<w:fldSimple xmlns:w="{MAIN}" w:instr=" NOTEREF _Note{number} {look} ">'
        f"<w:r>{RAISED}<w:t>{shown}</w:t></w:r></w:fldSimple>"
    )


def _note(note, number, link):
    raised = '<w:rPr><w:sz w:val="18"/><w:vertAlign w:val="superscript"/></w:rPr>'
    spacing = (
        '<w:pPr><w:spacing w:line="240" w:lineRule="atLeast"/><w:ind w:firstLine="0"/></w:pPr>'
    )
    told, how = map(_small, said_of(note))
    opens = f'<w:hyperlink r:id="{link}">{told}</w:hyperlink>' if link else told
    return (
        f'<w:footnote xmlns:w="{MAIN}" xmlns:r="{LINKS}" w:id="{number}"><w:p>{spacing}'
        f"<w:r>{raised}<w:footnoteRef/></w:r>{opens}{how}</w:p></w:footnote>"
    )


def _small(text):
    look = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def said_of(note):
    """(到村指导：1036次, how it is counted and up to when). The first opens the records."""
    year, month, day = note["as_of"].split("-")
    until = f"截至{year}年{int(month)}月{int(day)}日。"
    return f"{note['label']}：{note['exact']}", f"。口径：{note['definition']}{until}"


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
