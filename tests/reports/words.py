"""What stands in a Word file and on a PDF: paragraphs, notes, what notes open, pages."""

import io
import zipfile

import typst
from docx import Document
from lxml import etree
from PIL import Image

from fushan.reports.bulletins.drawing import paper_of
from fushan.reports.bulletins.templated import word_file
from fushan.reports.bulletins.word import SHIPPED

BASE = "http://10.1.1.1"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs_of(file):
    """[text] of its paragraphs that hold any."""
    return [p.text for p in Document(io.BytesIO(file)).paragraphs if p.text.strip()]


def notes_of(file):
    """[text] of its footnotes."""
    root = etree.fromstring(part_of(file, "word/footnotes.xml"))
    return ["".join(note.itertext()).strip() for note in root if not note.get(f"{W}type")]


def links_of(file):
    """[address] that its footnotes open."""
    root = etree.fromstring(part_of(file, "word/_rels/footnotes.xml.rels"))
    return [link.get("Target") for link in root if link.get("TargetMode") == "External"]


def pages_of(paper):
    """The pages of a PDF as grey pictures, a dot a millimetre."""
    with paper.laid_out() as folder:
        pages = typst.compile(
            folder / paper.template, root=folder, format="png", ppi=25.4, **paper._how()
        )
    return [Image.open(io.BytesIO(page)).convert("L") for page in _listed(pages)]


def _listed(pages):
    return pages if isinstance(pages, list) else [pages]


def part_of(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return packed.read(name)


def file_of(paper, template=None):
    return word_file(paper_of(paper), template or SHIPPED.read_bytes(), BASE)
