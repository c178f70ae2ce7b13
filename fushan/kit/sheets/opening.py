"""Files as offices send them, opened as tables of raw cells.

Everything is checked before the parser sees it: it lays out each sheet as a full rectangle, and one
cell at XFD1048576 in a file of 5 kB would take the whole server's memory.
"""

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

LARGEST_FILE = 10 * 2**20
LARGEST_UNPACKED = 100 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200

SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为 xlsx 再上传。"
ENCRYPTED = "工作簿设有打开密码，请取消密码后再上传。"
BROKEN = "文件已损坏，打不开。" + SAVE_AGAIN
TOO_WIDE = f"表格太大：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列。请检查远处是否有多余的内容。"

SIGNS = [
    (b"%PDF", "这是 PDF 文件，不是表格。请上传 xlsx、xls 或 csv 文件。"),
    (b"\xff\xd8\xff", "这是图片，不是表格。请上传 xlsx、xls 或 csv 文件。"),
    (b"\x89PNG", "这是图片，不是表格。请上传 xlsx、xls 或 csv 文件。"),
    (b"Rar!", "这是压缩包，请解压后上传里面的表格。"),
    (b"7z\xbc\xaf", "这是压缩包，请解压后上传里面的表格。"),
    (b"{\\rtf", "这是文字文档，不是表格。请上传 xlsx、xls 或 csv 文件。"),
]
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|head|meta|table|\?xml)", re.IGNORECASE)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A cell that holds something beyond column GR (the 200th) or below row 29999, and one that does not
# say where it stands. Formatted cells far away without content are usual and do no harm.
FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=[\"']"
    rb"(?:(?:[A-Z]{3,}|G[S-Z]|[H-Z][A-Z])\d+|[A-Z]+(?:[3-9]\d{4}|[1-9]\d{5,}))[\"']"
    rb"[^>]*(?<!/)>(?!\s*</)",
    re.IGNORECASE,
)
LOST_CELL = re.compile(rb"<(?:\w+:)?c(?:\s+(?!r=)[\w:]+=(?:\"[^\"]*\"|'[^']*'))*\s*>")


@dataclass(frozen=True)
class Table:
    """A visible sheet. `rows` begin at A1, so that row n of the list is row n + 1 of the sheet."""

    name: str
    rows: list


def tables(data):
    """All visible sheets. ValueError with a Chinese sentence for whatever is no table."""
    if not data:
        raise ValueError("文件是空的。")
    if len(data) > LARGEST_FILE:
        raise ValueError("文件超过 10 MB，请删去图片和多余的工作表，或分成几个文件上传。")
    _refuse_other_kinds(data)
    if data.startswith(ZIP):
        _check_archive(data)
        return _workbook(data)
    if data.startswith(OLE):
        _check_compound(data)
        return _workbook(data)
    return [Table("", _measured(_csv(data)))]


def _refuse_other_kinds(data):
    for sign, sentence in SIGNS:
        if data.startswith(sign):
            raise ValueError(sentence)
    if WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise ValueError("文件实际上是网页，不是表格。" + SAVE_AGAIN)


def _check_archive(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_contents({member.filename for member in archive.infolist()})
            if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
                raise ValueError("文件解开后超过 100 MB，请分成几个文件上传。")
            for member in archive.infolist():
                _check_cells(archive.read(member))
    # What a broken or crafted archive can raise; reading to the end also checks each sum.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(BROKEN) from error


def _check_contents(names):
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise ValueError("这是 Word 文档，不是表格。请上传 xlsx、xls 或 csv 文件。")
    if {"xl/workbook.bin", "content.xml"} & names:
        raise ValueError("不支持这种表格格式。" + SAVE_AGAIN)
    raise ValueError("这是压缩包，请解压后上传里面的表格。")


def _check_cells(xml):
    if FAR_CELL.search(xml):
        raise ValueError(TOO_WIDE)
    if LOST_CELL.search(xml):
        raise ValueError("表格没有写明单元格的位置。" + SAVE_AGAIN)


def _check_compound(data):
    """Old workbooks and encrypted new ones share a container with old Word documents."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ValueError(ENCRYPTED)
    if "WordDocument".encode("utf-16-le") in data:
        raise ValueError("这是 Word 文档，不是表格。请上传 xlsx、xls 或 csv 文件。")


def _workbook(data):
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            Table(sheet.name, _measured(_cells(book, sheet.name)))
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise ValueError(ENCRYPTED) from error
    except CalamineError as error:
        raise ValueError(BROKEN) from error


def _cells(book, name):
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _measured(rows):
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise ValueError(TOO_WIDE)
    return rows


def _csv(data):
    written = _decoded(data)
    if "\0" in written:
        raise ValueError("认不出这个文件。请上传 xlsx、xls 或 csv 文件。")
    start = written[:4096]
    mark = max(",\t;", key=start.count)
    try:
        return list(csv.reader(io.StringIO(written, newline=""), delimiter=mark))
    except csv.Error as error:
        raise ValueError(BROKEN) from error


def _decoded(data):
    """UTF-8, what Excel calls Unicode text, or GB 18030, by the content."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("认不出这个文件。请上传 xlsx、xls 或 csv 文件。")
