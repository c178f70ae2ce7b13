"""What filling in costs (减负台账): each form, what it asks, how often it is owed, for how long.

Nobody's time is taken. The seconds are a keystroke-level standard (Card, Moran and Newell 1980: to
think 1.35 s, to reach 1.1 s, to press 0.2 s), the taps are those the browser tests measure where
`measured`, else counted on the page, and a sentence is twenty characters at thirty a minute.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Left

from cadres.difficulty_forms import ConfirmForm, DifficultyAnswerForm, DifficultyForm
from cadres.forms import PAST_DAYS, LogForm, SeveralDaysForm
from cadres.leave_forms import DecisionForm, LeaveForm, ReturnForm
from cadres.models import Posting
from cadres.presence_forms import PresenceForm
from cadres.sheet_forms import LogLine, LogSheetForm
from cadres.wall_forms import PledgeForm, WallForm
from fushan.dashboards.handover_form import HandoverForm
from fushan.dashboards.views.imports import ReasonForm as ExportForm
from fushan.dashboards.views.imports import UploadForm
from fushan.desk.admin import AnswerForm as SuggestionAnswerForm
from fushan.desk.models import Suggestion
from fushan.desk.sheets import LINES
from fushan.desk.suggestions import SuggestionForm
from fushan.desk.unsealing import ReasonForm as UnsealForm
from fushan.desk.withdrawal import ReasonForm, WithdrawForm
from fushan.org.forms import ChangePasswordForm, SignInForm
from fushan.org.models import Role, User
from mentors.ceremony_forms import CeremonyForm
from mentors.forms import EndPairingForm, MentorForm, MentorWordForm, NoteForm, PairingForm
from petitions.forms import MatterForm
from petitions.meeting_forms import DeliberationForm, SettleForm, TransferForm
from petitions.move_forms import ExtendForm, MoveForm, PassOnForm, ReceiveForm
from petitions.people_forms import LinkForm, MemberForm
from petitions.review_forms import ReviewForm
from training.forms import AnswerForm, NeedForm, RoundForm
from training.session_forms import (
    AttendanceForm,
    CancelForm,
    ExplainForm,
    FeedbackForm,
    SessionForm,
)
from training.trip_forms import ExchangeForm, TripForm
from villages.board_forms import CardForm, SizeForm
from villages.forms import VisitForm
from villages.models import Leadership, VillageWeek
from villages.party_forms import PartyActivityForm
from villages.plan_forms import PlanForm, ReportForm, TaskForm
from villages.project_forms import MilestoneForm, ProjectForm, PublicationForm, SupportForm
from villages.sheet_forms import VisitLine, VisitSheetForm
from villages.talk_forms import ChatGroupForm, TalkRoomForm
from villages.year_forms import SameAsBeforeForm, YearForm

TAP, CHARACTER = 1.35 + 1.1 + 0.2, 60 / 30  # seconds
SENTENCE, NAME = 20, 3  # characters
TASKS = 5  # of a plan, as most have
WANTED = "想写就写"
NEEDED = "有事才填"


@dataclass(frozen=True)
class Cost:
    """One form. `form`: its class, None where a page is only confirmed. `repeated`: fields that it
    draws by itself. `seldom`: names of those it mostly leaves out. `owed`: of (area, month) how
    many are owed and by how many people.
    """

    form: type | None
    name: str
    often: str
    taps: int
    characters: int = SENTENCE
    measured: bool = False
    repeated: int = 0
    seldom: tuple = ()
    owed: Callable | None = None

    @property
    def is_owed(self):
        return self.owed is not None

    @property
    def shown(self):
        """The fields that stand on the page, of the form as it is."""
        fields = self.form.base_fields if self.form else {}
        return [
            field
            for name, field in fields.items()
            if name not in self.seldom and not field.widget.is_hidden
        ]

    @property
    def fields(self):
        return self.repeated + len(self.shown)

    @property
    def required(self):
        return sum(field.required for field in self.shown)

    @property
    def seconds(self):
        return round(self.taps * TAP + self.characters * CHARACTER)


@dataclass(frozen=True)
class Line:
    """A form in a month: how many are owed in all, how many of them by one person."""

    cost: Cost
    owed: int = 0
    people: int = 0

    @property
    def each(self):
        return self.owed / self.people if self.people else 0

    @property
    def minutes(self):
        return self.each * self.cost.seconds / 60


def _visits(area, month):
    """One a village and week where a visit is asked for; any member of the leadership pays it."""
    weeks = _inside(VillageWeek.objects, area).filter(
        due=True, monday__range=(month.first, month.last)
    )
    townships = weeks.annotate(township=Left("village", 9)).values("township")
    leading = Leadership.objects.filter(area__in=townships, since__lte=month.last)
    leading = leading.filter(Q(until=None) | Q(until__gt=month.first))
    return weeks.count(), leading.values("official").distinct().count()


def _closings(area, month):
    """One a township and month, by one person."""
    posted = _inside(Posting.objects, area).filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first), began_on__lte=month.last
    )
    townships = posted.annotate(township=Left("village", 9)).values("township").distinct().count()
    return townships, townships


def _reviews(area, month):
    """One a village with a cadre and month, by that village's cadres."""
    posted = _inside(Posting.objects, area).filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first), began_on__lte=month.last
    )
    villages = posted.values("village").distinct().count()
    return villages, villages


