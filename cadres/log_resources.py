"""The register of work logs: one line for a cadre's day, as kept on paper or elsewhere before."""

from collections import defaultdict

from django.utils.timezone import localdate

from cadres.models import LogKind, Posting, WorkLog
from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Column,
    Places,
    Register,
    Unclear,
    person,
    some_of,
    words,
)


class LogRegister(Register):
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
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        names = {line["name"] for line in lines if line["name"]}
        postings = Posting.objects.filter(cadre__name__in=names).order_by("began_on", "pk")
        self.postings = defaultdict(list)
        for posting in postings.select_related("cadre__unit", "village"):
            self.postings[posting.cadre.name].append(posting)
        days = [line["happened_on"] for line in lines if line["happened_on"]]
        self.on_record = self._on_record(days) if days else set()
        self.today, self.seen = localdate(), {}

    def plan_line(self, line, plan):
        day = line["happened_on"]
        if day and day > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        village = self._village(line, plan)
        posting = None
        if day and line["name"] and not {"village", "township"} & line.faulty:
            posting = plan.resolve(line, "name", self._posting, line, village)
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

    def _on_the_day(self, line):
        """The posts of that name on that day."""
        day = line["happened_on"]
        return [
            p
            for p in self.postings.get(line["name"], ())
            if day and p.began_on <= day and (p.ended_on is None or p.ended_on > day)
        ]

    def _village(self, line, plan):
        """A name that two villages have is settled where the cadre was posted to one of them."""
        if not line["village"] or line["township"]:
            return self.places.find(plan, line)
        try:
            return self.places.village(line["village"])
        except Unclear as unclear:
            posted = {p.village_id for p in self._on_the_day(line)} & unclear.options.keys()
            if len(posted) == 1:
                return unclear.options[posted.pop()][1]
        except ValueError:
            pass  # told below
        return self.places.find(plan, line)

    def _posting(self, line, village):
        """The post of the one who wrote. ValueError where there was none, Unclear where several."""
        named = self.postings.get(line["name"])
        if not named:
            raise ValueError("花名册里没有这名选派干部任职。")
        found = [p for p in self._on_the_day(line) if village is None or p.village == village]
        if not found:
            where = f"在{village}任职" if village else "没有任职"
            raise ValueError(
                f"{line['name']} {line['happened_on']} 不{where}。".replace("不没", "没")
            )
        if len(found) > 1:
            raise Unclear(
                "有几名同名的选派干部，请填写村。",
                {str(p.pk): (f"{p.cadre}（{p.cadre.unit or p.village}）", p) for p in found},
            )
        return found[0]

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
