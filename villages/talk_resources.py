"""The registers of talk rooms and of chat groups."""

from fushan.desk.registers import MOST_EXPORTED, Cell, Column, Places, Register, person, words
from fushan.kit import cells
from villages.models import ChatGroup, TalkRoom


class OfVillage(Register):
    """One record for a village and a name; what is there is changed. `named`: its column."""

    model, named = None, ""

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        rows = self.model.objects.filter(village__in=codes).select_related("village")
        self.known = {(row.village_id, getattr(row, self.named)): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line.wrong or village is None:
            return
        key = (village.pk, line[self.named])
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, self.named, f"与第 {first} 行重复。")
            return
        told = self.told(line)
        if key in self.known:
            plan.change(line, self.known[key], self.named, **told)
        else:
            new = self.model(village=village, entered_by=plan.by, **{self.named: key[1]})
            for name, value in told.items():
                setattr(new, name, value)
            plan.add(line, new, self.named)

    def records(self):
        rows = self.model.objects.filter(closed_on=None).select_related("village__township")
        return rows.order_by("village_id", "pk")[:MOST_EXPORTED]


class TalkRoomRegister(OfVillage):
    code, label = "talk-rooms", "说事室登记表"
    writes = (TalkRoom,)
    telling = {TalkRoom: ("hours", "duty")}
    model, named = TalkRoom, "place"
    notes = ("同一村、同一地点的认作同一个说事室。", "值班表一班一行，或用分号隔开；不写电话。")

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    place = Column("地点", words(60), "place", required=True, width=20, example="村委会一层")
    hours = Column("开放时间", words(80), "hours", required=True, width=24,
                   example="每周二上午9:00—11:30")
    duty = Column("值班表", words(500), "duty", width=36, example="周二 张三；周四 李四")
    # fmt: on

    def told(self, line):
        duty = (line["duty"] or "").replace("；", "\n").replace(";", "\n")
        shifts = [shift.strip() for shift in duty.splitlines() if shift.strip()]
        return {"hours": line["hours"], "duty": "\n".join(shifts)}


class ChatGroupRegister(OfVillage):
    code, label = "chat-groups", "微信群登记表"
    writes = (ChatGroup,)
    telling = {ChatGroup: ("owner", "households")}
    model, named = ChatGroup, "name"
    notes = ("只登记有哪些群，群里说了什么不登记、不读取。",)

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    name = Column("群名", words(60), "name", required=True, width=24, example="陈家圪塔村民群")
    owner = Column("群主", person(), "owner", required=True, example="张三")
    households = Column("户数", Cell(cells.whole), "households", example="120", also=["群里有几户"])
    # fmt: on

    def told(self, line):
        return {"owner": line["owner"], "households": line["households"] or 0}
