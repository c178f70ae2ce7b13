"""Which field or figure a superior means by the words in a header."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from fushan.catalogue.tables.asking import APART, FIGURE, KINDS, ORDER, Chosen, figures_of
from fushan.catalogue.tables.columns import ROW_NUMBER
from fushan.kit import pinyin

NOTE = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
WAN = re.compile(r"万\s*元")
YUAN = re.compile(r"(?<!万)元")
COUNTED = re.compile(
    r"(的)?(姓名|数量|(?<!人)次数|件数|个数|人数|天数|场次|总数|数|情况|名称|(?<!人)次|件|场)$"
)
BEFORE = re.compile(r"^(其中|\d{4}年度?|今年|本年度?|本季度?|本月|截至目前|累计)+")
MARKS = re.compile(r"[\s*＊:：、,，;；。.．／/\\·・•∙|+\-—－_~～]+")
LIKE, SHORTEST = 0.82, 3

# 职务 is that in the unit or that in the village: beside a village the latter is meant.
POST, OF_UNIT, OF_VILLAGE = "职务", "position", "post"
PLACES = {"village", "place", "village_code"}

SPOKEN = [
    ("term", re.compile(r"任职以来|驻村以来|自选派以来")),
    ("half", re.compile(r"半年")),
    ("quarter", re.compile(r"季度?")),
    ("month", re.compile(r"月份|月度|月报|\d月(?!\s*\d*\s*日)")),
    ("year", re.compile(r"年度|全年|年终|年报|\d{4}年(?!\s*\d*\s*月)")),
]

# What superiors call our figures, beside their own names.
FIGURES_ALSO = {
    "visits": "走访 到村调研 到村走访 下村 入村指导 调研指导",
    "leader_visits": "乡镇领导到村 乡镇党委到村 乡镇班子走访",
    "visit_persons": "走访人次 到村调研人次 到村指导人次 指导人次 下村人次",
    "presence_days": "驻村天数 驻村 在村 在岗天数 在岗",
    "leave_days": "请假天数 休假天数",
    "difficulties_solved": "解决急难事 解决干部困难 为干部解决困难 帮助解决困难",
    "difficulties_raised": "干部困难 急难事",
    "trainings_attended": "参加培训 培训 参训",
    "matters_raised": "受理诉求 群众诉求 收集诉求 收集问题",
    "matters_small_solved": "办结小事 解决小事 小事",
    "matters_hard_solved": "办结难事 解决难事 难事",
    "matters_done": "办结诉求 解决问题 化解问题",
    "matters_satisfied": "满意率 群众满意率 群众满意度",
    "projects_industry": "实施产业项目 引进产业项目 产业",
    "projects_party": "实施党建项目",
    "funds_invested": "投入资金 帮扶资金 项目资金 资金 投入",
    "funds_arrived": "到位资金 资金到位",
    "funds_planned": "计划资金 下达资金",
    "funds_spent": "支出资金 使用资金",
    "collective_income": "村集体经济收入 集体经济收入",
    "trips_joined": "外出学习 外出考察",
    "exchanges_joined": "参加经验交流 经验交流",
    "party_activities": "开展组织生活 三会一课",
}


def plain(written):
    """A header for comparing: no blanks, marks and notes in brackets."""
    narrow = unicodedata.normalize("NFKC", written)
    return MARKS.sub("", NOTE.sub("", narrow.replace("（", "(").replace("）", ")"))).casefold()


def unit_of(written):
    """True for 万元, False for 元, None where neither is said."""
    if WAN.search(written):
        return True
    return False if YUAN.search(written) else None


@dataclass(frozen=True)
class Words:
    """All that the columns of one kind of rows are called."""

    kind: object

    @cached_property
    def exact(self):
        """{plain word: code}; a field's own name goes before another's second one."""
        found = {}
        for column in self.kind.columns:
            if column is not ROW_NUMBER:
                found.setdefault(plain(column.label), column.code)
        for figure in figures_of(self.kind):
            found.setdefault(plain(figure.label), f"{FIGURE}{figure.code}")
        for code, words in self._also():
            for word in words:
                found.setdefault(plain(word), code)
        return found

    @cached_property
    def sounds(self):
        return {pinyin.full(word): code for word, code in reversed(self.exact.items())}

    def _also(self):
        yield from ((column.code, column.also.split()) for column in self.kind.columns)
        for figure in figures_of(self.kind):
            yield f"{FIGURE}{figure.code}", FIGURES_ALSO.get(figure.code, "").split()

    def known(self, path):
        """The code that exactly this is called, or None."""
        for word in _tried(path):
            if word in self.exact:
                return self.exact[word]
        return None

    def is_either_post(self, path):
        """职务, and nothing above it says whether in the unit."""
        if self.exact.get(POST) != OF_UNIT or plain(path[-1]) != POST:
            return False
        whole = "".join(map(plain, path))
        return whole == POST or not ("单位" in whole or whole in self.exact)

    def alike(self, path):
        """The code of what sounds the same, or is written nearly so."""
        for word in _tried(path):
            if len(word) >= 2 and (code := self.sounds.get(pinyin.full(word))):
                return code
        return self._nearly([word for word in _tried(path) if len(word) >= SHORTEST])

    def _nearly(self, words):
        near = [
            (SequenceMatcher(None, word, known).ratio(), known)
            for word in words
            for known in self.exact
        ]
        ratio, known = max(near, default=(0, ""))
        return self.exact[known] if ratio >= LIKE else None


def _tried(path):
    """The lowest header with those above it, alone, and without 数 or 情况 at its end."""
    parts = [plain(part) for part in path if plain(part)] or [""]
    words = ["".join(parts), parts[-1], BEFORE.sub("", parts[-1])]
    return list(dict.fromkeys([*words, *(COUNTED.sub("", word) for word in words)]))


WORDS = {code: Words(kind) for code, kind in KINDS.items()}


def score(paths):
    """(how many headers one kind of rows has a name for, that kind's code)"""
    told = []
    for code, words in WORDS.items():
        found = {words.known(path) for path in paths.values()} - {None}
        told.append((len(found) + (words.kind.name in found) * 2, code))
    return max(told, key=lambda pair: pair[0])


def period_in(words):
    """The period that a title or a note speaks of, as one says it; None where it speaks of none."""
    return next((word for word, said in SPOKEN if said.search(words)), None)


def matched(paths, kind, *, wan=False):
    """[Chosen], a column each. What is meant twice is left to people the second time.

    `paths`: {column: headers from above}. `wan`: the sheet says that its amounts are 万元.
    """
    words, found, taken = WORDS[kind.code], {}, set()
    bare = {at for at, path in paths.items() if words.is_either_post(path)}
    for sure in (True, False):
        for at in bare if not sure else ():
            found[at] = (_post(taken), True)
            taken.add(found[at][0])
        for at, path in paths.items():
            known = words.known if sure else words.alike
            code = known(path) if at not in found and at not in bare else None
            if code and code not in taken and plain(path[-1]) not in ORDER:
                taken.add(code)
                found[at] = (code, not sure)
    return [_chosen(at, path, *found.get(at, ("", False)), wan) for at, path in paths.items()]


def _post(taken):
    """Which of the two 职务 is, where it stands alone."""
    first, second = (OF_VILLAGE, OF_UNIT) if taken & PLACES else (OF_UNIT, OF_VILLAGE)
    return next((code for code in (first, second) if code not in taken), "")


def known_elsewhere(path, kind):
    """(what a row must be, what it is called there) of a header that other rows have."""
    for code, words in WORDS.items():
        if code != kind.code and (known := words.known(path)):
            return words.kind.label, Chosen(known).label(words.kind)
    return None


def _chosen(at, path, code, guessed, wan):
    said = unit_of("".join(path))
    return Chosen(code, APART.join(path), wan if said is None else said, at, guessed)
