"""The register of grave incidents, out and in."""

from django.utils.timezone import is_naive, localtime, make_aware, now

from fushan.desk.registers import MOST_EXPORTED, Cell, Column, Places, Register, one_of, words
from fushan.kit import cells
from villages.models import Incident, IncidentKind


def _moment(cell):
    at = cells.moment(cell)
    return at and make_aware(at)


def _shown(at):
    return at if is_naive(at) else f"{localtime(at):%Y-%m-%d %H:%M}"


MOMENT = Cell(_moment, show=_shown)


class IncidentRegister(Register):
    code, label = "incidents", "突发事件登记表"
    writes = (Incident,)
    telling = {Incident: ("text", "handling")}
    notes = (
        "写事情，不写群众的名字；先打电话报告，这张表只补记。",
        "同一个村、同一时间、同一类的认作同一件：表里的报告和处置补到那一件上。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    occurred_at = Column("发生时间", MOMENT, "occurred_at", required=True, width=18,
                         example="2026-07-12 21:40", note="写到几点几分")
    kind = Column("哪类", one_of(IncidentKind.choices), "kind", required=True, example="汛情",
                  note="、".join(IncidentKind.labels))
    text = Column("什么情况", words(300), "text", required=True, width=50,
                  example="连夜大雨，进村路边坡塌了一段。")
    reported_at = Column("报告时间", MOMENT, "reported_at", width=18, example="2026-07-12 22:10")
    reported_how = Column("怎么报告的", words(60), "reported_how", width=24,
                          example="电话报告镇值班室")
    handling = Column("怎么处置的", words(300), "handling", width=40,
                      example="设了警示牌，第二天清通。")
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        moments = [line["occurred_at"] for line in lines if line["occurred_at"]]
        rows = Incident.objects.filter(occurred_at__in=moments).select_related("village")
        self.known = {(row.village_id, row.occurred_at, row.kind): row for row in rows}
        self.seen, self.now = {}, now()

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        self._timely(line, plan)
        if line.wrong or village is None:
            return
        key = (village.pk, line["occurred_at"], line["kind"])
        first = self.seen.setdefault(key, line.number)
        told = {name: line[name] for name in ("reported_at", "reported_how", "handling")}
        told = {"text": line["text"]} | {name: said for name, said in told.items() if said}
        if first != line.number:
            plan.fault(line, "occurred_at", f"与第 {first} 行重复。")
        elif key in self.known:
            plan.change(line, self.known[key], "text", **told)
        else:
            new = Incident(village=village, occurred_at=key[1], kind=key[2], entered_by=plan.by)
            for name, said in told.items():
                setattr(new, name, said)
            plan.add(line, new, "text", f"{village}：{new}")

    def _timely(self, line, plan):
        for name in ("occurred_at", "reported_at"):
            if line[name] and line[name] > self.now:
                plan.fault(line, name, "时间不能晚于现在。")
        if (
            line["occurred_at"]
            and line["reported_at"]
            and line["reported_at"] < line["occurred_at"]
        ):
            plan.fault(line, "reported_at", "报告时间不能早于发生时间。")

    def records(self):
        rows = Incident.objects.select_related("village__township")
        return rows.order_by("-occurred_at", "-pk")[:MOST_EXPORTED]
