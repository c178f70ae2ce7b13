"""Reads an `.lrmx`: nothing is fetched, no entity is made, nothing that stands in it is lost."""

import re
from xml.parsers import expat

from fushan.kit.lrmx.form import BLANK, FAMILY, FIELDS, OF_RELATIVE, PHOTO, Form, Relative

LARGEST = 8 * 2**20  # a photo of 5 MB in base64, and the words
DEEPEST = 20
TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
HEAD = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
UNKNOWN = "这不是干部任免审批表的文件（.lrmx），请用任免审批表编辑器重新导出。"
BROKEN = "文件第 {line} 行读不下去，可能没有传完或被改坏，请重新导出。"
DOCTYPE = "文件里带有 DOCTYPE 声明，为了安全不收。请用任免审批表编辑器重新导出。"
TOO_LARGE = "文件超过 8 MB，请先把照片改小。"
TOO_DEEP = "文件的层数太多，不像任免审批表。"
ENCODING = "这个文件读不懂：请选任免审批表编辑器导出的 .lrmx 或 .lrm 文件，或另存为 UTF-8 编码。"


def read(raw):
    """A `Form` of these bytes. ValueError with a Chinese sentence where there is none to be had."""
    if len(raw) > LARGEST:
        raise ValueError(TOO_LARGE)
    source = HEAD.sub("", decoded(raw), count=1).strip().encode()
    return _Reader(source).form()


def decoded(raw):
    """UTF-8 with or without its mark, else GB18030, whatever the declaration says: many lie.

    GB18030 holds GBK and GB2312.
    """
    utf_16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "gb18030"]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(ENCODING)


def tidied(text):
    """Line ends as one kind; blanks around mean nothing in this file."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class _Reader:
    """Walks through the source once and cuts out of it what it does not know."""

    def __init__(self, source):
        self.source = source
        self.path, self.text = [], []
        self.values, self.kept, self.family = {}, [], []
        self.photo, self.last, self.met = "", "", set()
        self.began, self.stray = 0, 0  # where an unknown element began, and how deep it stands
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self._refuse

    def form(self):
        try:
            self.parser.Parse(self.source, True)
        except expat.ExpatError as error:
            raise ValueError(BROKEN.format(line=error.lineno)) from error
        return Form(BLANK | self.values, tuple(self.family), self.photo, tuple(self.kept))

    def _refuse(self, *_):
        raise ValueError(DOCTYPE)

    def _start(self, tag, attributes):
        self.path.append(tag)
        if self.path[0] != "Person":
            raise ValueError(UNKNOWN)
        if len(self.path) > DEEPEST:
            raise ValueError(TOO_DEEP)
        if not self.stray and not self._is_known():
            self.began, self.stray = self.parser.CurrentByteIndex, len(self.path)
        elif self.path[1:] == [FAMILY, "Item"]:
            self.relative, self.more = {}, []
        elif self.path[1:] == [PHOTO]:
            self.began = self._tag_at(self.parser.CurrentByteIndex).end()
        self.text.clear()

    def _tag_at(self, index):
        return TAG.match(self.source, index)

    def _is_known(self):
        match self.path:
            case ["Person"] | ["Person", "JiaTingChengYuan", "Item"]:
                return True
            case ["Person", tag]:
                return tag in FIELDS and tag not in self.met
            case ["Person", "JiaTingChengYuan", "Item", tag]:
                return tag in OF_RELATIVE
        return False

    def _end(self, tag):
        depth, path = len(self.path), self.path[1:]
        if self.stray:
            if depth == self.stray:
                self._keep()
        elif path == [FAMILY, "Item"]:
            relative = dict.fromkeys(OF_RELATIVE, "") | self.relative
            self.family.append(Relative(relative, tuple(self.more)))
        elif depth == 4:
            self.relative[tag] = tidied("".join(self.text))
        elif depth == 2:
            self._known(tag)
        self.path.pop()
        self.text.clear()

    def _known(self, tag):
        self.last = tag
        self.met.add(tag)
        if tag == PHOTO:
            self.photo = self.source[self.began : self.parser.CurrentByteIndex].decode()
        elif tag != FAMILY:
            self.values[tag] = tidied("".join(self.text))

    def _keep(self):
        """The element, from its first byte to its last, as it stood."""
        tag = self._tag_at(self.began)
        if not tag[0].endswith(b"/>"):
            tag = self._tag_at(self.parser.CurrentByteIndex)
        element = self.source[self.began : tag.end()].decode()
        if len(self.path) == 4:
            self.more.append(element)
        else:
            self.kept.append((self.last, element))
        self.stray = 0
