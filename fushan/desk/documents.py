"""A document on a form: always optional; PDF, Word or Excel, or refused with the reason."""

from django.core.exceptions import ValidationError
from django.forms import ClearableFileInput, FileField

from fushan.kit.documents import MIMES, clean_document

ACCEPTED = ",".join(f".{ending}" for ending in MIMES)


class DocumentField(FileField):
    """Cleans to a `CleanDocument`, or to None where none was chosen."""

    widget = ClearableFileInput(attrs={"accept": ACCEPTED})

    def __init__(self):
        hint = "PDF、Word 或 Excel，不超过 10 MB；一次一份，保存后可以再加"
        super().__init__(label="附件", required=False, help_text=hint)
        self.error_messages["empty"] = "文件是空的，请重新选择。"

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return clean_document(upload, upload.name)
        except ValueError as error:
            raise ValidationError(str(error)) from error
