"""Who may open which page."""

from functools import wraps

from django.core.exceptions import PermissionDenied

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
