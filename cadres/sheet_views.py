from django.contrib import messages
from django.shortcuts import redirect, render

from cadres.sheet_forms import LogSheetForm
from fushan.org.choosing import pick_township, township_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role


@for_roles(Role.TOWNSHIP, Role.STAFF)
def enter_sheet(request):
    """The lines of paper logs, typed in by somebody else (代录)."""
    township = township_of(request)
    if township is None:
        return pick_township(request, "cadres:enter-sheet", "录哪个乡镇的工作日志")
    cadre = request.GET.get("cadre", "")
    form = LogSheetForm(request.POST or None, user=request.user, township=township, cadre=cadre)
    draft = f"{request.user.pk}:log-sheet:{township.pk}:{cadre}"
    if form.saved():
        messages.success(request, f"{len(form.filled)} 条工作日志已保存。", extra_tags=draft)
        return redirect("cadres:logs")
    context = {"form": form, "place": township, "draft": draft, "title": "照着工作日志录入"}
    return render(request, "desk/enter_sheet.html", context)
