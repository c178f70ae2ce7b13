"""Everything on paper: templates, fonts, and what the fonts lack."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from PIL import ImageFont

NONE = "\U0010fffd"  # a character that no font has
PAPERS = Path(__file__).parent / "papers"


def fonts():
    return [find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0]]


def compiled(template, data):
    """The PDF of a template. Everything shown goes in as data, never as markup."""
    return typst.compile(
        PAPERS / template,
        root=PAPERS,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def missing_from_fonts(text):
    """The characters that paper would silently leave out."""
    return "".join(dict.fromkeys(c for c in text if not c.isspace() and _drawn(c) == _drawn(NONE)))


@cache
def _drawn(character):
    return bytes(_font().getmask(character))


@cache
def _font():
    return ImageFont.truetype(str(Path(fonts()[0]) / "NotoSansSC-Regular.otf"), 20)
