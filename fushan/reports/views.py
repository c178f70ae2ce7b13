"""Papers that leave the system."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from fushan.desk.models import Deed, note_access, setting
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from fushan.reports.accounts import issue_again, never_signed_in, open_accounts, without_account
from fushan.reports.slips import missing_from_fonts, slips_pdf

MOST_AT_ONCE = 300


@for_roles(Role.STAFF)
@never_cache
def password_slips(request):
    """POST makes the accounts that were ticked and answers with their slips, this once."""
    if request.method == "POST":
        return _issue(request)
    people, users = without_account(), never_signed_in()
    context = {"people": people[:MOST_AT_ONCE], "more": len(people) > MOST_AT_ONCE,
               "users": users[:MOST_AT_ONCE]}  # fmt: skip
    return render(request, "imports/password_slips.html", context)


def _issue(request):
    ticked = set(request.POST.getlist("person"))
    again = [pk for pk in request.POST.getlist("user") if pk.isdigit()]
    slips = open_accounts([p for p in without_account() if p.key in ticked][:MOST_AT_ONCE])
    slips += issue_again(never_signed_in().filter(pk__in=again[:MOST_AT_ONCE]))
    if not slips:
        messages.warning(request, "没有要发的密码条：请先勾选；已发过的在下面可以重发。")
        return redirect("password-slips")
    note_access(request, Deed.PRINT, "初始密码条", rows=len(slips))
    if missing := missing_from_fonts("".join(slip.name for slip in slips)):
        messages.warning(request, f"这些字打印不出来，请在密码条上手写补上：{missing}")
    address = request.build_absolute_uri("/")
    pdf = slips_pdf(slips, title=setting("county_label"), address=address)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="password-slips.pdf"'
    return response
