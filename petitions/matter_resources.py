"""The register of matters, as a village or an office kept it until now: in as new lines, out."""

from django.utils.timezone import localdate

from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Cell,
    Column,
    Places,
    Register,
    one_of,
    person,
    words,
)
from fushan.kit import cells
from fushan.kit.once import remembering
from petitions.forms import NOT_HERE, RIGHT_PLACE
from petitions.models import (
    Answer,
    Category,
    Channel,
    Matter,
    MatterKind,
    MatterStep,
    Raiser,
    State,
)
from petitions.moving import due_after

KINDS = {"小": MatterKind.SMALL, "难": MatterKind.HARD, "疑难": MatterKind.HARD}
CATEGORIES = {
    **dict.fromkeys(["吃水", "饮水"], Category.WATER),
    **dict.fromkeys(["社保", "医保"], Category.INSURANCE),
    **dict.fromkeys(["道路", "路"], Category.ROAD),
    **dict.fromkeys(["整地", "土地确权"], Category.LAND),
    **dict.fromkeys(["纠纷", "邻里纠纷"], Category.DISPUTE),
}
CHANNELS = {"联系卡": Channel.CARD, "电话": Channel.CARD, "当面": Channel.DOOR}
NOTE = "从表格导入"


class MatterRegister(Register):
    code, label = "matters", "群众诉求登记表"
    writes = (Matter, Raiser, MatterStep)
    unseen = (Raiser, MatterStep)
    telling = {Matter: ("kind", "done_on")}
    taken_back_despite = ("petitions.MatterStep:written_once",)
    notes = (
        "导入只加以前的台账里有的；以后每一步在系统里办，改动不从表里来。",
        "办结的写办结日期和怎么办成的，回告了本人的写回告日期；还在办的空着。",
        "同一个村、同一天、同样的话认作同一件，不再导入。",
    )

    # fmt: off
    raised_on = Column("哪天说的", DAY, "raised_on", required=True, example="2020-05-06",
                       also=["日期", "受理登记日期"])
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    text = Column("什么事", words(300), "text", required=True, width=40,
                  example="二组自来水三天没水", also=["诉求", "诉求内容"])
    kind = Column("大小", one_of(MatterKind.choices, KINDS), "kind", required=True,
                  example="小事", note="、".join(MatterKind.labels), also=["小事难事"])
    category = Column("类别", one_of(Category.choices, CATEGORIES), "category", required=True,
                      example="吃水用水", note="、".join(Category.labels))
    channel = Column("怎么说的", one_of(Channel.choices, CHANNELS), "channel", required=True,
                     example="说事室", note="、".join(Channel.labels))
    who = Column("谁说的", person(), "raiser__name", private=True, example="李四",
                 note="加密保存")
    concerned = Column("涉及几人", Cell(cells.whole), "concerned", example="1")
    taker = Column("谁受理", words(40), "taker", example="张三")
    responded_on = Column("受理日期", DAY, "responded_on", example="2020-05-07")
    owner = Column("谁来办", words(40), "owner", example="张三")
    done_on = Column("办结日期", DAY, "done_on", example="2020-05-10")
    result = Column("怎么办成的", words(500), width=40, example="换了水泵")
    told_on = Column("回告日期", DAY, "told_on", example="2020-05-11")
    answer = Column("本人评价", one_of(Answer.choices), "answer", example="满意",
                    note="、".join(Answer.labels))
    # fmt: on

    def plan(self, sheet, **more):
        """The settings that say by when are asked once, not for every line."""
        with remembering():
            return super().plan(sheet, **more)

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        days = {line["raised_on"] for line in lines if line["raised_on"]}
        rows = Matter.objects.filter(raised_on__in=days)
        self.seen = set(rows.values_list("village", "raised_on", "text"))
        self.today = localdate()

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        self._check_days(line, plan)
        if line["text"] and any(word in line["text"] for word in NOT_HERE):
            plan.fault(line, "text", RIGHT_PLACE)
        if line.wrong or village is None:
            return
        key = (village.pk, line["raised_on"], line["text"])
        if key in self.seen:
            plan.warn(line, "text", "这一件已有，不再导入。")
            return
        self.seen.add(key)
        self._add(line, plan, village)

    def records(self):
        rows = Matter.objects.select_related("village__township", "raiser")
        return rows.order_by("-raised_on", "-pk")[:MOST_EXPORTED]

    def _check_days(self, line, plan):
        """None to come, none before the one it follows."""
        before = line["raised_on"]
        for name in ("raised_on", "responded_on", "done_on", "told_on"):
            day = line[name]
            if day and day > self.today:
                plan.fault(line, name, "日期不能晚于今天。")
            elif day and before and day < before:
                plan.fault(line, name, "不能早于前面的日期。")
            before = day or before
        if line["told_on"] and not line["done_on"]:
            plan.fault(line, "done_on", "写了回告日期，也请写办结日期。")
        if line["answer"] and not line["told_on"]:
            plan.fault(line, "told_on", "写了本人评价，也请写回告日期。")

    def _add(self, line, plan, village):
        told = {name: line[name] or "" for name in ("text", "taker", "owner")}
        told |= {name: line[name] for name in ("raised_on", "kind", "category", "channel")}
        new = Matter(village=village, entered_by=plan.by, concerned=line["concerned"] or 1, **told)
        new.respond_by = due_after(new, new.raised_on)
        self._finish(new, line)
        plan.add(line, new, "text", f"{village}：{new}")
        if line["who"]:
            row = Raiser(matter=new, village=village)
            row.name = line["who"]
            plan.add(line, row, "who")
        for step in self._steps(new, line, plan):
            plan.add(line, step, "text")

    def _finish(self, new, line):
        """How far it has come, and by when it was to come there."""
        started = line["responded_on"] or line["done_on"]
        new.responded_on = started
        if started:
            new.state = State.IN_HAND
            new.due_on = due_after(new, started)
        if line["done_on"]:
            new.state, new.done_on, new.done_by = State.DONE, line["done_on"], new.due_on
        if line["told_on"]:
            new.state, new.told_on = State.TOLD, line["told_on"]
            new.answer = line["answer"] or ""
        new.due_on = due_after(new, new.told_on or new.done_on or started or new.raised_on)

    def _steps(self, matter, line, plan):
        """One for each day that the sheet names."""
        days = [(State.RAISED, matter.raised_on, "")]
        days += [(State.ACCEPTED, matter.responded_on, "")] if matter.responded_on else []
        days += [(State.IN_HAND, matter.responded_on, "")] if matter.responded_on else []
        days += [(State.DONE, matter.done_on, line["result"])] if matter.done_on else []
        days += [(State.TOLD, matter.told_on, "")] if matter.told_on else []
        before = ""
        for state, day, note in days:
            told = {"moved_from": before, "moved_to": state, "happened_on": day}
            yield MatterStep(matter=matter, village=matter.village, made_by=plan.by,
                             note=note or NOTE, **told)  # fmt: skip
            before = state
