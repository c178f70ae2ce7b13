"""A cadre goes: the post and what is open pass on or end, leave ends, promises are settled."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from cadres import helping
from cadres.actions import end_posting, post
from cadres.models import Cadre, LeaveState, Pledge, PledgeState
from fushan.desk.handing import Hanging, Leaver

MOST = 200
VACANT = "空缺"


def hanging_on(cadre, on):
    """The open posting, open leave, what nobody has settled, and promises still to be kept."""
    postings = cadre.postings.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    items = [_post_of(posting) for posting in postings.select_related("village__township")]
    leaves = cadre.leaves.filter(
        Q(state=LeaveState.ASKED) | Q(state=LeaveState.APPROVED, returned_on=None)
    )
    items += [_leave_of(leave) for leave in leaves.order_by("first_on")]
    open_ = cadre.difficulties.open().select_related("village").order_by("raised_on", "pk")
    items += [_difficulty_of(row) for row in open_]
    pledges = Pledge.objects.filter(cadre=cadre, state=PledgeState.OPEN).order_by("pk")
    return items + [_pledge_of(row) for row in pledges.annotate(cited=Count("citations"))]


def _post_of(posting):
    def settle(taker, on, reason):
        end_posting(posting, on=on, reason=reason)
        if not taker:
            return VACANT
        successor = Cadre.objects.get(pk=taker)
        details = {"post": posting.post, "batch": posting.batch}
        if posting.planned_end_on and posting.planned_end_on > on:
            details["planned_end_on"] = posting.planned_end_on
        post(successor, village=posting.village, on=on, **details)
        return successor.name

    village = posting.village
    return Hanging(
        f"posting-{posting.pk}",
        f"{village.township}{village}{posting.get_post_display()}",
        settle,
        takers=free(posting),
    )


def free(record):
    """Cadres of the county who are posted nowhere."""
    county = record.village_id[:6]
    rows = Cadre.objects.filter(area_code=county).exclude(pk=record.cadre_id)
    rows = rows.exclude(postings__ended_on=None, postings__isnull=False)
    rows = rows.select_related("unit").order_by("pinyin", "pk")[:MOST]
    return [(str(cadre.pk), f"{cadre.name}（{cadre.unit}）") for cadre in rows]


def _leave_of(leave):
    def settle(taker, on, reason):
        if leave.state == LeaveState.ASKED or leave.first_on >= on:
            leave.state = LeaveState.WITHDRAWN
            said = "撤回"
        else:
            leave.returned_on = on
            said = "到变动之日为止"
        leave.save()
        return said

    days = f"{date_format(leave.first_on, 'n月j日')}至{date_format(leave.last_on, 'n月j日')}"
    what = f"{leave.get_kind_display()} {days}（{leave.get_state_display()}）"
    return Hanging(f"leave-{leave.pk}", what, settle, ends="随变动了结")


def _difficulty_of(row):
    """It stays its own cadre's; whoever takes the post over raises it anew, where it goes on."""

    def settle(taker, on, reason):
        if not taker:
            helping.drop(row, on=on, reason=f"本人离任：{reason}")
            return "随变动了结"
        return helping.pass_on(row, Cadre.objects.get(pk=taker), on=on, reason=reason).name

    what = f"急难事“{Truncator(row.text).chars(20)}”（{row.state_label}）"
    return Hanging(f"difficulty-{row.pk}", what, settle, takers=free(row))


def _pledge_of(pledge):
    """A promise stays who made it: kept where a record shows it, else not kept, and why."""

    def settle(way, on, reason):
        pledge.state, pledge.settled_on = way, on
        if way == PledgeState.UNKEPT:
            pledge.reason = f"离任时没有完成：{reason}"
        pledge.save()
        return pledge.get_state_display()

    unkept = (PledgeState.UNKEPT.value, "未兑现（离任时没有完成）")
    shown = f"引用了 {pledge.cited} 条记录" if pledge.cited else pledge.done
    kept = (PledgeState.KEPT.value, f"已兑现（{shown}）")
    return Hanging(
        f"pledge-{pledge.pk}",
        f"承诺“{Truncator(pledge.text).chars(20)}”",
        settle,
        ways=[kept, unkept] if shown else [unkept],
        url=reverse("settle-pledge", args=[pledge.pk]),
    )


def place_of(cadre):
    posting = cadre.postings.filter(ended_on=None).select_related("village__township").first()
    if posting is None:
        return cadre.area_code, f"{cadre.unit}"
    village = posting.village
    return village.pk, f"{village.township}{village}{posting.get_post_display()}"


def go(cadre, on, reason):
    """Nothing is left to do: the account already reads no more than its own file."""


LEAVER = Leaver(
    "cadre",
    "选派干部",
    Cadre,
    place=place_of,
    hanging=hanging_on,
    go=go,
    reasons=("任期届满", "提拔交流", "因病调整", "本人申请", "召回", "其他"),
)
