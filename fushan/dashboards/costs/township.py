"""What the forms of a township official cost."""

from cadres.difficulty_forms import DifficultyAnswerForm
from cadres.leave_forms import DecisionForm
from cadres.meeting_forms import MeetingForm
from cadres.presence_forms import PresenceForm
from cadres.sheet_forms import LogLine, LogSheetForm
from evaluation.appraisal_forms import JudgeForm
from evaluation.forms import ByHandForm
from evaluation.potential_forms import VerifyForm
from fushan.dashboards.costs import owed
from fushan.dashboards.costs.kinds import NAME, NEEDED, SENTENCE, Cost
from fushan.desk.sheets import LINES
from mentors.ceremony_forms import CeremonyForm
from mentors.forms import EndPairingForm, MentorForm, MentorWordForm, PairingForm
from petitions.move_forms import ExtendForm, PassOnForm, ReceiveForm
from training.forms import RoundForm
from training.session_forms import AttendanceForm, CancelForm, SessionForm
from training.trip_forms import ExchangeForm
from villages.forms import VisitForm
from villages.sheet_forms import VisitLine, VisitSheetForm

TOWNSHIP = [
    Cost(
        VisitForm,
        "到村指导",
        "每村每周一次",
        taps=4,
        measured=True,
        repeated=1,  # a difficulty heard, where there is a cadre to have one
        seldom=("join",),
        owed=owed.visits,
    ),
    Cost(None, "本月收尾（看一遍、点确认）", "每乡镇每月一次", 2, characters=0, owed=owed.closings),
    Cost(PresenceForm, "改在村天数", "和系统算的不一样才改", taps=4, characters=4),
    Cost(MentorForm, "导师库加一名导师", NEEDED, taps=6),
    Cost(PairingForm, "拜师结对", "每名干部一次", 2, characters=0, seldom=("change_reason",)),
    Cost(CeremonyForm, "拜师结对仪式（一次几对）", NEEDED, taps=4, characters=8),
    Cost(EndPairingForm, "结束结对", NEEDED, taps=3, characters=8),
    Cost(MentorWordForm, "年底代录导师的话", "每对每年一次", taps=3, characters=2 * SENTENCE),
    Cost(DifficultyAnswerForm, "答复急难事", NEEDED, taps=4),
    Cost(MeetingForm, "登记例会", "开了例会才记", taps=5, characters=0),
    Cost(JudgeForm, "考评里有例外的一人（其余一次评完）", NEEDED, taps=4),
    Cost(ByHandForm, "登记一条提示", NEEDED, taps=5),
    Cost(VerifyForm, "潜绩事项到期回头看", "一件一次", taps=4),
    Cost(DecisionForm, "批假", NEEDED, taps=3, characters=0),
    Cost(ExtendForm, "诉求延期", NEEDED, taps=3),
    Cost(ReceiveForm, "接收上报的诉求", NEEDED, taps=2, characters=0),
    Cost(PassOnForm, "诉求转县级部门", NEEDED, taps=4),
    Cost(RoundForm, "发起征求", NEEDED, taps=4),
    Cost(SessionForm, "记一次培训", NEEDED, taps=7),
    Cost(AttendanceForm, "登记到场情况（默认都到）", NEEDED, taps=3, characters=0),
    Cost(CancelForm, "取消培训", NEEDED, taps=3, characters=8),
    Cost(ExchangeForm, "经验交流会", NEEDED, taps=6),
    Cost(
        VisitSheetForm,
        "照着纸质到村登记表录十行",
        NEEDED,
        taps=4 * LINES + 1,
        characters=(NAME + SENTENCE) * LINES,
        repeated=len(VisitLine.field_order) * LINES,
    ),
    Cost(
        LogSheetForm,
        "照着纸质工作日志录十行",
        NEEDED,
        taps=4 * LINES + 1,
        characters=SENTENCE * LINES,
        repeated=len(LogLine.field_order) * LINES,
    ),
]
