"""Leaving a screen alone signs out; a first password must be changed before anything else."""

from time import time

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

SEEN, LEFT, NOTE_EVERY = "seen_at", "left", 60  # seconds; not rewritten at every request
DESK = ("/registers/", "/imports/", "/password-slips/")


def idle_middleware(get_response):
    """Who left the screen for longer than the desk allows signs in again before the desk opens."""

    def middleware(request):
        session, now = request.session, int(time())
        if seen := session.get(SEEN):
            away = now - seen
            if away > settings.IDLE_MINUTES_ADMIN * 60:
                session[LEFT] = True
            if away > settings.IDLE_MINUTES * 60 or session.get(LEFT) and is_desk(request.path):
                session.flush()
            elif away > NOTE_EVERY:
                session[SEEN] = now
        return get_response(request)

    return middleware


def is_desk(path):
    """Where personal data is kept and taken out."""
    return path.startswith((reverse("admin:index"), *DESK))


def first_password_middleware(get_response):
    def middleware(request):
        allowed = (reverse("change-password"), reverse("sign-out"))
        must = request.user.is_authenticated and request.user.must_change_password
        if must and request.path not in allowed:
            return redirect("change-password")
        return get_response(request)

    return middleware
