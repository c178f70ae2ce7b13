"""Who may open which page."""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import Resolver404, resolve

from fushan.org.address import is_internal
from fushan.org.roles import Role

COUNTY_AND_BELOW = (Role.STAFF, Role.LEADER, Role.TOWNSHIP, Role.VILLAGE)


def for_roles(*roles):
    """Let these roles in and turn everyone else away."""

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = roles
        return guarded

    return door


def may_enter(user, url):
    """Whether the page at this address lets their role in; False where there is none."""
    try:
        view = resolve(urlsplit(url).path).func
    except Resolver404:
        return False
    return user.role in getattr(view, "roles", ())


def internal_only(*methods):
    """Personnel data: answer only inside INTERNAL_NETS, where those are set.

    Stands below `for_roles`. `methods`: only these, where the others carry no such data.
    """

    def door(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            asked = not methods or request.method in methods
            if asked and not is_internal(request):
                return render(request, "internal_only.html", status=403)
            return view(request, *args, **kwargs)

        guarded.internal = True
        return guarded

    return door
