"""Everything on paper: templates, fonts, what the fonts lack, and how a paper is handed out."""

import json
import shutil
import struct
import subprocess
import sys
import unicodedata
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.contrib import messages
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from PIL import ImageFont

from fushan.desk.models import Deed, note_access

NONE = "\U0010fffd"  # a character that no font has
GAP = "□"  # stands on paper for such a one, to be written in by hand
UNSEEN = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")  # nothing of its own is drawn for these
MOST_TOLD = 20
PAPERS = Path(__file__).parent / "papers"
DRAWN = Path(__file__).parent / "drawn.py"
LONGEST = 60  # seconds
HEAD = 33  # bytes of a PNG before its second chunk
DOTS = round(300 / 0.0254)  # a metre


@dataclass(frozen=True)
class Paper:
    """A template, and all that is shown in it: as data, never as markup.

    `files`: {name: bytes} of pictures that the data name. `parts`: templates that it takes in.
    """

    template: str
    data: dict
    files: dict = field(default_factory=dict)
    parts: tuple = ()

    @cached_property
    def _text(self):
        return json.dumps(self.data, ensure_ascii=False)

    @cached_property
    def missing(self):
        """The characters that no font has: the paper has a gap for each."""
        return missing_from_fonts(self._text)

    def pdf(self):
        with self.laid_out() as folder:
            return typst.compile(folder / self.template, root=folder, **self._how())

    def png(self):
        """300 dots an inch, for a print shop. A large one takes much memory: not in this process's.

        One page only.
        """
        with self.laid_out() as folder:
            how = folder / "how.json"
            how.write_text(json.dumps({"template": self.template} | self._how()))
            subprocess.run([sys.executable, DRAWN, how], check=True, timeout=LONGEST)  # noqa: S603
            return _measured((folder / "out.png").read_bytes())

    @contextmanager
    def laid_out(self):
        """A folder that holds the template and the pictures, and nothing else to be read."""
        with TemporaryDirectory() as folder:
            folder = Path(folder)
            for template in (self.template, *self.parts):
                shutil.copy(PAPERS / template, folder)
            for name, content in self.files.items():
                (folder / name).write_bytes(content)
            yield folder

    def _how(self):
        text = self._text.translate(dict.fromkeys(map(ord, self.missing), GAP))
        return {
            "font_paths": fonts(),
            "ignore_system_fonts": True,
            "sys_inputs": {"data": text},
        }


def _measured(png):
    """It says itself how large it is to be printed. The drawing puts no such word of its own in."""
    body = b"pHYs" + struct.pack(">IIB", DOTS, DOTS, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:HEAD] + chunk + png[HEAD:]


def handed_out(request, paper, name, *, rows=1, inline=True):
    """The paper under its name: noted, and what has to be written in by hand is told.

    `inline`: shown in the browser, else for the printer at once.
    """
    note_access(request, Deed.PRINT, name, rows=rows)
    tell_missing(request, paper, name)
    disposition = content_disposition_header(not inline, f"{name}.pdf")
    return HttpResponse(
        paper.pdf(), "application/pdf", headers={"Content-Disposition": disposition}
    )


def drawn_out(request, paper, name):
    """The same as a picture for the print shop."""
    note_access(request, Deed.PRINT, name, rows=1)
    tell_missing(request, paper, name)
    disposition = content_disposition_header(True, f"{name}.png")
    return HttpResponse(paper.png(), "image/png", headers={"Content-Disposition": disposition})


def tell_missing(request, paper, name):
    if missing := paper.missing[:MOST_TOLD]:
        messages.warning(request, f"{name}里这些字打印不出来，纸上留了{GAP}，请手写补上：{missing}")


def fonts():
    return [find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0]]


def missing_from_fonts(text):
    """The characters that paper would silently leave out."""
    return "".join(dict.fromkeys(c for c in text if not _is_known(c)))


@cache
def _is_known(character):
    unseen = unicodedata.category(character) in UNSEEN
    return unseen or _drawn(character) != _drawn(NONE)


@cache
def _drawn(character):
    return bytes(_font().getmask(character))


@cache
def _font():
    return ImageFont.truetype(str(Path(fonts()[0]) / "NotoSansSC-Regular.otf"), 20)
