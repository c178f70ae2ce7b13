"""Signing in, written down for the auditor: who came in, who was turned away, who was shut out."""

from django.conf import settings
from django.shortcuts import render

from fushan.desk.models import AccessLog, Deed
from fushan.org.models import User
from fushan.org.reach import ACCOUNTS, reach
from fushan.org.views import SignIn


class NotedSignIn(SignIn):
    def form_valid(self, form):
        response = super().form_valid(form)
        _note(self.request, Deed.SIGN_IN, form.get_user())
        return response

    def form_invalid(self, form):
        _note(self.request, Deed.WRONG)
        return super().form_invalid(form)


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """What is answered once an account is shut out."""
    _note(request, Deed.LOCKED)
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "locked_out.html", {"minutes": minutes}, status=429)


def _note(request, deed, user=None):
    """An unknown name is not kept: it may be a password, typed into the wrong field."""
    typed = request.POST.get("username", "").replace("\0", "")[:40]
    with reach(ACCOUNTS):  # before one's own reach is open
        known = User.objects.filter(username=typed).exists()
        AccessLog.objects.create(
            user=user,
            who=user.name if user else typed if known else "（没有这个账号）",
            area_code=user.area_code if user else "",
            deed=deed,
            what=f"来自 {request.META.get('REMOTE_ADDR', '')}",
            page=request.path,
        )
