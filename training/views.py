"""The month's question, what cadres answer, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cadres.models import Cadre, Posting
from cadres.on_behalf import mine, pick_cadre, whose
from fushan.desk.withdrawal import ReasonForm
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from training.asking import TEACHERS, claim, drop, gathered, may_teach
from training.forms import AnswerForm, NeedForm, RoundForm
from training.models import Need, NeedRound, RoundAnswer, Second, TrainingSession

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
ROUNDS = NeedRound.objects.select_related("area", "opened_by")
NEEDS = Need.objects.select_related("area", "round", "claimed_by")
LAST = 12
MOST = 200  # unclaimed


@for_roles(*COUNTY_AND_BELOW)
def training(request):
    """What is asked now, what is planned, what was held."""
    today = localdate()
    sessions = TrainingSession.objects.select_related("area").annotate(needs=Count("answered"))
    page = Page(sessions, by=("began_on", "pk"), after=request.GET.get("after"))
    context = {
        "page": page,
        "rounds": ROUNDS.open_on(today).order_by("ends_on", "pk")[:LAST],
        "may_teach": request.user.role in TEACHERS,
        "today": today,
    }
    return render(request, "training/training.html", context)


@for_roles(*COUNTY_AND_BELOW)
def rounds(request):
    page = Page(ROUNDS.all(), by=("month", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_teach": request.user.role in TEACHERS}
    return render(request, "training/rounds.html", context)


@for_roles(*TEACHERS)
def open_round(request):
    new = NeedRound(area_id=request.user.area_code, opened_on=localdate(), opened_by=request.user)
    return _round_form(request, new, "发起征求")


@for_roles(*TEACHERS)
def edit_round(request, round_id):
    return _round_form(request, _taught(request, ROUNDS, round_id), "修改征求")


def _round_form(request, round_, title):
    form = RoundForm(request.POST or None, instance=round_, user=request.user)
    if form.saved():
        messages.success(request, "征求已发出，选派干部打开首页就能看到。")
        return redirect("training:round", form.instance.pk)
    context = {"form": form, "title": title, "button": "发出征求"}
    return render(request, "parts/form_page.html", context)


@for_roles(*COUNTY_AND_BELOW)
def round_(request, round_id):
    """What was asked and answered; for those above, by whom and by whom not yet."""
    asked = get_object_or_404(ROUNDS, pk=round_id)
    needs = NEEDS.filter(round=asked).annotate(more=Count("seconds")).order_by("-more", "pk")
    context = {"round": asked, "today": localdate()}
    if request.user.role == Role.VILLAGE:
        context["answer"] = RoundAnswer.objects.filter(round=asked).first()
        context |= _mine(request.user, needs)
    else:
        context["groups"] = gathered(needs.select_related("cadre", "village"))
        context["silent"] = _silent(asked)
        context["nothing"] = asked.answers.filter(nothing=True).select_related("cadre", "village")
    context["may_teach"] = may_teach(request.user, asked.area_id)
    return render(request, "training/round.html", context)


def _mine(user, needs):
    """What a cadre asked for themselves, and what of others' they want to learn too."""
    seconded = needs.filter(seconds__cadre=user.cadre_id).exclude(cadre=user.cadre_id)
    return {"needs": needs.filter(cadre=user.cadre_id), "seconded": seconded.values("pk", "text")}


def _silent(asked):
    """Cadres of this area, in the reader's reach, who have not answered; by village and name."""
    answered = asked.answers.values("cadre")
    rows = Posting.objects.on(min(localdate(), asked.ends_on))
    rows = rows.filter(village__gte=asked.area_id, village__lt=f"{asked.area_id}:")
    rows = rows.exclude(cadre__in=answered).select_related("cadre", "village__township")
    return rows.order_by("village", "cadre__pinyin", "pk")


