from django.contrib import messages
from django.shortcuts import redirect, render

from fushan.org.choosing import pick_township, township_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from villages.sheet_forms import VisitSheetForm


@for_roles(Role.TOWNSHIP, Role.STAFF)
def enter_sheet(request):
    """The lines of a paper 到村登记表, typed in by somebody else (代录)."""
    township = township_of(request)
    if township is None:
        return pick_township(request, "villages:enter-sheet", "录哪个乡镇的到村登记表")
    village = request.GET.get("village", "")
    form = VisitSheetForm(
        request.POST or None, user=request.user, township=township, village=village
    )
    draft = f"{request.user.pk}:visit-sheet:{township.pk}:{village}"
    if form.saved():
        messages.success(request, f"{len(form.filled)} 条到村指导已保存。", extra_tags=draft)
        return redirect("villages:visits")
    context = {"form": form, "place": township, "draft": draft, "title": "照着到村登记表录入"}
    return render(request, "desk/enter_sheet.html", context)
