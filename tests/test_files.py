"""Photos and what else comes in as a file or goes out as one: cleaned, refused, or not found."""

import struct
import zlib
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook
from PIL import Image

from cadres.models import WorkLog
from fushan.desk.models import Attachment
from fushan.kit.images import LARGEST_FILE
from tests.factories import VillageFactory, WorkLogFactory
from villages.models import Visit

GPS, MAKE = 0x8825, 0x010F
COLOURS = ("#826", "#4a2")


def picture(form="JPEG", size=(64, 48), **more):
    target = BytesIO()
    Image.new("RGB", size, COLOURS[0]).save(target, form, **more)
    return target.getvalue()


def taken_in_the_village():
    """A photo as a phone makes it: with its make, and where it was taken."""
    exif = Image.Exif()
    exif[MAKE] = "SomePhone"
    exif[GPS] = {1: "N", 2: (35.0, 58.0, 12.0), 3: "E", 4: (111.0, 51.0, 0.0)}
    return picture(exif=exif, comment=b"35.97N 111.85E")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb():
    """A few bytes that would unpack to a picture of 40,000 by 40,000 points."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def typed(content, name="照片.jpg", kind="image/jpeg", **more):
    return {
        "submission": uuid4(),
        "text": "修好了路灯。",
        "happened_on": localdate(),
        "photo": SimpleUploadedFile(name, content, kind),
    } | more


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def record_log(client, *args, **more):
    return client.post(reverse("record-log"), typed(*args, **more))


def served(response):
    """What came, where a file came; the file is closed once it was read."""
    return b"".join(response) if response.status_code == 200 else b""


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (bomb(), "照片.png", "照片的像素太大。请在手机上编辑或截图后再上传。"),
        (b"%PDF-1.7\n...", "照片.jpg", "这是 PDF 文件，不是照片。"),
        (
            b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>',
            "照片.jpg",
            "这是 SVG 图形，不是照片。",
        ),
        (b"<html><script>alert(1)</script>", "照片.jpg", "这不是照片。"),
        (b"GIF89a" + bytes(40), "照片.gif", "不支持这种图片格式。"),
        (picture()[:300], "照片.jpg", "照片文件已损坏"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "照片.heic", "这是 HEIC 格式的照片"),
        (picture() + bytes(LARGEST_FILE), "照片.jpg", "照片超过 10 MB。"),
    ],
    ids=["bomb", "pdf", "svg", "html", "gif", "broken", "heic", "large"],
)
def test_what_is_no_photo_is_refused_with_the_reason_and_the_words_kept(
    signed_in, tmp_path, content, name, sentence
):
    response = record_log(signed_in, content, name)

    assert response.status_code == 200
    assert sentence in response.text
    assert "修好了路灯。" in response.text
    assert not WorkLog.objects.exists()
    assert not Attachment.objects.exists()
    assert not list(tmp_path.rglob("*.jpg"))


def test_an_empty_file_is_refused(signed_in):
    response = record_log(signed_in, b"")

    assert response.context["form"].errors["photo"]
    assert not WorkLog.objects.exists()


def test_the_place_where_a_photo_was_taken_is_not_kept(signed_in, tmp_path):
    photo = taken_in_the_village()
    assert Image.open(BytesIO(photo)).getexif().get_ifd(GPS)[2] == (35.0, 58.0, 12.0)

    record_log(signed_in, photo)

    files = list(tmp_path.rglob("*.jpg"))
    assert len(files) == 2
    for file in files:
        kept = file.read_bytes()
        image = Image.open(BytesIO(kept))
        assert not image.getexif()
        assert not {"exif", "comment", "icc_profile"} & set(image.info)
        assert b"SomePhone" not in kept
        assert b"35.97N" not in kept


def test_a_visit_takes_a_photo_too(client, official, village):
    client.force_login(official)
    visit = {"kinds": ["guidance"], "visitors": [official.official.pk]}

    client.post(
        reverse("villages:record-visit", args=[village.pk]),
        typed(taken_in_the_village(), **visit),
    )

    photo = Attachment.objects.of(Visit.objects.get()).get()
    assert photo.area_code == village.pk
    assert served(client.get(reverse("photo", args=[photo.pk])))


@pytest.mark.parametrize("name", ["photo", "small-photo"])
def test_a_photo_is_served_as_a_picture_and_as_nothing_else(signed_in, name):
    record_log(signed_in, picture("PNG"), "../../x.html", "text/html")

    response = signed_in.get(reverse(name, args=[Attachment.objects.get().pk]))

    assert Image.open(BytesIO(served(response))).format == "JPEG"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_a_photo_is_not_found_in_another_township_nor_by_who_is_not_signed_in(
    signed_in, client, official, village, secretary
):
    record_log(signed_in, picture())
    urls = [reverse(name, args=[Attachment.objects.get().pk]) for name in ("photo", "small-photo")]
    stranger = VillageFactory()
    official.area_code = stranger.township_id
    official.save()

    client.force_login(official)
    assert [client.get(url).status_code for url in urls] == [404, 404]
    client.logout()
    assert {client.get(url).url.split("?")[0] for url in urls} == {reverse("sign-in")}


def test_a_photo_is_not_found_once_its_record_left_the_reach(client, official, village, secretary):
    """The record decides: a photo whose log was taken to another village goes with it."""
    client.force_login(secretary)
    record_log(client, picture())
    photo = Attachment.objects.get()
    client.force_login(official)
    url = reverse("photo", args=[photo.pk])
    assert served(client.get(url))

    elsewhere = VillageFactory()
    WorkLog.objects.update(village=elsewhere)

    assert client.get(url).status_code == 404


def test_a_photo_without_its_file_is_not_found(signed_in):
    record_log(signed_in, picture())
    photo = Attachment.objects.get()
    photo.path().unlink()

    assert signed_in.get(reverse("photo", args=[photo.pk])).status_code == 404
    assert signed_in.get(reverse("photo", args=[uuid4()])).status_code == 404


def test_a_photo_of_a_log_that_was_not_saved_leaves_no_record(signed_in):
    response = record_log(signed_in, picture(), happened_on="2999-01-01")

    assert "日期不能晚于今天。" in response.text
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"])
def test_words_that_look_like_a_formula_are_taken_out_as_words(client, leader, secretary, text):
    village = secretary.area_code
    client.force_login(secretary)
    client.post(reverse("record-log"), typed(b"x", text=text) | {"photo": ""})
    client.force_login(leader)

    ask = {"area": village, "period": f"{localdate().year}", "format": "xlsx"}
    book = load_workbook(BytesIO(client.get(reverse("ledger", args=["logs"]), ask).content))

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert text.strip() in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_words_that_look_like_a_page_are_shown_as_words(signed_in, village):
    log = WorkLogFactory(village=village, text="<script>alert(1)</script>")

    response = signed_in.get(reverse("cadres:log", args=[log.pk]))

    assert "<script>alert(1)" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text


def test_a_photo_added_on_a_second_sending_is_not_dropped_without_a_word(client, secretary):
    client.force_login(secretary)
    first = typed(picture())
    del first["photo"]
    client.post(reverse("record-log"), first)

    with_photo = first | {"photo": SimpleUploadedFile("照片.jpg", picture(), "image/jpeg")}
    response = client.post(reverse("record-log"), with_photo)

    assert "这次的内容不同，已另外留存" in response.text
    assert (WorkLog.objects.count(), Attachment.objects.count()) == (1, 0)


def test_the_same_photo_sent_again_is_one_record(client, secretary):
    client.force_login(secretary)
    sent = typed(picture())
    first = client.post(reverse("record-log"), sent)
    again = SimpleUploadedFile("照片.jpg", picture(), "image/jpeg")
    second = client.post(reverse("record-log"), sent | {"photo": again})
    assert (first.url, Attachment.objects.count()) == (second.url, 1)
