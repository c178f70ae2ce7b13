"""Documents handed in: known by what is in them, never by their names; refused with the reason."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum

LARGEST_FILE = 10 * 2**20
MOST_UNPACKED = 200 * 2**20  # a packed file that grows beyond this is no office's
LONGEST_NAME = 100

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel as they were until 2003
EMPTY = "文件是空的，请重新选择。"
TOO_LARGE = "文件超过 10 MB，请压缩或拆开后再上传。"
OTHER = "只收 PDF、Word 和 Excel 文件；照片请从“照片”上传。"
BROKEN = "文件已损坏，打不开。请重新保存后再上传。"
LOCKED = "文件加了密码，别人打不开。请去掉密码后再上传。"
MACROS = "文件里带有宏，为了安全不收。请另存为不带宏的 Word 或 Excel 文件。"
UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')


class Kind(Enum):
    PDF = ("pdf", "application/pdf")
    DOCX = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    DOC = ("doc", "application/msword")
    XLS = ("xls", "application/vnd.ms-excel")

    @property
    def ending(self):
        return self.value[0]

    @property
    def mime(self):
        return self.value[1]


MIMES = {kind.ending: kind.mime for kind in Kind}
PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
STREAMS = {"WordDocument": Kind.DOC, "Workbook": Kind.XLS, "Book": Kind.XLS}


@dataclass(frozen=True)
class CleanDocument:
    """The file as it came; `name`: as it was called, with the ending of what it is."""

    data: bytes
    name: str
    kind: str


def clean_document(fileobj, name):
    """Raises ValueError with a Chinese sentence for whatever is no usable document."""
    raw = fileobj.read(LARGEST_FILE + 1)
    if not raw:
        raise ValueError(EMPTY)
    if len(raw) > LARGEST_FILE:
        raise ValueError(TOO_LARGE)
    kind = _kind_of(raw)
    return CleanDocument(raw, _named(name, kind), kind.ending)


def _kind_of(raw):
    if raw.startswith(b"%PDF-"):
        return _pdf(raw)
    if raw.startswith(OLE):
        return _older(raw)
    if raw.startswith(b"PK"):
        return _packed(raw)
    raise ValueError(OTHER)


def _pdf(raw):
    if b"%%EOF" not in raw[-2048:]:
        raise ValueError(BROKEN)
    if b"/Encrypt" in raw:
        raise ValueError(LOCKED)
    return Kind.PDF


def _older(raw):
    """The names of its streams say what it is; each is written in two bytes a letter."""

    def has(name):
        return "\0".join([*name, ""]).encode() in raw

    if has("EncryptedPackage"):
        raise ValueError(LOCKED)
    if has("_VBA_PROJECT") or has("Macros"):
        raise ValueError(MACROS)
    kind = next((kind for name, kind in STREAMS.items() if has(name)), None)
    if kind is None:
        raise ValueError(OTHER)
    return kind


def _packed(raw):
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = _sound(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ValueError(BROKEN) from error
    kind = next((kind for part, kind in PARTS.items() if part in names), None)
    if kind is None:
        raise ValueError(OTHER)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValueError(MACROS)
    return kind


def _sound(packed):
    """The names of its parts, once all of them can be read."""
    members = packed.infolist()
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise ValueError(TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise ValueError(LOCKED)
    if packed.testzip() is not None:
        raise ValueError(BROKEN)
    return packed.namelist()


def _named(name, kind):
    """As it was called, without what a file's name may not hold, and the ending of what it is."""
    stem, dot, ending = UNSAFE.sub("", name).strip().rpartition(".")
    stem = stem if dot and ending.lower() in MIMES else f"{stem}{dot}{ending}"
    stem = stem.strip(". ")[: LONGEST_NAME - 5] or "附件"
    return f"{stem}.{kind.ending}"