def _answers(area, month):
    asked = Suggestion.objects.filter(made_on__range=(month.first, month.last)).count()
    return asked, User.objects.filter(role=Role.STAFF, is_active=True).count()


def _inside(rows, area):
    return rows.filter(village__gte=area, village__lt=f"{area}:")


COSTS = {
    "选派干部": [
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
        Cost(ReviewForm, "群众评事的总数", "每村每月一次", taps=14, characters=20, owed=_reviews),
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
        Cost(DifficultyForm, "提急难事", WANTED, taps=3),
        Cost(ConfirmForm, "急难事解决了没有", NEEDED, taps=3, characters=0, seldom=("note",)),
    ],
    "乡镇干部": [
        Cost(
            VisitForm,
            "到村指导",
            "每村每周一次",
            taps=4,
            measured=True,
            repeated=1,  # a difficulty heard, where there is a cadre to have one
            seldom=("join",),
            owed=_visits,
        ),
        Cost(None, "本月收尾（看一遍、点确认）", "每乡镇每月一次", 2, characters=0, owed=_closings),
        Cost(PresenceForm, "改在村天数", "和系统算的不一样才改", taps=4, characters=4),
        Cost(MentorForm, "导师库加一名导师", NEEDED, taps=6),
        Cost(PairingForm, "拜师结对", "每名干部一次", 2, characters=0, seldom=("change_reason",)),
        Cost(CeremonyForm, "拜师结对仪式（一次几对）", NEEDED, taps=4, characters=8),
        Cost(EndPairingForm, "结束结对", NEEDED, taps=3, characters=8),
        Cost(MentorWordForm, "年底代录导师的话", "每对每年一次", taps=3, characters=2 * SENTENCE),
        Cost(DifficultyAnswerForm, "答复急难事", NEEDED, taps=4),
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
    ],
    "组织部干部": [
        Cost(
            SuggestionAnswerForm,
            "答复减负建议",
            "每条建议一次",
            taps=3,
            characters=40,
            owed=_answers,
        ),
        Cost(UploadForm, "上传表格", NEEDED, taps=4, characters=0),
        Cost(ExportForm, "连同个人信息导出的用途", NEEDED, taps=2, characters=8),
        Cost(UnsealForm, "查看个人信息的事由", NEEDED, taps=3, characters=8),
        Cost(CardForm, "上牌的照片和电话", NEEDED, taps=4, characters=0),
        Cost(SizeForm, "身份牌尺寸", NEEDED, taps=2, characters=0),
        Cost(HandoverForm, "人员变动交接", NEEDED, taps=6, characters=10),
        Cost(ReasonForm, "重新打开已收尾的月份", NEEDED, taps=3),
    ],
    "所有人": [
        Cost(SuggestionForm, "减负建议", WANTED, taps=3, characters=2 * SENTENCE),
        Cost(SignInForm, "登录", "换人或久不用时", taps=3, characters=0),
        Cost(ChangePasswordForm, "修改密码", "第一次登录时", taps=4, characters=0),
    ],
}


def burden(area, month):
    """{who: [Line]} of a month, each form where it stands."""
    return {
        who: [Line(cost, *(cost.owed(area, month) if cost.owed else ())) for cost in costs]
        for who, costs in COSTS.items()
    }


def cost_of(form):
    """The standard of a form, for the browser test that measures it."""
    return next(cost for costs in COSTS.values() for cost in costs if cost.form is form)
