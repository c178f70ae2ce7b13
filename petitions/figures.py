"""The numbers of matters: raised, done, told and judged, and never one in place of another."""

from dataclasses import replace

from django.db.models import F, Func, IntegerField, Q
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.kit.dossier import full
from fushan.org.figures import Column, Figure, Median, Ratio, as_of
from petitions.models import Answer, Matter, MatterKind, MatterStep, State
from petitions.people_figures import FIGURES as OF_PEOPLE
from petitions.review_figures import FIGURES as OF_REVIEWS

COLUMNS = [
    Column("哪天说的", "raised_on"),
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("大小", "get_kind_display"),
    Column("类别", "get_category_display"),
    Column("什么事", "text"),
    Column("谁来办", "owner"),
    Column("状态", "get_state_display"),
    Column("受理日期", "responded_on"),
    Column("最迟办结", "last_day"),
    Column("办结日期", "done_on"),
    Column("回告日期", "told_on"),
    Column("本人评价", "get_answer_display"),
]
GOOD = Q(answer__in=[Answer.GOOD, Answer.FAIR])
# Days from the word to the deed.
DAYS = Func(
    F("done_on"), F("raised_on"), template="(%(expressions)s)", arg_joiner=" - ",
    output_field=IntegerField(),
)  # fmt: skip


def _matters(period):
    return Matter.objects.select_related("village__township")


def _done(kind=None, **more):
    """Done, whether told or not: the day of a reopened one is gone."""
    return lambda period: _matters(period).filter(**({"kind": kind} if kind else {}) | more)


def _responses(period):
    """Those whose last day to be taken in is over, or that were taken in before it."""
    rows = _matters(period)
    return rows.filter(Q(respond_by__lt=localdate()) | Q(responded_on__isnull=False))


def _open(period):
    return _matters(period).open_on(as_of(period))


def _over(period):
    day = as_of(period)
    due = Q(due_on__lt=day) | Q(due_on=None, done_by__lt=day)
    return _open(period).filter(due).exclude(done_on__lte=day)


def _with_a_day(period):
    """The petition office has limits of its own: what it settled is not judged by ours."""
    return _matters(period).filter(done_by__isnull=False)


def _answered(period):
    return _matters(period).exclude(answer="")


def _closings(period):
    rows = MatterStep.objects.filter(moved_to=State.TOLD, deed="moved")
    return rows.select_related("matter", "village__township")


def _url(matter):
    return reverse("petitions:matter", args=[matter.pk])


RAISED = Figure(
    "matters_raised",
    "群众诉求",
    unit="件",
    definition="期内群众说的事，不予受理的也在内。",
    records=_matters,
    on="raised_on",
    columns=COLUMNS,
    url=_url,
)


def _of_matters(code, label, definition, records=_matters, on="", **more):
    told = {"label": label, "definition": definition, "records": records, "on": on}
    return replace(RAISED, code=code, **told, **more)


