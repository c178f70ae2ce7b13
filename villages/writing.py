"""Who may write about a village: whoever is posted there, and the offices above it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from fushan.org.models import Village
from fushan.org.roles import Role

WRITERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)


def may_write(user, village_id):
    if user.role == Role.VILLAGE:
        return village_id == user.area_code
    return user.role in WRITERS


def own(request, village_id):
    """The village, for somebody who may write about it."""
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if not may_write(request.user, village.pk):
        raise PermissionDenied("您现在不在这个村任职。")
    return village
