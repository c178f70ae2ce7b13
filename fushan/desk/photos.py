"""A photo on a form: always optional, decoded and made anew, or refused with the reason."""

from django.core.exceptions import ValidationError
from django.forms import ClearableFileInput, FileField

from fushan.kit.images import clean_photo


class PhotoField(FileField):
    """Cleans to a `CleanPhoto`, or to None where none was chosen."""

    widget = ClearableFileInput(attrs={"accept": "image/jpeg,image/png"})

    def __init__(self):
        super().__init__(label="照片", required=False, help_text="位置信息会自动去掉")

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return clean_photo(upload)
        except ValueError as error:
            raise ValidationError(str(error)) from error
