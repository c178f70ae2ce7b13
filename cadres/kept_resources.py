"""The registers of what concerns one cadre: honoured, cared for, called away."""

from cadres.models import Award, Borrowing, Care, CareKind
from cadres.posted import OfPosted
from fushan.desk.registers import DAY, MOST_EXPORTED, Column, one_of, person, words

CARES = {
    **dict.fromkeys(["补助", "生活补贴"], CareKind.ALLOWANCE),
    **dict.fromkeys(["保险", "人身意外保险", "意外险"], CareKind.INSURANCE),
    **dict.fromkeys(["健康体检"], CareKind.HEALTH),
    **dict.fromkeys(["走访", "慰问"], CareKind.CALL),
}


def _place():
    """The columns that say where."""
    return (
        Column("乡镇", words(40), "village__township__name", example="张庄镇"),
        Column("村", words(60), "village__name", width=16, example="陈家圪塔村", also=["村名"]),
        Column("选派干部", person(), "cadre__name", required=True, example="张三", also=["姓名"]),
    )


class KeptRegister(OfPosted):
    """One line, one thing about one cadre. `keyed`: what tells two of one day apart."""

    model, day, keyed, values = None, "", "", ()

    def look_up(self, lines):
        super().look_up(lines)
        cadres = {p.cadre_id for same in self.postings.values() for p in same}
        rows = self.model.objects.filter(cadre__in=cadres).select_related("cadre")
        self.known = {self._key(row.cadre_id, row): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        posting = self.posting(line, plan)
        if line.wrong or posting is None:
            return
        key = (posting.cadre_id, line["happened_on"], line[self.keyed] if self.keyed else "")
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一件事。")
            return
        told = {name: line[name] for name in self.values if line[name] not in (None, "")}
        if key in self.known:
            plan.change(line, self.known[key], "name", **told)
            return
        told |= {self.day: line["happened_on"], "entered_by": plan.by}
        if self.keyed:
            told[self.model_field] = line[self.keyed]
        new = self.model(cadre=posting.cadre, village=posting.village, **told)
        plan.add(line, new, "name", f"{posting.cadre}：{new}")

    @property
    def model_field(self):
        return self.fields[self.keyed].attribute

    def records(self):
        rows = self.model.objects.select_related("cadre", "village__township")
        return rows.order_by(f"-{self.day}", "-pk")[:MOST_EXPORTED]

    def _key(self, cadre, row):
        kept = getattr(row, self.model_field) if self.keyed else ""
        return cadre, getattr(row, self.day), kept


class AwardRegister(KeptRegister):
    code, label = "awards", "奖励登记表"
    writes = (Award,)
    model, day, keyed, values = Award, "awarded_on", "award", ("giver", "document")
    notes = ("一行一项；同一人、同一天、同一项的认作同一项。",)

    # fmt: off
    happened_on = Column("日期", DAY, "awarded_on", required=True, example="2020-07-01",
                         also=["表彰日期", "奖励日期"])
    township, village, name = _place()
    award = Column("什么奖励", words(80), "name", required=True, width=24,
                   example="优秀党务工作者", also=["奖励名称", "荣誉称号"])
    giver = Column("谁给的", words(80), "giver", required=True, width=20, example="县委",
                   also=["授予单位", "表彰单位"])
    document = Column("文号", words(60), "document", width=18)
    # fmt: on


class CareRegister(KeptRegister):
    code, label = "cares", "关怀登记表"
    writes = (Care,)
    telling = {Care: ("kind",)}
    model, day, keyed, values = Care, "happened_on", "kind", ("giver", "text")
    notes = ("一行一次；体检、保险、补助、走访都可以整表导入，不写金额。",)

    # fmt: off
    happened_on = Column("日期", DAY, "happened_on", required=True, example="2020-07-01")
    township, village, name = _place()
    kind = Column("哪类", one_of(CareKind.choices, CARES), "kind", required=True,
                  example="体检", note="、".join(CareKind.labels), also=["类别"])
    giver = Column("谁办的", words(80), "giver", required=True, width=20, example="县委组织部",
                   also=["单位"])
    text = Column("什么情况", words(200), "text", width=24, also=["备注"])
    # fmt: on


class BorrowingRegister(KeptRegister):
    code, label = "borrowings", "抽调登记表"
    writes = (Borrowing,)
    telling = {Borrowing: ("office", "approval")}
    model, day, keyed = Borrowing, "began_on", ""
    values = ("office", "why", "ended_on", "approval")
    notes = ("没有县委组织部同意文号的，系统会提示去问抽调的单位；不扣选派干部的分。",)

    # fmt: off
    happened_on = Column("从哪天", DAY, "began_on", required=True, example="2020-07-01",
                         also=["抽调日期"])
    township, village, name = _place()
    office = Column("哪个单位抽调", words(80), "office", required=True, width=20,
                    example="县××局", also=["抽调单位"])
    why = Column("做什么", words(200), "why", required=True, width=24, example="迎检材料")
    ended_on = Column("到哪天", DAY, "ended_on", also=["结束日期"])
    approval = Column("同意的文号", words(60), "approval", width=18, also=["县委组织部同意的文号"])
    # fmt: on

    def plan_line(self, line, plan):
        began, ended = line["happened_on"], line["ended_on"]
        if began and ended and ended < began:
            plan.fault(line, "ended_on", "“到哪天”不能早于“从哪天”。")
        super().plan_line(line, plan)
