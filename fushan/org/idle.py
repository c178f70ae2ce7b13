"""Leaving a screen alone signs out; a first password must be changed before anything else."""

from time import time

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

SEEN, NOTE_EVERY = "seen_at", 60  # seconds; a session is not rewritten at every request


def idle_middleware(get_response):
    def middleware(request):
        session, now = request.session, int(time())
        if seen := session.get(SEEN):
            if now - seen > limit_of(request.path) * 60:
                session.flush()
            elif now - seen > NOTE_EVERY:
                session[SEEN] = now
        return get_response(request)

    return middleware


def limit_of(path):
    """Minutes after which an untouched page signs out."""
    in_admin = path.startswith(reverse("admin:index"))
    return settings.IDLE_MINUTES_ADMIN if in_admin else settings.IDLE_MINUTES


def first_password_middleware(get_response):
    def middleware(request):
        allowed = (reverse("change-password"), reverse("sign-out"))
        must = request.user.is_authenticated and request.user.must_change_password
        if must and request.path not in allowed:
            return redirect("change-password")
        return get_response(request)

    return middleware
