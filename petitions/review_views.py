"""Reviews (群众评事): counted by one, confirmed by another."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from petitions.at_home import village_of
from petitions.judging import judge, told_by
from petitions.models import Review
from petitions.moving import SPEAKERS
from petitions.review_forms import PublishForm, ReviewForm

REVIEWS = Review.objects.select_related("village__township", "entered_by", "confirmed_by")


@for_roles(*COUNTY_AND_BELOW)
def reviews(request):
    page = Page(REVIEWS.all(), by=("held_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_write": request.user.role in SPEAKERS}
    return render(request, "petitions/reviews.html", context)


@for_roles(*COUNTY_AND_BELOW)
def review(request, review_id):
    review = get_object_or_404(REVIEWS, pk=review_id)
    may_write = request.user.role in SPEAKERS
    context = {
        "review": review,
        "may_confirm": may_write and review.waits_for(request.user),
        "may_write": may_write,
        "may_count_anew": may_count_anew(request.user, review),
        "told": told_by(review),
    }
    return render(request, "petitions/review.html", context)


@require_POST
@for_roles(*SPEAKERS)
def judge_matters(request, review_id):
    """What was told and nobody was dissatisfied with has been judged in the meeting."""
    review = get_object_or_404(REVIEWS, pk=review_id)
    village_of(request.user, review.village_id)
    judged = judge(review, by=request.user)
    messages.success(request, f"{judged} 件事已记为评过。不满意的请逐件重办。")
    return redirect("petitions:review", review.pk)


@for_roles(*SPEAKERS)
def record_review(request, village_id):
    village = village_of(request.user, village_id)
    new = Review(village=village, held_on=localdate(), entered_by=request.user)
    form = ReviewForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "已记下，请另一个人打开核对后确认。")
        return redirect("petitions:review", form.instance.pk)
    know = "当面填票、当场点数，系统只记总数，不留票。选派干部填票时回避。"
    context = {"form": form, "title": "群众评事", "hint": village, "know": know}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


def may_count_anew(user, review):
    """Before it is confirmed whoever may count; then the department, and it is confirmed again."""
    return user.role == Role.STAFF or (user.role in SPEAKERS and review.confirmed_at is None)


@for_roles(*SPEAKERS)
def edit_review(request, review_id):
    review = get_object_or_404(REVIEWS, pk=review_id)
    village_of(request.user, review.village_id)
    if not may_count_anew(request.user, review):
        messages.error(request, "已经确认的，请组织部打开重数。")
        return redirect("petitions:review", review.pk)
    form = ReviewForm(request.POST or None, instance=review, user=request.user)
    if form.saved():
        messages.success(request, "已改，请另一个人核对后确认。")
        return redirect("petitions:review", review.pk)
    context = {"form": form, "title": "重数评事票", "hint": review.village}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


@require_POST
@for_roles(*SPEAKERS)
def confirm_review(request, review_id):
    review = get_object_or_404(REVIEWS, pk=review_id)
    if review.waits_for(request.user):
        review.confirmed_by, review.confirmed_at = request.user, now()
        review.save()
        messages.success(request, "已确认，可以打印公示单。")
    elif review.confirmed_at is None:
        messages.error(request, "须由另一个人确认。")
    return redirect("petitions:review", review.pk)


@for_roles(*SPEAKERS)
def publish_review(request, review_id):
    """Only what another confirmed is told."""
    review = get_object_or_404(REVIEWS, pk=review_id)
    village_of(request.user, review.village_id)
    if review.confirmed_at is None:
        messages.error(request, "先请另一个人核对确认，再公开。")
        return redirect("petitions:review", review.pk)
    form = PublishForm(request.POST or None, instance=review, user=request.user)
    if form.saved():
        messages.success(request, "已记下公开日期。")
        return redirect("petitions:review", review.pk)
    context = {"form": form, "title": "评事结果已公开", "hint": review.village}
    return render(request, "parts/form_page.html", context | {"button": "保存"})
