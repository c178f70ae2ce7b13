"""Chinese names in plain letters, to sort and search by: chen jia ge da cun, or cjgdc.

Only the readings of single characters are taken from pypinyin, as its data file: its dictionary of
phrases would cost every worker 45 MB. What single characters get wrong stands in the tables below.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

# Characters whose first reading in the dictionary is not the one that names have.
CHARACTERS = {"长": "chang", "藏": "zang", "都": "du", "勒": "le", "什": "shi"}

PLACES = {
    "圪塔": "ge da",
    "堡子": "bu zi",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
    "解州": "hai zhou",
    "长子县": "zhang zi xian",
    "万柏林": "wan bo lin",
    "曾都": "zeng du",
    "吴堡": "wu bu",
    "重庆": "chong qing",
    "厦门": "xia men",
    "蚌埠": "beng bu",
    "六安": "lu an",
    "乐清": "yue qing",
    "乐亭": "lao ting",
    "东阿": "dong e",
    "中牟": "zhong mu",
    "牟平": "mu ping",
    "佛山": "fo shan",
    "大埔": "da bu",
    "宝坻": "bao di",
    "尉犁": "yu li",
    "枞阳": "zong yang",
    "泌阳": "bi yang",
    "漯河": "luo he",
    "犍为": "qian wei",
    "番禺": "pan yu",
    "茄子": "qie zi",
    "蔚县": "yu xian",
    "铅山": "yan shan",
    "黄陂": "huang pi",
}

SURNAMES = {
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "曾": "zeng",
    "任": "ren",
    "盖": "ge",
    "朴": "piao",
    "覃": "qin",
    "翟": "zhai",
    "缪": "miao",
    "员": "yun",
    "种": "chong",
    "逄": "pang",
    "黑": "he",
    "折": "she",
    "繁": "po",
    "冼": "xian",
    "洗": "xian",
    "芈": "mi",
    "卜": "bu",
    "么": "yao",
    "乜": "nie",
    "句": "gou",
    "祭": "zhai",
    "秘": "bi",
    "薄": "bo",
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "长孙": "zhang sun",
    "令狐": "ling hu",
    "澹台": "tan tai",
    "乐正": "yue zheng",
}

LONGEST = max(map(len, chain(PLACES, SURNAMES)))


def spaced(text, *, surname=False):
    """All syllables with a blank between: so 胡 (hu shi) comes before 黄 (huang da)."""
    return " ".join(_syllables(text, surname))


def spelt(letters, *, anywhere=False):
    """A regular expression for what `spaced` gives and begins with these letters, blanks or not.

    `anywhere`: any syllable may begin with them, caizheng finds fu shan xian cai zheng ju.
    """
    typed = map(re.escape, "".join(letters.lower().split()))
    return ("(^| )" if anywhere else "^") + " ?".join(typed)


def full(text, *, surname=False):
    """All syllables joined, a-z and 0-9 only. `surname`: the text is a person's name."""
    return "".join(_syllables(text, surname))


def initials(text, *, surname=False):
    """The first letter of each syllable."""
    return "".join(syllable[0] for syllable in _syllables(text, surname))


def _syllables(text, surname):
    rest = unicodedata.normalize("NFKC", text).strip()
    tables = SURNAMES if surname else PLACES
    found = []
    while rest:
        taken, syllables = _next(rest, tables)
        found += syllables
        rest = rest[taken:]
        tables = PLACES
    return found


def _next(text, tables):
    """How many characters are read, and as which syllables."""
    for length in range(min(LONGEST, len(text)), 0, -1):
        if reading := tables.get(text[:length]):
            return length, reading.split()
    reading = _reading(text[0])
    return 1, [reading] if reading else []


@cache
def _reading(character):
    """One character in plain letters; "" for marks and what the dictionary does not know."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    listed = _dictionary().get(str(ord(character)), "").split(",")[0]
    # ü is typed as v; the marks of the tones are dropped.
    parted = unicodedata.normalize("NFD", CHARACTERS.get(character, listed)).replace("u\u0308", "v")
    return "".join(letter for letter in parted if "a" <= letter <= "z")


@cache
def _dictionary():
    """Code point -> readings with tones, the most usual first."""
    folder = find_spec("pypinyin").submodule_search_locations[0]
    return json.loads((Path(folder) / "pinyin_dict.json").read_text(encoding="utf-8"))
