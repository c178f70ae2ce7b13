"""Initial passwords on paper: slips to cut, as PDF."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from PIL import ImageFont

NONE = "\U0010fffd"  # a character that no font has
PAPERS = Path(__file__).parent / "papers"


@dataclass(frozen=True)
class Slip:
    """The password stands here and on the paper, and nowhere else."""

    name: str
    where: str
    username: str
    password: str


def fonts():
    return [find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0]]


def missing_from_fonts(text):
    """The characters that paper would silently leave out."""
    return "".join(dict.fromkeys(c for c in text if not c.isspace() and _drawn(c) == _drawn(NONE)))


@cache
def _drawn(character):
    return bytes(_font().getmask(character))


@cache
def _font():
    return ImageFont.truetype(str(Path(fonts()[0]) / "NotoSansSC-Regular.otf"), 20)


def slips_pdf(slips, *, title, address):
    data = {"title": title, "address": address, "slips": [asdict(slip) for slip in slips]}
    return typst.compile(
        PAPERS / "slips.typ",
        root=PAPERS,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
