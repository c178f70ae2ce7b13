"""The recall of a cadre, step by step: the department's, and told to whom it is about."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cadres.models import Posting, Recall
from cadres.recall_forms import OpenRecallForm, RecallStepsForm, WithdrawRecallForm
from fushan.desk.forms import draft_of
from fushan.desk.models import Deed, note_access
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role


@for_roles(Role.STAFF)
@internal_only()
def open_recall(request, cadre_id):
    posted = Posting.objects.filter(ended_on=None).select_related("cadre", "village")
    posting = get_object_or_404(posted, cadre=cadre_id)
    recall = Recall(cadre=posting.cadre, village=posting.village, entered_by=request.user)
    form = OpenRecallForm(request.POST or None, instance=recall, user=request.user)
    if form.saved():
        messages.success(request, "已记下提醒谈话，后面的步骤办一步记一步。")
        return redirect("recall", form.instance.pk)
    more = {"title": "启动召回", "about": posting.cadre, "button": "保存"}
    return render(request, "parts/form_page.html", {"form": form, **more})


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def recall(request, recall_id):
    rows = Recall.objects.select_related("cadre", "village", "entered_by")
    row = get_object_or_404(rows, pk=recall_id)
    if request.user.role == Role.STAFF:
        note_access(request, Deed.LOOK, f"{row}")
    return render(request, "cadres/recall.html", {"row": row})


@for_roles(Role.STAFF)
@internal_only()
def record_recall(request, recall_id):
    rows = Recall.objects.filter(withdrawn_on=None).select_related("cadre")
    row = get_object_or_404(rows, pk=recall_id)
    form = RecallStepsForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, "已保存。")
        return redirect("recall", row.pk)
    more = {"title": "记召回的步骤", "about": row.cadre, "button": "保存", "know": row.reason}
    return render(request, "parts/form_page.html", {"form": form, **more})


@for_roles(Role.STAFF)
@internal_only()
def withdraw_recall(request, recall_id):
    row = get_object_or_404(Recall.objects.select_related("cadre"), pk=recall_id)
    if request.method == "GET" and not row.may_be_withdrawn:
        messages.warning(request, f"这件召回现在是“{row.state}”，不能撤销。")
        return redirect("recall", row.pk)
    form = WithdrawRecallForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        said = "召回已撤销，经过和为什么撤销都留着。"
        messages.success(request, said, extra_tags=draft_of(request))
        return redirect("recall", row.pk)
    more = {"title": "撤销召回", "about": row.cadre, "button": "撤销", "know": row.reason}
    more["draft"] = draft_of(request)
    return render(request, "parts/form_page.html", {"form": form, **more})
