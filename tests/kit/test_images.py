"""Photos from the village: kept small, upright, and without the place where they were taken."""

import io
import random

import pytest
from PIL import Image, ImageOps

from fushan.kit import images
from fushan.kit.images import clean_photo

ORIENTATION, GPS = 0x0112, 0x8825


def photo(size=(60, 40), mode="RGB", colour="#804020", kind="JPEG", **more):
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, kind, **more)
    return target.getvalue()


def cleaned(raw, **more):
    return clean_photo(io.BytesIO(raw), **more)


def shown(data):
    return Image.open(io.BytesIO(data))


def exif(orientation):
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    tags.get_ifd(GPS)[1] = "N"
    tags.get_ifd(GPS)[2] = (35.0, 58.0, 12.0)
    return tags


def refusal(raw):
    with pytest.raises(ValueError, match="。$") as error:
        cleaned(raw)
    return str(error.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_out_as_a_small_jpeg_with_a_thumb(kind):
    clean = cleaned(photo((4000, 3000), kind=kind))
    assert (clean.width, clean.height) == (1600, 1200)
    assert shown(clean.data).format == shown(clean.thumb).format == "JPEG"
    assert shown(clean.data).size == (1600, 1200)
    assert shown(clean.thumb).size == (320, 240)


def test_a_small_photo_is_not_blown_up():
    clean = cleaned(photo((60, 40)))
    assert shown(clean.data).size == shown(clean.thumb).size == (60, 40)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_phone_was_held_the_photo_stands_upright(orientation):
    held = Image.new("RGB", (40, 20), "white")
    held.paste("black", (0, 0, 20, 10))
    target = io.BytesIO()
    held.save(target, "PNG", exif=exif(orientation))

    clean = cleaned(target.getvalue())
    upright = ImageOps.exif_transpose(shown(target.getvalue()))
    assert (clean.width, clean.height) == upright.size
    for corner in [(2, 2), (upright.width - 3, upright.height - 3)]:
        assert (shown(clean.data).getpixel(corner)[0] < 128) == (upright.getpixel(corner)[0] < 128)


def test_nobody_learns_from_a_photo_where_it_was_taken():
    raw = photo(exif=exif(1), comment=b"Zhangzhuang", icc_profile=b"camera", dpi=(300, 300))
    assert shown(raw).getexif().get_ifd(GPS)

    clean = cleaned(raw)
    for data in (clean.data, clean.thumb):
        assert dict(shown(data).getexif()) == {}
        assert b"Zhangzhuang" not in data
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(shown(data).info)


def test_what_is_see_through_becomes_white():
    clean = cleaned(photo(mode="RGBA", colour=(0, 0, 0, 0), kind="PNG"))
    assert shown(clean.data).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [("L", 200, "PNG"), ("1", 1, "PNG"), ("P", 0, "PNG"), ("LA", (9, 255), "PNG")]
    + [("CMYK", (0, 0, 0, 0), "JPEG"), ("L", 128, "JPEG"), ("I;16", 51200, "PNG")],
)
def test_every_kind_of_colour_becomes_an_ordinary_photo(mode, colour, kind):
    assert shown(cleaned(photo(mode=mode, colour=colour, kind=kind)).data).mode == "RGB"


def test_a_deep_grey_is_still_grey():
    data = cleaned(photo(mode="I;16", colour=51200, kind="PNG")).data
    assert abs(shown(data).getpixel((5, 5))[0] - 200) < 3


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "空的"),
        (b"hello", "不是照片"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypheic....", "兼容性最佳"),
        (b"\0\0\0\x18ftypmif1....", "兼容性最佳"),
        (b"<?xml version='1.0'?>\n<svg onload='x'/>", "SVG"),
        (b"\n<SVG/>", "SVG"),
        (photo(kind="GIF"), "不支持这种图片格式"),
        (photo(kind="BMP"), "不支持这种图片格式"),
        (photo(kind="TIFF"), "不支持这种图片格式"),
        (b"x" * (10 * 2**20 + 1), "超过 10 MB"),
        (photo((800, 600))[:2000], "损坏"),
        (photo((800, 600), kind="PNG")[:500], "损坏"),
        (photo((60, 40), kind="WEBP")[:60], "损坏"),
        (b"\xff\xd8\xff" + b"\0" * 100, "不是照片"),
    ],
)
def test_what_is_no_photo_is_refused_with_its_own_reason(raw, said):
    assert said in refusal(raw)


@pytest.mark.parametrize("size", [(6000, 5000), (12000, 9000), (20000, 20000)])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused(size):
    assert "像素太大" in refusal(photo(size, mode="1", colour=0, kind="PNG"))


def test_a_photo_of_fifty_million_pixels_is_still_taken():
    assert cleaned(photo((8192, 6144), mode="L", colour=128)).width == 1600


def test_no_more_than_ten_megabytes_are_ever_read():
    class Endless:
        asked = 0

        def read(self, size):
            self.asked += size
            return b"x" * size

    upload = Endless()
    with pytest.raises(ValueError, match="10 MB"):
        clean_photo(upload)
    assert upload.asked == images.LARGEST_FILE + 1


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_photo_gives_a_photo_or_a_sentence(kind):
    chance = random.Random(141027)
    whole = photo((80, 60), kind=kind, exif=exif(6))
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            assert cleaned(bytes(raw)).data
        except ValueError as error:
            assert str(error).endswith("。")
