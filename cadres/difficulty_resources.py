"""The register of cadres' difficulties, as an office kept it until now: in as new lines, out."""

from django.utils.timezone import localdate, now

from cadres.models import Answered, Difficulty, Office
from cadres.posted import OfPosted
from fushan.desk.registers import DAY, MOST_EXPORTED, Column, one_of, person, words

OFFICES = {"县": Office.COUNTY, "组织部": Office.COUNTY, "县里": Office.COUNTY}
WAYS = {"到村": Answered.ON_SITE, "现场": Answered.ON_SITE, "其他": Answered.OTHERWISE}
# What is told by one column is told whole: by whom, how, in which words, on which day.
NEEDED = {"answer": "answered_on", "answered_on": "how", "how": "level"}
NEEDS_AN_ACCOUNT = "有答复的须由本单位的账号导入，才知道是谁答复的。"


class DifficultyRegister(OfPosted):
    code, label = "difficulties", "干部急难事登记表"
    writes = (Difficulty,)
    telling = {Difficulty: ("claimed_level", "answer")}
    notes = (
        "导入只加以前的台账里有的；认领、答复、本人确认在系统里一步步办。",
        "“解决日期”写本人认可解决的那一天，还没有解决的空着。",
        "同一名干部、同一天、同样的话认作同一件，不再导入。",
    )

    # fmt: off
    happened_on = Column("提出日期", DAY, "raised_on", required=True, example="2020-05-06",
                         also=["日期"])
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("姓名", person(), "cadre__name", required=True, example="张三",
                  also=["选派干部"])
    text = Column("什么事", words(300), "text", required=True, width=40,
                  example="村里没有打印机，报材料要跑镇上", also=["急难事", "疑难问题"])
    level = Column("谁在办", one_of(Office.choices, OFFICES), "claimed_level", example="乡镇",
                   note="、".join(Office.labels), also=["承办"])
    how = Column("怎么办的", one_of(Answered.choices, WAYS), "answered_how", width=14,
                 example="其他方式", note="、".join(Answered.labels))
    answer = Column("答复", words(500), "answer", width=40, example="镇里调剂了一台")
    answered_on = Column("答复日期", DAY, "answered_on", example="2020-05-12")
    solved_on = Column("解决日期", DAY, "solved_on", example="2020-05-13")
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        days = {line["happened_on"] for line in lines if line["happened_on"]}
        rows = Difficulty.objects.filter(raised_on__in=days)
        self.seen = set(rows.values_list("cadre", "raised_on", "text"))
        self.today = localdate()

    def plan_line(self, line, plan):
        self._check_days(line, plan)
        self._check_answer(line, plan)
        posting = self.posting(line, plan)
        if line.wrong or posting is None:
            return
        key = (posting.cadre_id, line["happened_on"], line["text"])
        if key in self.seen:
            plan.warn(line, "text", "这一件已有，不再导入。")
            return
        self.seen.add(key)
        told = {"cadre": posting.cadre, "village": posting.village, "entered_by": plan.by}
        new = Difficulty(raised_on=line["happened_on"], text=line["text"], **told)
        new.solved_on = line["solved_on"]
        self._answered(line, plan, new)
        plan.add(line, new, "text", f"{posting.cadre}：{new}")

    def records(self):
        rows = Difficulty.objects.select_related("cadre", "village__township")
        return rows.order_by("-raised_on", "-pk")[:MOST_EXPORTED]

    def _check_days(self, line, plan):
        raised = line["happened_on"]
        for name in ("happened_on", "answered_on", "solved_on"):
            if line[name] and line[name] > self.today:
                plan.fault(line, name, "日期不能晚于今天。")
            elif line[name] and raised and line[name] < raised:
                plan.fault(line, name, "不能早于提出日期。")

    def _check_answer(self, line, plan):
        for name, needed in NEEDED.items():
            if line[name] and not line[needed] and needed not in line.faulty:
                there, lacking = self.fields[name].header, self.fields[needed].header
                plan.fault(line, needed, f"写了“{there}”，也请写“{lacking}”。")
        if line["level"] and plan.by is None:
            plan.fault(line, "level", NEEDS_AN_ACCOUNT)

    def _answered(self, line, plan, new):
        if line["level"]:
            new.claimed_level, new.claimed_by, new.claimed_at = line["level"], plan.by, now()
        if line["how"]:
            new.answered_how, new.answer = line["how"], line["answer"] or ""
            new.answered_by, new.answered_on = plan.by, line["answered_on"]
