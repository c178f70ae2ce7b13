"""Matters (群众诉求): taken in on a phone, moved on step by step, judged at the month's end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from fushan.kit.constraints import sentence_of
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Village
from fushan.org.roles import Role
from petitions.forms import ExtendForm, MatterForm, MoveForm, ReviewForm
from petitions.models import MOVES, SETTLED, Channel, Matter, Raiser, Review, State
from petitions.moving import SPEAKERS, UPPER, extend, moves_of

ROWS = Matter.objects.select_related("village__township", "entered_by")
REVIEWS = Review.objects.select_related("village__township", "entered_by", "confirmed_by")
MOST = 200


@for_roles(*COUNTY_AND_BELOW)
def matters(request):
    """What is open, soonest due first; then what was settled, by day."""
    rows = ROWS.unsettled().order_by("due_on", "pk")
    settled = ROWS.filter(state__in=SETTLED)
    context = {
        "open": rows[:MOST],
        "page": Page(settled, by=("raised_on", "pk"), after=request.GET.get("after")),
        "today": localdate(),
        "may_write": request.user.role in SPEAKERS,
    }
    return render(request, "petitions/matters.html", context)


@for_roles(*COUNTY_AND_BELOW)
def matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    steps = matter.steps.select_related("made_by", "visit").order_by("pk")
    context = {
        "matter": matter,
        "steps": steps,
        "moves": moves_of(request.user, matter),
        "raiser": _raiser(request.user, matter),
        "over": matter.is_over(localdate()),
        "may_extend": _may_extend(request.user, matter),
    }
    return render(request, "petitions/matter.html", context)


def _raiser(user, matter):
    """Whose it is, to those who see it through; of a sensitive one only in the village."""
    hidden = matter.is_sensitive and user.role != Role.VILLAGE
    if user.role == Role.LEADER or hidden:
        return None
    return Raiser.objects.filter(matter=matter).first()


def _may_extend(user, matter):
    """The township grants it, once for a state that has a day."""
    open_still = matter.state not in SETTLED and matter.due_on and not matter.extended
    return bool(open_still) and user.role in (Role.TOWNSHIP, Role.STAFF)


@for_roles(*SPEAKERS)
def pick_village(request):
    """For a township or the department: in which village."""
    if request.user.role == Role.VILLAGE:
        return redirect("petitions:record-matter", request.user.area_code or "0")
    villages = Village.objects.filter(selections__until=None, selections__isnull=False)
    rows = villages.select_related("township").distinct().order_by("pk")[:MOST]
    return render(request, "petitions/pick_village.html", {"villages": rows})


@for_roles(*SPEAKERS)
def record_matter(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if request.user.role == Role.VILLAGE and village.pk != request.user.area_code:
        raise PermissionDenied("您现在不在这个村任职。")
    new = Matter(village=village, raised_on=localdate(), entered_by=request.user)
    initial = {"channel": request.GET.get("channel") or Channel.ROOM}
    form = MatterForm(request.POST or None, instance=new, user=request.user, initial=initial)
    draft = f"{request.user.pk}:matter:{village.pk}"
    if form.saved():
        known = form.known
        said = "已经有这一件，没有重复记。" if known else "已记下。"
        messages.success(request, said, extra_tags=draft)
        return redirect("petitions:matter", form.instance.pk)
    context = {"form": form, "title": "记一件群众诉求", "hint": village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


@for_roles(*SPEAKERS)
def move_matter(request, matter_id, to):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if to not in State.values:
        raise Http404("没有这一步。")
    if State(to) not in MOVES[State(matter.state)]:
        messages.warning(
            request, f"这件事现在是“{matter.get_state_display()}”，不能直接走到这一步。"
        )
        return redirect("petitions:matter", matter.pk)
    if State(to) not in dict(moves_of(request.user, matter)):
        raise PermissionDenied("这一步由乡镇或组织部来办。" if matter.state in UPPER else "")
    form = MoveForm(request.POST or None, matter=matter, to=State(to))
    if form.is_valid() and _moved(request, form):
        return redirect("petitions:matter", matter.pk)
    title = form.about.label
    context = {"form": form, "title": title, "hint": matter.text[:30], "button": title}
    return render(request, "parts/form_page.html", context)


def _moved(request, form):
    try:
        form.moved(by=request.user)
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    messages.success(request, f"现在是“{form.matter.get_state_display()}”。")
    return True


@for_roles(Role.TOWNSHIP, Role.STAFF)
def extend_matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if not _may_extend(request.user, matter):
        messages.warning(request, "这件事不能再延期：每一步只能延一次。")
        return redirect("petitions:matter", matter.pk)
    form = ExtendForm(request.POST or None, matter=matter)
    if form.is_valid():
        data = form.cleaned_data
        extend(matter, by=request.user, until=data["until"], note=data["note"])
        messages.success(request, "已延期，理由留在办理记录里。")
        return redirect("petitions:matter", matter.pk)
    context = {"form": form, "title": "延期", "hint": matter.text[:30], "button": "延期"}
    return render(request, "parts/form_page.html", context)


@for_roles(*COUNTY_AND_BELOW)
def reviews(request):
    page = Page(REVIEWS.all(), by=("held_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_write": request.user.role in SPEAKERS}
    return render(request, "petitions/reviews.html", context)


@for_roles(*COUNTY_AND_BELOW)
def review(request, review_id):
    review = get_object_or_404(REVIEWS, pk=review_id)
    other = request.user.role in SPEAKERS and request.user.pk != review.entered_by_id
    may = other and review.confirmed_at is None
    return render(request, "petitions/review.html", {"review": review, "may_confirm": may})


@for_roles(*SPEAKERS)
def record_review(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if request.user.role == Role.VILLAGE and village.pk != request.user.area_code:
        raise PermissionDenied("您现在不在这个村任职。")
    new = Review(village=village, held_on=localdate(), entered_by=request.user)
    form = ReviewForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "已记下，请另一个人打开核对后确认。")
        return redirect("petitions:review", form.instance.pk)
    know = "当面填票、当场点数，系统只记总数，不留票。选派干部填票时回避。"
    context = {"form": form, "title": "群众评事", "hint": village, "know": know}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


@require_POST
@for_roles(*SPEAKERS)
def confirm_review(request, review_id):
    review = get_object_or_404(REVIEWS, pk=review_id)
    if review.entered_by_id == request.user.pk:
        messages.error(request, "须由另一个人确认。")
    elif review.confirmed_at is None:
        review.confirmed_by, review.confirmed_at = request.user, now()
        review.save()
        messages.success(request, "已确认，可以打印公示单。")
    return redirect("petitions:review", review.pk)
