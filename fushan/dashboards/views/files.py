"""Pictures, served only to whoever may see the record they belong to."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from fushan.desk.models import Attachment
from fushan.org.doors import COUNTY_AND_BELOW, for_roles


@for_roles(*COUNTY_AND_BELOW)
def photo(request, file_id):
    return _served(file_id, small=False)


@for_roles(*COUNTY_AND_BELOW)
def small_photo(request, file_id):
    return _served(file_id, small=True)


def _served(file_id, *, small):
    attachment = get_object_or_404(Attachment, pk=file_id)
    path = attachment.path(small=small)
    if not attachment.owner_is_shown() or not path.exists():
        raise Http404("没有这张照片。")
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
