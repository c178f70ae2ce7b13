"""Photos, decoded and made anew: nothing of what a phone writes into the file is kept."""

import io
import re
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from PIL.Image import Transpose

LARGEST_FILE = 10 * 2**20
THUMB = 320
QUALITY = 82
ORIENTATION = 0x0112
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# A JPEG is shrunk while it is decoded; the others need memory for every pixel.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}

NO_PHOTO = "这不是照片。请上传 JPG 或 PNG 图片。"
BROKEN = "照片文件已损坏，打不开。请换一张，或重新保存后再上传。"
TOO_MANY_PIXELS = "照片的像素太大。请在手机上编辑或截图后再上传。"
# What the readers of the formats, and of the orientation, raise on a damaged file.
BREAKAGES = (OSError, SyntaxError, ValueError, struct.error, zlib.error)
SIGNS = [
    (re.compile(rb"%PDF"), "这是 PDF 文件，不是照片。请上传 JPG 或 PNG 图片。"),
    (
        re.compile(rb".{4}ftyp(hei|hev|mif1|msf1|avif)", re.DOTALL),
        "这是 HEIC 格式的照片，这里打不开。请在手机“设置→相机→格式”里选“兼容性最佳”，"
        "或先截图再上传。",
    ),
    (
        re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg|<svg)", re.I | re.S),
        "这是 SVG 图形，不是照片。请上传 JPG 或 PNG 图片。",
    ),
    (re.compile(rb"GIF8|BM|II\*\0|MM\0\*"), "不支持这种图片格式。请上传 JPG 或 PNG 图片。"),
]


@dataclass(frozen=True)
class CleanPhoto:
    """JPEG bytes of the photo and of its thumb; width and height in pixels, upright."""

    data: bytes
    thumb: bytes
    width: int
    height: int


def clean_photo(fileobj, *, longest=1600):
    """The photo upright, on white, no side longer than `longest`, without place, time or camera.

    Raises ValueError with a Chinese sentence for whatever is no usable photo.
    """
    raw = fileobj.read(LARGEST_FILE + 1)
    if not raw:
        raise ValueError("照片文件是空的。请重新选择。")
    if len(raw) > LARGEST_FILE:
        raise ValueError("照片超过 10 MB。请在手机上压缩或截图后再上传。")
    for sign, sentence in SIGNS:
        if sign.match(raw[:4096]):
            raise ValueError(sentence)
    photo = _on_white(_decoded(_opened(raw), longest))
    return CleanPhoto(_jpeg(photo), _jpeg(_shrunk(photo, THUMB)), photo.width, photo.height)


def _opened(raw):
    try:
        image = Image.open(io.BytesIO(raw), formats=list(MOST_PIXELS))
    except UnidentifiedImageError as error:
        raise ValueError(NO_PHOTO) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ValueError(TOO_MANY_PIXELS) from error
    except BREAKAGES as error:
        raise ValueError(BROKEN) from error
    if image.width * image.height > MOST_PIXELS[image.format]:
        raise ValueError(TOO_MANY_PIXELS)
    return image


def _decoded(image, longest):
    try:
        image.draft("RGB", (longest, longest))
        image.load()
        return _upright(_shrunk(image, longest))
    except BREAKAGES as error:
        raise ValueError(BROKEN) from error


def _upright(image):
    """As the camera was held. Pillow's own way rewrites the EXIF and stops at a broken one."""
    turn = TURNS.get(image.getexif().get(ORIENTATION))
    return image if turn is None else image.transpose(turn)


def _shrunk(image, longest):
    small = image.copy()
    small.thumbnail((longest, longest))
    return small


def _on_white(image):
    """A new picture: the old one would hand its comment and colour profile on."""
    if image.mode.startswith("I"):
        image = image.point(lambda depth: depth / 256).convert("L")
    white = Image.new("RGB", image.size, "white")
    shown = image.convert("RGBA")
    white.paste(shown, mask=shown.getchannel("A"))
    return white


def _jpeg(image):
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()
