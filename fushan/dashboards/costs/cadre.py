"""What the forms of a seconded cadre cost; also the secretary's account of the village."""

from cadres.borrowing_forms import BorrowingForm
from cadres.difficulty_forms import ConfirmForm, DifficultyForm
from cadres.file_forms import CorrectionForm
from cadres.forms import PAST_DAYS, LogForm, SeveralDaysForm
from cadres.leave_forms import LeaveForm, ReturnForm
from cadres.wall_forms import PledgeForm, WallForm
from evaluation.appraisal_forms import WordForm
from evaluation.forms import StepForm
from evaluation.inspection_forms import DoneForm
from evaluation.potential_forms import EvidenceForm, PotentialForm
from fushan.dashboards.costs import owed
from fushan.dashboards.costs.kinds import NEEDED, SENTENCE, WANTED, Cost
from fushan.desk.withdrawal import WithdrawForm
from mentors.forms import NoteForm
from petitions.forms import MatterForm
from petitions.meeting_forms import DeliberationForm, SettleForm, TransferForm
from petitions.move_forms import MoveForm
from petitions.people_forms import LinkForm, MemberForm
from petitions.review_forms import PublishForm, ReviewForm
from training.forms import AnswerForm, NeedForm
from training.session_forms import ExplainForm, FeedbackForm
from training.trip_forms import TripForm
from villages.incident_forms import IncidentForm
from villages.party_forms import PartyActivityForm
from villages.plan_forms import PlanForm, ReportForm, TaskForm
from villages.project_forms import MilestoneForm, ProjectForm, PublicationForm, SupportForm
from villages.talk_forms import ChatGroupForm, TalkRoomForm
from villages.year_forms import SameAsBeforeForm, YearForm

TASKS = 5  # of a plan, as most have

CADRE = [
    Cost(LogForm, "工作日志", WANTED, taps=3, measured=True),
    Cost(SeveralDaysForm, "一次补几天日志", WANTED, taps=4, repeated=PAST_DAYS),
    Cost(LeaveForm, "请假", NEEDED, taps=6, characters=0),
    Cost(ReturnForm, "销假", NEEDED, taps=3, characters=0),
    Cost(WithdrawForm, "作废写错的记录", NEEDED, taps=3),
    Cost(AnswerForm, "答复每月征求（点一个题或“本月无”）", "每月至多一次", 3, characters=0),
    Cost(NeedForm, "自己点题", WANTED, taps=3),
    Cost(FeedbackForm, "评价培训", WANTED, taps=2, characters=0),
    Cost(ExplainForm, "说明没有参加培训的原因", NEEDED, taps=3, characters=8),
    Cost(TripForm, "外出学习", NEEDED, taps=6),
    Cost(
        MatterForm,
        "群众诉求",
        "有人说事才记",
        taps=6,
        measured=True,
        seldom=("same", "household"),
    ),
    Cost(MoveForm, "诉求走一步", NEEDED, taps=3),
    Cost(DeliberationForm, "支部议事的结果", NEEDED, taps=8, seldom=("discussed", "recorder")),
    Cost(TransferForm, "诉求转信访", NEEDED, taps=3, characters=0, seldom=("helped",)),
    Cost(SettleForm, "协助化解的情况", NEEDED, taps=3),
    Cost(ReviewForm, "群众评事的总数", "每村每月一次", taps=14, characters=20, owed=owed.reviews),
    Cost(ProjectForm, "项目", NEEDED, taps=7),
    Cost(MilestoneForm, "项目节点", NEEDED, taps=3, characters=6),
    Cost(PublicationForm, "记一次项目公开", "有项目的村每季度一次", taps=3, characters=5),
    Cost(SupportForm, "帮扶投入", NEEDED, taps=5, characters=10),
    Cost(TalkRoomForm, "登记说事室", NEEDED, taps=4, characters=2 * SENTENCE),
    Cost(ChatGroupForm, "登记微信群", NEEDED, taps=4, characters=14),
    Cost(SameAsBeforeForm, "村情与上年相同", "每年一次", taps=1, characters=0),
    Cost(YearForm, "填村情", "有变化才填", taps=11, characters=24),
    Cost(PartyActivityForm, "登记组织生活", "没有系统的村才填", taps=3, characters=SENTENCE),
    Cost(PlanForm, "写规划和任务", "每年一次", taps=4, characters=4 * SENTENCE),
    Cost(TaskForm, "改一项任务的权重、时限、负责人", NEEDED, taps=5, characters=6),
    Cost(
        ReportForm,
        "填任务进展",
        "每季度一次",
        taps=2 + TASKS,
        characters=2 * TASKS,
        repeated=2 * TASKS,
    ),
    Cost(MemberForm, "登记党员", NEEDED, taps=3, characters=8),
    Cost(LinkForm, "登记包联户", NEEDED, taps=4, characters=8),
    Cost(WallForm, "初心墙", "任期一次", taps=8, characters=6 * SENTENCE),
    Cost(PledgeForm, "承诺对账", NEEDED, taps=4, characters=0),
    Cost(NoteForm, "帮带记录", WANTED, taps=3),
    Cost(CorrectionForm, "申请更正我的档案", NEEDED, taps=3),
    Cost(DifficultyForm, "提急难事", WANTED, taps=3),
    Cost(BorrowingForm, "登记抽调", NEEDED, taps=4, seldom=("ended_on",)),
    Cost(IncidentForm, "报告突发事件", NEEDED, taps=6),
    Cost(PublishForm, "评事结果公开了", "评事以后一次", taps=3, characters=0),
    Cost(StepForm, "对提示说明、申诉", NEEDED, taps=3),
    Cost(WordForm, "看过考评，答复或申诉", "每季度、每年一次", taps=2, characters=0),
    Cost(DoneForm, "报问题改好了", NEEDED, taps=3),
    Cost(PotentialForm, "申报潜绩事项", WANTED, taps=6, characters=3 * SENTENCE),
    Cost(EvidenceForm, "到期的潜绩事项补凭据", WANTED, taps=3, characters=0, seldom=("evidence",)),
    Cost(ConfirmForm, "急难事解决了没有", NEEDED, taps=3, characters=0, seldom=("note",)),
]
