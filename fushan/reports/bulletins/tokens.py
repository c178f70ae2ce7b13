"""Numbers in a text by their names, 【到村指导】 or 【到村指导·约】; and those that were typed."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from fushan.catalogue.figures import FIGURES
from fushan.reports.bulletins.words import NUMBERS, THEMES, WORDS

TOKEN = re.compile(r"【([^【】\n]*)】")
ROUND = "约"
LABELS = {figure.label for figure in FIGURES.values()}

DATES = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
EACH = r"一(?P<each>.)一(?P=each)"
ARABIC = r"\d[\d,]*(?:\.\d+)?(?:[%％]|[余多]?[万亿]?[余多]?)"
CHINESE = "〇零一二两三四五六七八九十百千万亿几数"
MEASURES = (
    "个|名|人|次|件|项|村|户|家|场|期|条|头|只|亩|万元|元|公里|里|米|盏|吨|斤|座|处|张|台|套|株|棵|"
    "天|周|年(?!规划|计划|度)|倍|成|对|起|批|间|眼|辆|口|棚|平方米"
)
# 第一 is an order and no number; 一批, 一些, 一件件 and 一户一户 are none either.
NO_NUMBER = r"(?<!第)(?!一(?:批|些|(?P<one>.)(?:(?P=one)|一)))"
SPELT = rf"{NO_NUMBER}(?<![{CHINESE}])[{CHINESE}]+[余多]?(?:{MEASURES})"
BY_HAND = re.compile(rf"{DATES}|{EACH}|(?P<typed>{ARABIC}|{SPELT})")


@dataclass(frozen=True)
class Token:
    """A name as it was written, and whether it is to be rounded."""

    name: str
    rounded: bool = False

    @property
    def figure(self):
        """None for the words that are no numbers."""
        return NUMBERS.get(self.name)


def parted(text):
    """The text as plain strings and Tokens, in order."""
    parts, at = [], 0
    for match in TOKEN.finditer(text):
        parts += [text[at : match.start()], _token(match[1])]
        at = match.end()
    return [part for part in [*parts, text[at:]] if part != ""]


def _token(written):
    name, dot, how = written.strip().replace("・", "·").partition("·")
    if dot and how.strip() == ROUND:
        return Token(name.strip(), True)
    return Token(written.strip())


def faults_in(text):
    """A Chinese sentence for each name that is none; no more than one for each."""
    said = [_fault(part) for part in parted(text) if isinstance(part, Token)]
    if TOKEN.sub("", text).strip("\n") != TOKEN.sub("", text).strip("\n").translate(BRACKETS):
        said.append("【和】要成对，里面写统计项的名字，如【到村指导】。")
    return list(dict.fromkeys(filter(None, said)))


BRACKETS = str.maketrans("", "", "【】")


def _fault(token):
    if token.name in WORDS:
        return f"【{token.name}】不能用约数。" if token.rounded else ""
    if token.figure is None:
        return _unknown(token.name)
    if token.rounded and token.figure.is_ratio:
        return f"【{token.name}】是占比，写出分子分母，不能用约数。"
    return ""


def _unknown(name):
    if name in LABELS:
        return f"【{name}】不上简报。"
    near = get_close_matches(name, [*NUMBERS, *WORDS], n=1, cutoff=0.4)
    meant = f"是不是【{near[0]}】？" if near else "请从“插入数字”里选。"
    return f"没有【{name}】这个统计项。{meant}"


def by_hand(text):
    """[(string, whether it is a number that somebody typed)]; dates are none."""
    parts, at = [], 0
    for match in BY_HAND.finditer(text):
        if typed := match["typed"]:
            parts += [(text[at : match.start()], False), (typed, True)]
            at = match.end()
    return [part for part in [*parts, (text[at:], False)] if part[0]]


def codes_in(texts):
    """The figures that these texts tell, each once."""
    tokens = [part for text in texts for part in parted(text) if isinstance(part, Token)]
    figures = [token.figure or (FIGURES["trainings"] if token.name == THEMES else None)
               for token in tokens]  # fmt: skip
    return list(dict.fromkeys(figure.code for figure in figures if figure))
