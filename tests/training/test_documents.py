"""What is handed out at a training is kept as it came, for who may read the training."""

from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from fushan.desk.models import Attachment
from fushan.kit import documents
from tests.factories import (
    CountyFactory,
    StudyTripFactory,
    TownshipFactory,
    TrainingSessionFactory,
    UserFactory,
)
from training.models import TrainingSession

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
OLE = documents.OLE


def streams(*names):
    return OLE + b"".join("\0".join([*name, ""]).encode() for name in names) + bytes(512)


def packed(**parts):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def sheet():
    target = BytesIO()
    Workbook().save(target)
    return target.getvalue()


WORD = packed(**{"[Content_Types].xml": "", "word/document.xml": "<w/>"})
MACRO = packed(**{"xl/workbook.xml": "", "xl/vbaProject.bin": "x"})


@pytest.fixture
def session(db):
    return TrainingSessionFactory(area=CountyFactory(), unasked_reason="急")


def handed_in(client, session, content, name="讲义.pdf"):
    typed = {
        "submission": uuid4(),
        "seen": TrainingSession.objects.get(pk=session.pk).changed_at.isoformat(),
        "theme": session.theme,
        "form": session.form,
        "began_on": session.began_on,
        "unasked_reason": "急",
        "document": SimpleUploadedFile(name, content),
    }
    return client.post(reverse("training:edit-session", args=[session.pk]), typed, follow=True)


@pytest.mark.parametrize(
    ("content", "name", "kept", "mime"),
    [
        (PDF, "讲义.pdf", "讲义.pdf", "application/pdf"),
        (WORD, "讲 义（定稿）.docx", "讲 义（定稿）.docx", documents.Kind.DOCX.mime),
        (sheet(), "名单.xlsx", "名单.xlsx", documents.Kind.XLSX.mime),
        (streams("WordDocument"), "通知.doc", "通知.doc", "application/msword"),
        (streams("Workbook"), "名单.xls", "名单.xls", "application/vnd.ms-excel"),
        (PDF, "讲义.docx", "讲义.pdf", "application/pdf"),
        (PDF, "../../etc\u202efdp.pdf", "....etcfdp.pdf".lstrip("."), "application/pdf"),
        (PDF, "长" * 200 + ".pdf", "长" * 95 + ".pdf", "application/pdf"),
    ],
)
def test_a_document_comes_back_as_it_was_under_its_name(
    client, staff, session, content, name, kept, mime
):
    client.force_login(staff)
    page = handed_in(client, session, content, name)
    document = Attachment.objects.get()
    assert (document.name, kept in page.text) == (kept, True)
    answer = client.get(reverse("document", args=[document.pk]))
    assert b"".join(answer) == content
    assert answer["Content-Type"] == mime
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的，请重新选择。"),
        (b"MZ\x90\x00", documents.OTHER),
        (b"<html><script>alert(1)</script>", documents.OTHER),
        (packed(**{"readme.txt": "x"}), documents.OTHER),
        (streams("PowerPoint Document"), documents.OTHER),
        (b"%PDF-1.4 half", documents.BROKEN),
        (WORD[:60], documents.BROKEN),
        (b"%PDF-1.4 /Encrypt 5 0 R\n%%EOF", documents.LOCKED),
        (streams("EncryptedPackage"), documents.LOCKED),
        (MACRO, documents.MACROS),
        (streams("WordDocument", "_VBA_PROJECT"), documents.MACROS),
        (b"%PDF-" + bytes(documents.LARGEST_FILE) + b"%%EOF", documents.TOO_LARGE),
    ],
    ids=str.split(
        "empty program page archive slides half-a-pdf half-a-word locked-pdf locked-word "
        "macro-word old-macro-word too-large"
    ),
)
def test_what_is_no_document_is_refused_with_the_reason(client, staff, session, content, said):
    client.force_login(staff)
    page = handed_in(client, session, content)
    assert page.context["form"].errors == {"document": [said]}
    assert not Attachment.objects.exists()


def test_a_file_that_grows_beyond_measure_is_not_unpacked(monkeypatch, client, staff, session):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 1000)
    client.force_login(staff)
    page = handed_in(client, session, packed(**{"word/document.xml": "0" * 5000}))
    assert page.context["form"].errors == {"document": [documents.TOO_LARGE]}


def test_who_may_read_the_training_may_have_it_and_nobody_else(
    client, staff, official, secretary, session
):
    client.force_login(staff)
    handed_in(client, session, PDF)
    url = reverse("document", args=[Attachment.objects.get().pk])
    for user in (official, secretary):
        client.force_login(user)
        answer = client.get(url)
        assert (answer.status_code, b"".join(answer)) == (200, PDF)
    client.force_login(UserFactory(role="staff", area_code="141028"))
    assert client.get(url).status_code == 404


def test_a_townships_document_is_no_other_townships(client, official, staff, session):
    client.force_login(staff)
    handed_in(client, session, PDF)
    TrainingSession.objects.filter(pk=session.pk).update(area=TownshipFactory())
    Attachment.objects.update(area_code=TrainingSession.objects.get().area_id)
    client.force_login(official)
    assert client.get(reverse("document", args=[Attachment.objects.get().pk])).status_code == 404


def test_a_document_is_no_photo_and_a_photo_no_document(client, staff, session):
    client.force_login(staff)
    handed_in(client, session, PDF)
    document = Attachment.objects.get()
    for name in ("photo", "small-photo"):
        assert client.get(reverse(name, args=[document.pk])).status_code == 404
    page = client.get(reverse("training:session", args=[session.pk])).text
    assert f'href="{reverse("photo", args=[document.pk])}"' not in page


def test_taken_away_the_file_goes_too(client, staff, session, django_capture_on_commit_callbacks):
    client.force_login(staff)
    handed_in(client, session, PDF)
    document = Attachment.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("remove-photo", args=[document.pk]), follow=True)
    assert ("附件已删除。" in page.text, document.path().exists()) == (True, False)
    assert not Attachment.objects.exists()


def test_a_trip_keeps_what_was_brought_home(client, staff, session):
    trip = StudyTripFactory()
    assert Attachment.objects.shown_with(trip) == {"photos": [], "documents": []}
