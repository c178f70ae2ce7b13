"""The register of trainings: one line for a cadre at a training, as a sign-in sheet has it."""

from django.utils.timezone import localdate

from cadres.posted import OfPosted
from fushan.desk.registers import DAY, MOST_EXPORTED, Column, one_of, person, words
from fushan.org.models import Area
from training.models import Attendance, Form, TrainingSession, Turnout

TURNOUTS = {"到": Turnout.ATTENDED, "已到": Turnout.ATTENDED, "假": Turnout.LEAVE}
FORMS = {"理论": Form.THEORY, "观摩": Form.ON_SITE, "理论和观摩": Form.BOTH}
REASON = "从表格导入"


class TrainingRegister(OfPosted):
    code, label = "trainings", "培训登记表"
    writes = (TrainingSession, Attendance)
    unseen = (Attendance,)
    telling = {TrainingSession: ("form", "place", "trainer")}
    notes = (
        "一行写一名干部参加一次培训；同一天同一主题的几行算一次培训。",
        "“谁办的”空着就是县里办的；乡镇办的写乡镇名。",
        "已登记过的不会重复导入。",
    )

    # fmt: off
    happened_on = Column("日期", DAY, "session__began_on", required=True, example="2020-05-16",
                         also=["培训日期", "时间"])
    theme = Column("主题", words(60), "session__theme", required=True, width=24,
                   example="支部规范化建设", also=["培训主题"])
    office = Column("谁办的", words(40), "session__area__name", example="张庄镇", also=["主办"])
    form = Column("形式", one_of(Form.choices, FORMS), "session__form", required=True,
                  example="理论培训", note="、".join(Form.labels))
    place = Column("地点", words(60), "session__place", width=16, example="县委党校")
    trainer = Column("谁来讲", words(60), "session__trainer", width=16, example="示例老师",
                     also=["主讲"])
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("姓名", person(), "cadre__name", required=True, example="张三",
                  also=["选派干部"])
    turnout = Column("到场情况", one_of(Turnout.choices, TURNOUTS), "turnout", required=True,
                     example="参加", note="、".join(Turnout.labels), also=["签到"])
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        named = {line["office"] for line in lines if line["office"]}
        inside = Area.objects.filter(pk__gte=self.county, pk__lt=f"{self.county}:")
        self.offices = {area.name: area for area in inside.filter(name__in=named)}
        self.sessions = self._on_record(lines)
        rows = Attendance.objects.filter(session__in=self.sessions.values())
        self.noted = set(rows.values_list("session", "cadre"))
        self.today, self.seen = localdate(), {}

    def _on_record(self, lines):
        """{(area, day, theme): session}"""
        days = {line["happened_on"] for line in lines if line["happened_on"]}
        rows = TrainingSession.objects.filter(began_on__in=days).select_related("area")
        return {(row.area_id, row.began_on, row.theme): row for row in rows}

    def plan_line(self, line, plan):
        if line["happened_on"] and line["happened_on"] > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        if line["office"] and line["office"] not in self.offices:
            plan.fault(line, "office", f"没有找到“{line['office']}”，请写乡镇全称，县里办的空着。")
        posting = self.posting(line, plan)
        if line.wrong:
            return
        session = self._session(line, plan)
        if self._known_already(line, plan, session, posting):
            return
        row = Attendance(
            session=session,
            cadre=posting.cadre,
            village=posting.village,
            turnout=line["turnout"],
            noted_by=plan.by,
        )
        plan.add(line, row, "name", f"{posting.cadre}：{session.theme}")

    def _session(self, line, plan):
        area = self.offices[line["office"]].pk if line["office"] else self.county
        key = (area, line["happened_on"], line["theme"])
        if key not in self.sessions:
            session = self.sessions[key] = TrainingSession(
                area_id=area,
                theme=line["theme"],
                form=line["form"],
                began_on=line["happened_on"],
                ended_on=line["happened_on"],
                place=line["place"] or "",
                trainer=line["trainer"] or "",
                unasked_reason=REASON if len(area) <= 6 else "",
                entered_by=plan.by,
            )
            plan.add(line, session, "theme", f"{session.theme} {session.began_on}")
        return self.sessions[key]

    def _known_already(self, line, plan, session, posting):
        """Warn of one noted already; the same person twice in a sheet is a fault."""
        if (session.pk, posting.cadre_id) in self.noted:
            plan.warn(line, "name", "这一条已有，不再导入。")
            return True
        key = (session.area_id, session.began_on, session.theme, posting.cadre_id)
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个人同一次培训。")
        return line.wrong

    def records(self):
        rows = Attendance.objects.select_related("session__area", "village__township", "cadre")
        return rows.order_by("-session__began_on", "session", "village", "pk")[:MOST_EXPORTED]
