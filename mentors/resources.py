"""The registers of mentors and of pairings, as townships keep them on sheets."""

from collections import defaultdict

from cadres.posted import OfPosted
from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    PHONE,
    Cell,
    Column,
    Places,
    Register,
    one_of,
    person,
    some_of,
    words,
)
from fushan.kit import cells
from mentors.models import Mentor, MentorKind, Pairing, Speciality

KINDS = {"业务骨干": MentorKind.OFFICIAL, "产业能人": MentorKind.GROWER}
MOST_GUIDED = 9


def _few(cell):
    if cells.blank(cell):
        return None
    written = cells.text(cell).removesuffix("人")
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST_GUIDED):
        raise ValueError(f"应为1到{MOST_GUIDED}的整数。")
    return int(written)


def _yes(offered):
    return "是" if offered else "否"


class MentorRegister(Register):
    code, label = "mentors", "导师登记表"
    writes = (Mentor,)
    telling = {Mentor: ("kind", "post", "specialities")}
    notes = (
        "导师库按乡镇建；同一乡镇、同名、同单位职务的认作同一名导师。",
        "专长可写几项，用顿号隔开，推荐导师时用。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "area__name", required=True, example="张庄镇")
    name = Column("姓名", person(), "name", required=True, example="张三", also=["导师姓名"])
    kind = Column("哪类人员", one_of(MentorKind.choices, KINDS), "kind", required=True, width=16,
                  example="产业带头人", note="、".join(MentorKind.labels), also=["类别"])
    post = Column("单位和职务", words(80), "post", width=24, example="香梨合作社理事长",
                  also=["单位职务", "单位及职务"])
    specialities = Column("专长", some_of(Speciality.choices), "specialities", width=20,
                          example="产业发展", note="、".join(Speciality.labels))
    beyond = Column("愿带外乡镇", Cell(cells.yes_no, show=_yes), "offered_beyond", width=12,
                    example="否", note="本人同意的才填“是”")
    about = Column("擅长的事", words(200), "about", width=24, example="香梨管护、销路")
    cap = Column("最多带几人", Cell(_few), "cap", example="2")
    phone = Column("联系电话", PHONE, "phone", width=16, private=True, also=["电话", "手机"])
    # fmt: on

    def look_up(self, lines):
        self.places = Places([], [line["township"] for line in lines if line["township"]])
        names = {line["name"] for line in lines if line["name"]}
        rows = Mentor.objects.filter(name__in=names).select_related("area")
        self.known = {(row.area_id, row.name, row.post): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        if line.wrong:
            return
        area = plan.resolve(line, "township", self.places.township, line["township"])
        if line.wrong:
            return
        key = (area.pk, line["name"], line["post"] or "")
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一名导师。")
            return
        given = {name: line[name] for name in ("kind", "specialities", "about", "cap", "phone")}
        given["offered_beyond"] = line["beyond"]
        if known := self.known.get(key):
            plan.change(line, known, "name", **given)
            return
        values = {name: value for name, value in given.items() if value not in (None, "", [])}
        phone = values.pop("phone", "")
        mentor = Mentor(area=area, name=line["name"], post=line["post"] or "", **values)
        mentor.phone = phone
        plan.add(line, mentor, "name", f"{mentor}（{area}）")

    def records(self):
        rows = Mentor.objects.filter(retired_on=None).select_related("area")
        return rows.order_by("area", "pinyin", "pk")[:MOST_EXPORTED]


class PairingRegister(OfPosted):
    code, label = "pairings", "拜师结对登记表"
    writes = (Pairing,)
    notes = (
        "导师须已在该乡镇的导师登记表里；同名的请在系统里办。",
        "现在还在结对的不会重复导入；换导师请在系统里办，要写原因。",
    )

    # fmt: off
    happened_on = Column("结对日期", DAY, "began_on", required=True, example="2020-05-20")
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("选派干部", person(), "cadre__name", required=True, example="张三", also=["姓名"])
    mentor = Column("导师", person(), "mentor__name", required=True, example="李四",
                    also=["导师姓名"])
    place = Column("结对地点", words(60), "place", width=16, example="镇政府会议室", also=["地点"])
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        named = {line["mentor"] for line in lines if line["mentor"]}
        self.mentors, self.beyond = defaultdict(list), defaultdict(list)
        for row in Mentor.objects.filter(name__in=named, retired_on=None).order_by("pk"):
            self.mentors[row.area_id, row.name].append(row)
            if row.offered_beyond:
                self.beyond[row.name].append(row)
        cadres = {p.cadre_id for same in self.postings.values() for p in same}
        rows = Pairing.objects.filter(cadre__in=cadres, ended_on=None)
        self.paired = {row.cadre_id: row.mentor_id for row in rows}

    def plan_line(self, line, plan):
        posting = self.posting(line, plan)
        if line.wrong or posting is None:
            return
        mentor = plan.resolve(line, "mentor", self._mentor, posting, line["mentor"])
        if line.wrong:
            return
        if self.paired.get(posting.cadre_id) == mentor.pk:
            plan.warn(line, "name", "这一对已有，不再导入。")
            return
        pairing = Pairing(
            mentor=mentor,
            cadre=posting.cadre,
            village=posting.village,
            began_on=line["happened_on"],
            place=line["place"] or "",
            entered_by=plan.by,
        )
        plan.add(line, pairing, "name", f"{mentor}带{posting.cadre}")

    def _mentor(self, posting, name):
        found = self.mentors.get((posting.village_id[:9], name), []) or self.beyond.get(name, [])
        if not found:
            raise ValueError(f"该乡镇的导师库里没有{name}，请先登记。")
        if len(found) > 1:
            raise ValueError(f"有几名导师叫{name}，请在系统里办。")
        return found[0]

    def records(self):
        rows = Pairing.objects.filter(ended_on=None)
        rows = rows.select_related("mentor", "cadre", "village__township")
        return rows.order_by("village", "pk")[:MOST_EXPORTED]
