"""Who might guide this cadre, and why: needs and difficulties against what mentors are good at."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from cadres.models import Difficulty
from mentors.models import Mentor, Speciality
from training.asking import is_taught
from training.models import Need

# What is asked speaks of a speciality where one of these words stands in it.
WORDS = {
    Speciality.BRANCH: ("支部", "支委", "党员", "党课", "组织生活", "党建", "会议记录"),
    Speciality.INDUSTRY: ("产业", "合作社", "种植", "养殖", "养羊", "香梨", "销路", "管护"),
    Speciality.LAND: ("土地", "流转", "合同", "承包", "确权", "宅基地", "地界"),
    Speciality.DISPUTES: ("纠纷", "调解", "矛盾", "上访", "信访"),
    Speciality.PROJECTS: ("项目", "资金", "申报", "财务", "账目", "验收", "招标"),
    Speciality.PEOPLE: ("群众", "入户", "动员", "谈心", "方言"),
    Speciality.SERVICE: ("医保", "社保", "低保", "饮水", "养老", "报销", "班车"),
}
LAST, SHOWN = 20, 20
BETWEEN = re.compile(r"[、，,；;。\s]+")


@dataclass
class Suggested:
    """`fits`: [(what they are good at, the word that says so, what the cadre asked)]."""

    mentor: Mentor
    load: int
    away: bool = False
    fits: list = field(default_factory=list)

    @property
    def is_full(self):
        return self.load >= self.mentor.cap

    @property
    def why(self):
        told = [
            f"懂{good}，对得上“{asked[:SHOWN]}”的“{word}”" for good, word, asked in self.fits[:3]
        ]
        here = [f"在{self.mentor.area}"] if self.away else []
        return "；".join([*told, *here, f"现在带 {self.load} 人，最多 {self.mentor.cap} 人"])


def suggestions(cadre, day):
    """[Suggested]: who fits most of what is asked, then the least laden.

    The cadre's own township first, then who offered to guide beyond theirs; who has no room left
    comes last. Three queries.
    """
    return suggestions_for([cadre], cadre.area_code[:9], day)[cadre.pk]


def suggestions_for(cadres, township, day):
    """{cadre's id: [Suggested]} for cadres of one township. Three queries, however many."""
    asked = _asked(cadres)
    rows = Mentor.objects.serving(day).for_township(township).with_load(day)
    mentors = list(rows.select_related("area").order_by("pinyin", "pk"))
    return {cadre.pk: _sorted(mentors, township, asked[cadre.pk]) for cadre in cadres}


def _sorted(mentors, home, asked):
    found = [
        Suggested(mentor, mentor.guided, mentor.area_id != home, _fits(mentor, asked))
        for mentor in mentors
    ]
    return sorted(found, key=lambda one: (one.is_full, one.away, -len(one.fits), one.load))


def _asked(cadres):
    """{id: what is open}: needs that no training has answered, difficulties not settled."""
    needs = Need.objects.filter(cadre__in=cadres, dropped_reason="").exclude(is_taught())
    troubles = Difficulty.objects.open().filter(cadre__in=cadres)
    asked = defaultdict(list)
    for rows in (needs, troubles):
        latest = defaultdict(list)
        for cadre, text in rows.order_by("-raised_on", "-pk").values_list("cadre", "text"):
            latest[cadre].append(text)
        for cadre, texts in latest.items():
            asked[cadre] += texts[:LAST]
    return asked


def _fits(mentor, asked):
    """One for each thing asked that this mentor knows about, by the first word that says so."""
    known = [(Speciality(code).label, word) for code in mentor.specialities for word in WORDS[code]]
    known += [(word, word) for word in BETWEEN.split(mentor.about) if len(word) > 1]
    fits = (
        next(((good, word, text) for good, word in known if word in text), None) for text in asked
    )
    return [fit for fit in fits if fit]