@for_roles(*SPEAKERS)
def answer_round(request, round_id):
    asked = get_object_or_404(ROUNDS, pk=round_id)
    if not whose(request):
        return redirect("training:round", asked.pk)
    about = mine(request)
    if not about["village_id"].startswith(asked.area_id):
        raise PermissionDenied("这次征求不问这名干部。")
    if asked.ends_on < localdate():
        messages.error(request, "这次征求已经截止。还想学什么，随时可以点题。")
        return redirect("training:round", asked.pk)
    answer = RoundAnswer(round=asked, cadre=about["cadre"], village_id=about["village_id"])
    answer = RoundAnswer.objects.filter(round=asked, cadre=answer.cadre).first() or answer
    form = AnswerForm(request.POST or None, instance=answer, user=request.user)
    if form.saved():
        messages.success(request, "已答复，谢谢。")
        return redirect("training:round", asked.pk)
    context = {"form": form, "title": asked.question, "about": answer.cadre, "button": "提交"}
    return render(request, "training/answer_round.html", context)


@for_roles(*COUNTY_AND_BELOW)
def needs(request):
    """What nobody has claimed stands first, the oldest before; then the rest, the latest before."""
    rows = NEEDS.select_related("cadre", "village").annotate(more=Count("seconds"))
    if request.user.role == Role.VILLAGE:
        rows = rows.filter(cadre=request.user.cadre_id)
    rest = rows.exclude(pk__in=Need.objects.unclaimed().values("pk"))
    after = request.GET.get("after")
    page = Page(rest, by=("raised_on", "pk"), after=after)
    waiting = [] if after else rows.unclaimed().order_by("raised_on", "pk")[:MOST]
    return render(request, "training/needs.html", {"page": page, "waiting": waiting})


@for_roles(*SPEAKERS)
def raise_need(request):
    if not whose(request):
        return pick_cadre(request, "training:raise-need", "替谁点题")
    form = NeedForm(
        request.POST or None,
        instance=Need(raised_on=localdate(), **mine(request)),
        user=request.user,
    )
    if form.saved():
        messages.success(request, f"已向{form.instance.area}点题。")
        return redirect("training:need", form.instance.pk)
    context = {"form": form, "title": "点题", "about": form.instance.cadre, "button": "提交"}
    return render(request, "parts/form_page.html", context)


@for_roles(*COUNTY_AND_BELOW)
def need(request, need_id):
    """The chain: asked, seconded, claimed, taught, used."""
    need = get_object_or_404(NEEDS.annotate(more=Count("seconds")), pk=need_id)
    sessions = TrainingSession.objects.filter(answered__need=need).select_related("area")
    context = {
        "need": need,
        "whose": Cadre.objects.filter(pk=need.cadre_id).select_related("unit").first(),
        "sessions": sessions.prefetch_related("feedback").order_by("began_on", "pk"),
        "may_teach": may_teach(request.user, need.area_id),
        "may_second": _may_second(request.user, need),
        "is_taught": sessions.filter(cancelled_reason="").exists(),
    }
    return render(request, "training/need.html", context)


def _may_second(user, need):
    if user.role != Role.VILLAGE or len(user.area_code) < 12 or need.cadre_id == user.cadre_id:
        return False
    return not Second.objects.filter(need=need, cadre=user.cadre_id).exists()


@require_POST
@for_roles(Role.VILLAGE)
def second_need(request, need_id):
    need = get_object_or_404(NEEDS, pk=need_id)
    if _may_second(request.user, need):
        about = mine(request)
        Second.objects.create(need=need, cadre=about["cadre"], village_id=about["village_id"])
        messages.success(request, "已附议。")
    return redirect("training:need", need.pk)


@require_POST
@for_roles(*TEACHERS)
def claim_need(request, need_id):
    need = claim(_taught(request, NEEDS, need_id), by=request.user)
    if need.claimed_by_id == request.user.pk:
        messages.success(request, "已领题，点题人会收到消息。")
    return redirect("training:need", need.pk)


@for_roles(*TEACHERS)
def drop_need(request, need_id):
    need = _taught(request, NEEDS, need_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        drop(need, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "已说明不办的理由，点题人会收到消息。")
        return redirect("training:need", need.pk)
    context = {"form": form, "title": "不办这个题", "hint": need.text, "button": "提交"}
    return render(request, "parts/form_page.html", context)


def _taught(request, rows, pk):
    """The row, for who answers for its area."""
    row = get_object_or_404(rows, pk=pk)
    if not may_teach(request.user, row.area_id):
        raise PermissionDenied("这是上一级办的，请由他们来改。")
    return row
