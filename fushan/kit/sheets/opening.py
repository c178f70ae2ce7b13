"""Files as offices send them, opened as tables of raw cells."""

import csv
import io
import pickle
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fushan.kit.sheets import unpacker

LARGEST_FILE = 10 * 2**20
LARGEST_UNPACKED = 100 * 2**20
MOST_ROWS = 20_000
ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt")

NO_TABLE = "请上传 xlsx、xls 或 csv 文件。"
SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为 xlsx 再上传。"
A_WORD_FILE = "这是 Word 文档，不是表格。" + NO_TABLE
A_PICTURE = "这是图片，不是表格。" + NO_TABLE
AN_ARCHIVE = "这是压缩包，请解压后上传里面的表格。"
UNKNOWN = "认不出这个文件。" + NO_TABLE
LOCKED = "工作簿设有打开密码，请取消密码后再上传。"
BROKEN = "文件已损坏，打不开。" + SAVE_AGAIN
TOO_WIDE = (
    f"表格太大：最多 {MOST_ROWS} 行、{unpacker.MOST_COLUMNS} 列。"
    "如果看起来没有这么大，请把要上传的行列复制到新表格里再上传。"
)

SIGNS = [
    (b"%PDF", "这是 PDF 文件，不是表格。" + NO_TABLE),
    (b"\xff\xd8\xff", A_PICTURE),
    (b"\x89PNG", A_PICTURE),
    (b"Rar!", AN_ARCHIVE),
    (b"7z\xbc\xaf", AN_ARCHIVE),
    (b"{\\rtf", A_WORD_FILE),
]
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|head|meta|table|\?xml)", re.IGNORECASE)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams by which an encrypted workbook or a document differs from an old workbook.
ENCRYPTED_STREAM, WORD_STREAM = (
    s.encode("utf-16-le") for s in ("EncryptedPackage", "WordDocument")
)
# An old workbook's first record (BOF), perhaps one against writing, then the one with the password.
LOCKED_BOOK = re.compile(rb"\x09\x08\x10\x00.{16}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


@dataclass(frozen=True)
class Table:
    """A visible sheet. `rows` begin at A1, so that row n of the list is row n + 1 of the sheet."""

    name: str
    rows: list


def tables(data, name):
    """All visible sheets. ValueError with a Chinese sentence for whatever is no table.

    What a file is, its content says; its name is asked only whether a table was meant.
    """
    if not name.lower().endswith(ENDINGS):
        raise ValueError(NO_TABLE)
    if not data:
        raise ValueError("文件是空的。")
    if len(data) > LARGEST_FILE:
        raise ValueError("文件超过 10 MB，请删去图片和多余的工作表，或分成几个文件上传。")
    _refuse_other_kinds(data)
    if data.startswith(ZIP):
        _check_archive(data)
    if data.startswith((ZIP, OLE)):
        return _workbook(data)
    return [Table("", _csv(data))]


def _refuse_other_kinds(data):
    for sign, sentence in SIGNS:
        if data.startswith(sign):
            raise ValueError(sentence)
    if WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise ValueError("文件实际上是网页，不是表格。" + SAVE_AGAIN)
    if data.startswith(OLE) and (ENCRYPTED_STREAM in data or LOCKED_BOOK.search(data)):
        raise ValueError(LOCKED)
    if data.startswith(OLE) and WORD_STREAM in data:
        raise ValueError(A_WORD_FILE)


def _check_archive(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ValueError(BROKEN) from error
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ValueError("文件解开后超过 100 MB，请分成几个文件上传。")
    names = {member.filename for member in members}
    if any(name.startswith("word/") for name in names):
        raise ValueError(A_WORD_FILE)
    if {"xl/workbook.bin", "content.xml"} & names:
        raise ValueError("不支持这种表格格式。" + SAVE_AGAIN)
    if "xl/workbook.xml" not in names:
        raise ValueError(AN_ARCHIVE)


def _workbook(data):
    """Parsed in a process of its own, which may fall over the file without harm to this one."""
    command = [sys.executable, "-I", str(Path(unpacker.__file__))]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode == 0:
        return [Table(*found) for found in pickle.loads(done.stdout)]
    # A signal: it asked for more memory or time than there is.
    if done.returncode == unpacker.TOO_LARGE or done.returncode < 0:
        raise ValueError(TOO_WIDE)
    raise ValueError(BROKEN)


def _csv(data):
    written = _decoded(data)
    if "\0" in written:
        raise ValueError(UNKNOWN)
    mark = max(",\t;", key=written[:4096].count)
    try:
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=mark))
    except csv.Error as error:
        raise ValueError(BROKEN) from error
    if max(map(len, rows), default=0) > unpacker.MOST_COLUMNS:
        raise ValueError(TOO_WIDE)
    return rows


def _decoded(data):
    """UTF-8, what Excel calls Unicode text, or GB 18030, by the content."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(UNKNOWN)
