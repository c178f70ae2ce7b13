"""Trainings: planned, held, attended, rated."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.on_behalf import mine
from fushan.desk.models import Attachment
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.figures import LEAST_CASES
from fushan.org.roles import Role
from training.asking import TEACHERS, may_teach
from training.models import Attendance, Feedback, Need, Rating, TrainingSession, Turnout
from training.session_forms import (
    AttendanceForm,
    CancelForm,
    ExplainForm,
    FeedbackForm,
    SessionForm,
)

ROWS = TrainingSession.objects.select_related("area", "entered_by")
LONGEST_NUMBER = 19
SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)


@for_roles(*COUNTY_AND_BELOW)
def session(request, session_id):
    session = get_object_or_404(ROWS, pk=session_id)
    answered = session.answered.select_related("need").annotate(more=Count("need__seconds"))
    context = {
        "session": session,
        "answered": answered.order_by("pk"),
        "may_teach": may_teach(request.user, session.area_id),
        "over": session.ended_on <= localdate(),
    } | Attachment.objects.shown_with(session)
    if request.user.role == Role.VILLAGE:
        context |= _mine(request.user, session)
    else:
        context |= _said(session)
        context["answered"] = context["answered"].select_related("need__cadre", "need__village")
    return render(request, "training/session.html", context)


def _mine(user, session):
    """What a cadre has to do with it."""
    own = session.attendances.filter(cadre=user.cadre_id).first()
    said = session.feedback.filter(cadre=user.cadre_id).first()
    there = own is not None and own.turnout == Turnout.ATTENDED and not session.cancelled_reason
    may_rate = there and said is None and not user.unposted
    return {"own": own, "said": said, "may_rate": may_rate}


def _said(session):
    """Who came; of what they said the counts, and the words only where they are many enough."""
    attendances = session.attendances.select_related("cadre", "village").order_by("village", "pk")
    attendances = list(attendances)
    feedback = list(session.feedback.order_by("pk"))
    counts = [(one.label, sum(f.rating == one for f in feedback)) for one in Rating]
    told = len(feedback) >= LEAST_CASES
    return {
        "attendances": attendances,
        "came": sum(row.turnout == Turnout.ATTENDED for row in attendances),
        "counts": counts if feedback else [],
        "told": told,
        "words": [f.words for f in feedback if f.words] if told else [],
        "wishes": [f.wish for f in feedback if f.wish] if told else [],
    }


@for_roles(*TEACHERS)
def plan_session(request):
    """`?need=`: the need that it is to answer is ticked already, and gives it a theme."""
    new = TrainingSession(area_id=request.user.area_code, entered_by=request.user)
    number = request.GET.get("need", "")
    if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER:
        need = Need.objects.filter(area=new.area_id, pk=number).first()
        if need:
            new.theme = need.text[:60]
            return _session_form(request, new, "记一次培训", initial={"needs": [need.pk]})
    return _session_form(request, new, "记一次培训")


@for_roles(*TEACHERS)
def edit_session(request, session_id):
    return _session_form(request, _taught(request, session_id), "修改培训")


def _session_form(request, session, title, **more):
    files = request.FILES or None
    form = SessionForm(request.POST or None, files, instance=session, user=request.user, **more)
    draft = f"{request.user.pk}:training:{session.pk or session.area_id}"
    if form.saved():
        messages.success(request, f"培训“{form.instance}”已保存。", extra_tags=draft)
        return redirect("training:session", form.instance.pk)
    context = {"form": form, "title": title, "draft": draft, "button": "保存"}
    return render(request, "parts/form_page.html", context)


@for_roles(*TEACHERS)
def cancel_session(request, session_id):
    session = _taught(request, session_id)
    form = CancelForm(request.POST or None, instance=session, user=request.user)
    if form.saved():
        messages.success(request, "这次培训已取消。")
        return redirect("training:session", session.pk)
    context = {"form": form, "title": "取消培训", "hint": session.theme, "button": "取消这次培训"}
    return render(request, "parts/form_page.html", context)


@for_roles(*TEACHERS)
def attendance(request, session_id):
    session = _taught(request, session_id)
    if session.cancelled_reason or session.began_on > localdate():
        messages.error(request, "取消的和还没有开始的培训不登记，到当天再登记。")
        return redirect("training:session", session.pk)
    form = AttendanceForm(request.POST or None, instance=session, user=request.user)
    if form.saved():
        messages.success(request, "到场情况已登记。")
        return redirect("training:session", session.pk)
    context = {"form": form, "title": "登记到场情况", "hint": session.theme, "button": "保存"}
    context["know"] = "默认都到了，只改没到的；批了假的已选好“请假”。也可先打印签到表。"
    return render(request, "training/attendance.html", context)


@for_roles(Role.VILLAGE)
def rate(request, session_id):
    session = get_object_or_404(ROWS, pk=session_id)
    about = mine(request)
    came = Q(cadre=about["cadre"], turnout=Turnout.ATTENDED)
    if not session.attendances.filter(came).exists():
        raise PermissionDenied("参加了这次培训的才评价。")
    said = Feedback(session=session, cadre=about["cadre"], village_id=about["village_id"])
    form = FeedbackForm(request.POST or None, instance=said, user=request.user)
    if form.saved():
        messages.success(request, "谢谢，评价已收到。")
        return redirect("training:session", session.pk)
    context = {"form": form, "title": "评价这次培训", "hint": session.theme, "button": "提交"}
    context["know"] = "办培训的只看到合计；评价满五人才看到写的话，不带姓名。"
    return render(request, "parts/form_page.html", context)


@for_roles(*SPEAKERS)
def explain(request, attendance_id):
    row = get_object_or_404(Attendance.objects.select_related("session", "cadre"), pk=attendance_id)
    if request.user.role == Role.VILLAGE and row.cadre_id != request.user.cadre_id:
        raise PermissionDenied
    if row.turnout != Turnout.ABSENT:
        return redirect("training:session", row.session_id)
    form = ExplainForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, "已说明。")
        return redirect("training:session", row.session_id)
    context = {"form": form, "title": "说明没有到的原因", "about": row.cadre, "button": "提交"}
    context["hint"] = row.session.theme
    return render(request, "parts/form_page.html", context)


def _taught(request, session_id):
    session = get_object_or_404(ROWS, pk=session_id)
    if not may_teach(request.user, session.area_id):
        raise PermissionDenied("这是上一级办的，请由他们来改。")
    return session
