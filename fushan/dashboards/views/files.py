"""Pictures and documents, served only to whoever may see the record they belong to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fushan.desk.models import Attachment
from fushan.kit.documents import MIMES
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.reach import within
from fushan.org.roles import Role


@for_roles(*COUNTY_AND_BELOW)
def photo(request, file_id):
    return _served(file_id, small=False)


@for_roles(*COUNTY_AND_BELOW)
def small_photo(request, file_id):
    return _served(file_id, small=True)


@for_roles(*COUNTY_AND_BELOW)
def document(request, file_id):
    """Never shown in the browser: saved under the name it came with."""
    attachment = _of_ones_own_reach(file_id)
    if attachment.is_photo:
        raise Http404("没有这份附件。")
    file, kind = attachment.path().open("rb"), MIMES[attachment.kind]
    return FileResponse(file, as_attachment=True, filename=attachment.name, content_type=kind)


@require_POST
@for_roles(Role.STAFF, Role.TOWNSHIP, Role.VILLAGE)
def remove_photo(request, file_id):
    """Whoever put it there, the township and the department may take it away."""
    attachment = get_object_or_404(Attachment, pk=file_id)
    mine = request.user.role != Role.VILLAGE or attachment.made_by_id == request.user.pk
    if not mine or not within(attachment.area_code):
        raise PermissionDenied
    attachment.remove()
    messages.success(request, "照片已删除。" if attachment.is_photo else "附件已删除。")
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "home")


def _of_ones_own_reach(file_id):
    attachment = get_object_or_404(Attachment, pk=file_id)
    if not attachment.owner_is_shown() or not attachment.path().exists():
        raise Http404("没有这个文件。")
    return attachment


def _served(file_id, *, small):
    attachment = _of_ones_own_reach(file_id)
    path = attachment.path(small=small)
    if not attachment.is_photo or not path.exists():
        raise Http404("没有这张照片。")
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
