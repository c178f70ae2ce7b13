"""The register of work logs: one line for a cadre's day, as kept on paper or elsewhere before."""

from django.utils.timezone import localdate

from cadres.models import LogKind, WorkLog
from cadres.posted import OfPosted
from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Column,
    person,
    some_of,
    words,
)


class LogRegister(OfPosted):
    code, label = "logs", "工作日志登记表"
    writes = (WorkLog,)
    telling = {WorkLog: ("kinds", "text")}
    notes = (
        "姓名须是当天在这个村任职的选派干部；村可不填，按任职认定。",
        "同一天可以有几条；已有的同样内容不会重复导入。",
    )

    # fmt: off
    happened_on = Column("日期", DAY, "happened_on", required=True, example="2020-05-11",
                         also=["时间"])
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("姓名", person(), "cadre__name", required=True, example="张三",
                  also=["选派干部", "干部姓名"])
    kinds = Column("类别", some_of(LogKind.choices), "kinds", width=16, example="为民办事",
                   note="、".join(LogKind.labels))
    text = Column("做了什么", words(2000), "text", required=True, width=60,
                  also=["内容", "工作内容", "日志内容"])
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        days = [line["happened_on"] for line in lines if line["happened_on"]]
        self.on_record = self._on_record(days) if days else set()
        self.today, self.seen = localdate(), {}

    def plan_line(self, line, plan):
        day = line["happened_on"]
        if day and day > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        posting = self.posting(line, plan)
        if line.wrong or self._known_already(line, plan, posting):
            return
        log = WorkLog(
            cadre=posting.cadre,
            village=posting.village,
            happened_on=day,
            kinds=line["kinds"] or [],
            text=line["text"],
            entered_by=plan.by,
        )
        plan.add(line, log, "name", f"{log}：{posting.cadre}")

    def records(self):
        rows = WorkLog.objects.select_related("village__township", "cadre")
        return rows.order_by("-happened_on", "-pk")[:MOST_EXPORTED]

    def _on_record(self, days):
        cadres = {p.cadre_id for same in self.postings.values() for p in same}
        rows = WorkLog.objects.filter(cadre__in=cadres, happened_on__range=(min(days), max(days)))
        return set(rows.values_list("cadre", "village", "happened_on", "text"))

    def _known_already(self, line, plan, posting):
        """Warn of a line on record already; the same line twice in a sheet is a fault."""
        key = (posting.cadre_id, posting.village_id, line["happened_on"], line["text"])
        if key in self.on_record:
            plan.warn(line, "happened_on", "这一条已有，不再导入。")
            return True
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "text", f"与第 {first} 行完全相同。")
        return line.wrong
