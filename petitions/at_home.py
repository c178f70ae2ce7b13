"""A seconded cadre writes for the village of their post only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from fushan.org.models import Village
from fushan.org.roles import Role


def village_of(user, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if user.role == Role.VILLAGE and village.pk != user.area_code:
        raise PermissionDenied("您现在不在这个村任职。")
    return village
