"""What stands in a Word file: its paragraphs, its notes, the fonts it names."""

import io
import zipfile

from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs_of(file):
    """[text] of its paragraphs that hold any."""
    return [p.text for p in Document(io.BytesIO(file)).paragraphs if p.text.strip()]


def notes_of(file):
    """[text] of its footnotes."""
    root = etree.fromstring(part_of(file, "word/footnotes.xml"))
    return ["".join(note.itertext()).strip() for note in root if not note.get(f"{W}type")]


def part_of(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return packed.read(name)