RESPONSE = Ratio(
    "response_rate",
    "响应率",
    definition="期限内受理或答复的 / 最迟受理日期在期内的诉求。",
    denominator=_of_matters(
        "matters_to_respond", "应响应的诉求", "最迟受理日期在期内的诉求。", _responses, "respond_by"
    ),
    met=lambda period: Q(responded_on__lte=F("respond_by")),
    missed="responses_late",
)
SOLVED = Ratio(
    "solved_rate",
    "解决率",
    definition="办结并经本人认可（满意、基本满意）的 / 期内回告本人的诉求，不予受理的不算。",
    denominator=_of_matters("matters_told", "已回告", "期内办结并回告本人的诉求。", on="told_on"),
    met=lambda period: GOOD,
    missed="matters_unsolved",
)
IN_TIME = Ratio(
    "in_time_rate",
    "按期率",
    definition="在期限内（含批准的延期）办结的 / 期内办结的诉求；信访转办的不算。",
    denominator=_of_matters(
        "matters_done",
        "办结的诉求",
        "期内办结（含当场答复）、有办理期限的诉求。",
        _with_a_day,
        "done_on",
        called=lambda matter: f"诉求，{full(matter.done_on)}办结，期限{full(matter.done_by)}",
    ),
    met=lambda period: Q(done_on__lte=F("done_by")),
    missed="matters_late",
)
SATISFIED = Ratio(
    "matters_satisfied",
    "本人满意",
    definition="回告时本人说满意或基本满意的 / 本人作了评价的，按回告日期计。",
    denominator=_of_matters(
        "matters_answered",
        "本人评价过的诉求",
        "期内回告、本人作了评价的诉求。",
        _answered,
        "told_on",
    ),
    met=lambda period: GOOD,
    missed="matters_dissatisfied",
)
REOPENED = Ratio(
    "reopened_rate",
    "重办率",
    definition="回告以后本人要求重办的 / 期内的回告，一件事回告两次算两次。",
    denominator=Figure(
        "closings",
        "回告次数",
        unit="次",
        definition="期内的回告，一件事回告两次算两次。",
        records=_closings,
        on="happened_on",
        columns=[
            Column("回告日期", "happened_on"),
            Column("乡镇", "village.township.name"),
            Column("村", "village.name"),
            Column("什么事", "matter.text"),
            Column("怎么回告的", "note"),
            Column("重办日期", "matter.reopened_on"),
        ],
        url=lambda step: reverse("petitions:matter", args=[step.matter_id]),
    ),
    met=lambda period: Q(matter__reopened_on__gte=F("happened_on")),
    missed="closings_kept",
)
MEDIAN = _of_matters(
    "matter_days_median",
    "办理时长中位数",
    "期内办结的诉求从说事到办结的天数，取中间的一件。",
    _done(),
    "done_on",
    unit="天",
    measure=Median(DAYS),
)
FIGURES = [
    RAISED,
    _of_matters(
        "matters_small_solved",
        "办结的小事",
        "期内办结（含当场答复）的小事。",
        _done(MatterKind.SMALL),
        "done_on",
    ),
    _of_matters(
        "matters_hard_solved", "办结的难事", "期内办结的难事。", _done(MatterKind.HARD), "done_on"
    ),
    _of_matters("matters_reviewed", "已评事", "期内经群众评事的诉求。", on="reviewed_on"),
    _of_matters("matters_open", "在办的诉求", "期末还没有回告的诉求。", _open),
    _of_matters("matters_over", "超期的诉求", "期末还没有办到下一步、日期已过的诉求。", _over),
    _of_matters(
        "legacy_settled",
        "化解的历史遗留问题",
        "期内办结或化解的历史遗留问题，按化解之日计。",
        _done(is_legacy=True),
        "done_on",
    ),
    RESPONSE.denominator,
    RESPONSE,
    RESPONSE.met_only(
        "responses_late",
        "没有按时响应的诉求",
        "最迟受理日期在期内、没有按时受理或答复的诉求。",
        opposite=True,
    ),
    SOLVED.denominator,
    SOLVED,
    SOLVED.met_only(
        "matters_unsolved",
        "没有得到认可的诉求",
        "期内回告、本人没有说满意的诉求，没有评价的也在内。",
        opposite=True,
    ),
    IN_TIME.denominator,
    IN_TIME,
    IN_TIME.met_only(
        "matters_late",
        "超期办结的诉求",
        "期内办结、超过期限的诉求。",
        opposite=True,
    ),
    SATISFIED.denominator,
    SATISFIED,
    SATISFIED.met_only(
        "matters_dissatisfied",
        "本人不满意的诉求",
        "期内回告、本人说不满意的诉求。",
        opposite=True,
    ),
    REOPENED.denominator,
    REOPENED,
    REOPENED.met_only(
        "closings_kept", "没有重办的回告", "期内的回告，以后没有重办的。", opposite=True
    ),
    MEDIAN,
    replace(
        MEDIAN,
        code="matter_days_median_small",
        label="小事办理时长中位数",
        records=_done(MatterKind.SMALL),
    ),
    replace(
        MEDIAN,
        code="matter_days_median_hard",
        label="难事办理时长中位数",
        records=_done(MatterKind.HARD),
    ),
    *OF_REVIEWS,
    *OF_PEOPLE,
]
