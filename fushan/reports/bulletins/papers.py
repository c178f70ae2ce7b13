"""A bulletin leaves the system: as PDF, as Word, and the template it is made by."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from fushan.desk.models import Deed, note_access
from fushan.org.doors import for_roles
from fushan.org.reach import within
from fushan.reports.bulletins.drawing import HEADINGS, paper_of
from fushan.reports.bulletins.forms import TemplateForm
from fushan.reports.bulletins.moving import READERS, WRITERS
from fushan.reports.bulletins.showing import bulletin_for
from fushan.reports.bulletins.templated import said_of, word_file
from fushan.reports.bulletins.word import SHIPPED, WORD, template_for, word_by
from fushan.reports.models import WordTemplate
from fushan.reports.paper import Paper, handed_out


def _base(request, row):
    """What the ledgers' addresses begin with; nothing where they are out of reach."""
    return request.build_absolute_uri("/").removesuffix("/") if within(row.about_id) else ""


def bulletin_pdf(paper, base):
    said = [
        {"told": told, "how": how, "url": base and f"{base}{note['url']}"}
        for note in paper["notes"]
        for told, how in [said_of(note)]
    ]
    told = {"said": said, "numerals": list(HEADINGS)}
    return Paper("bulletin.typ", paper | told)


@for_roles(*READERS)
def bulletin_paper(request, bulletin_id):
    row = bulletin_for(request.user, bulletin_id)
    return handed_out(request, bulletin_pdf(paper_of(row), _base(request, row)), f"{row}")


@for_roles(*READERS)
def bulletin_word(request, bulletin_id):
    """By the office's own template; by the shipped one where that is asked for."""
    row = bulletin_for(request.user, bulletin_id)
    template, own = template_for(request.user.area_code)
    if "shipped" in request.GET:
        template, own = SHIPPED.read_bytes(), None
    job = paper_of(row), template, _base(request, row)
    fault, file = word_by(*job) if own else ("", word_file(*job))
    if fault:
        messages.error(request, f"{fault}也可以先按系统自带的模板出 Word。")
        return redirect("bulletins:bulletin", row.pk)
    note_access(request, Deed.PRINT, f"{row}（Word）")
    return _download(file, f"{row}.docx")


@for_roles(*WRITERS)
def templates(request):
    """The one in use, and a place to hand in another."""
    new = WordTemplate(area_id=request.user.area_code, made_by=request.user)
    form = TemplateForm(request.POST or None, request.FILES or None, instance=new,
                        user=request.user)  # fmt: skip
    if form.saved():
        messages.success(request, "模板已换上，以后的 Word 都按它出；系统自带的一份还在。")
        return redirect("bulletins:templates")
    own = WordTemplate.objects.in_use().filter(area=request.user.area_code)
    own = own.select_related("made_by")[:10]
    context = {"form": form, "own": own, "file": own[0].file if own else None}
    return render(request, "reports/templates.html", context)


@for_roles(*WRITERS)
def shipped_template(request):
    return _download(SHIPPED.read_bytes(), "简报模板.docx")


@for_roles(*WRITERS)
@require_POST
def drop_templates(request):
    """Back to the shipped one."""
    own = WordTemplate.objects.in_use().filter(area=request.user.area_code)
    own.order_by().update(dropped_by=request.user, dropped_at=now())
    messages.success(request, "已改回系统自带的模板。")
    return redirect("bulletins:templates")


def _download(file, name):
    disposition = content_disposition_header(True, name)
    return HttpResponse(file, WORD, headers={"Content-Disposition": disposition})
