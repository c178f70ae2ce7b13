"""What is typed about boards: how large, whose photo and phone."""

from django.core.exceptions import ValidationError
from django.forms import BooleanField, ChoiceField, DecimalField, Form

from fushan.desk.photos import PhotoField

# code: (name, width and height in cm)
SIZES = {
    "60x40": ("60×40 厘米", 60, 40),
    "80x60": ("80×60 厘米", 80, 60),
    "90x60": ("90×60 厘米", 90, 60),
    "a3": ("A3（42×29.7 厘米）", 42, 29.7),
}
LEAST, MOST = 20, 200  # cm, for a size of one's own


class SizeForm(Form):
    """How large; a size of one's own in centimetres comes before the usual ones."""

    size = ChoiceField(
        label="尺寸", choices=[(code, name) for code, (name, *_) in SIZES.items()], required=False
    )
    width = DecimalField(
        label="宽（厘米）", required=False, min_value=LEAST, max_value=MOST, decimal_places=1
    )
    height = DecimalField(
        label="高（厘米）", required=False, min_value=LEAST, max_value=MOST, decimal_places=1
    )

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("width")) != bool(cleaned.get("height")):
            raise ValidationError("自定尺寸要宽和高都写。")
        return cleaned

    def measure(self):
        """(what it is called, width, height)"""
        data = self.cleaned_data
        if data.get("width"):
            width, height = data["width"], data["height"]
            return f"{width}×{height} 厘米", float(width), float(height)
        return SIZES[data.get("size") or "60x40"]


class CardForm(Form):
    """One person's photo for boards, and whether their working phone may stand on them."""

    photo = PhotoField()
    agreed = BooleanField(
        label="本人同意工作电话上牌", required=False, help_text="没有同意的不印电话"
    )
