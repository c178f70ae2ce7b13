"""What is handed in about a cadre's file: the appointment form, a correction, its answer."""

import hashlib

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    FileField,
    FileInput,
    Form,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from cadres.appointment import differences, locked, somebody_else, take_over
from cadres.models import AppointmentForm, Correction
from fushan.desk.forms import RecordForm
from fushan.inbox.models import tell
from fushan.kit.lrmx import FIELDS, LARGEST, read, read_any

YES, NO = "yes", "no"


class AppointmentFileForm(Form):
    file = FileField(
        label="任免审批表文件",
        help_text="任免审批表编辑器导出的 .lrmx 或 .lrm，不超过 8 MB",
        widget=FileInput(attrs={"accept": ".lrmx,.lrm"}),
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的。"},
    )

    def __init__(self, *args, cadre, private, **kwargs):
        super().__init__(*args, **kwargs)
        self.cadre, self.private = cadre, private

    def clean_file(self):
        """The form that is in it."""
        try:
            form = read_any(self.cleaned_data["file"].read(LARGEST + 1))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if sentence := somebody_else(self.cadre, self.private, form):
            raise ValidationError(sentence)
        return form


class TakeOverForm(RecordForm):
    """Ticks among the differences; the roster and the file are both the record that is edited."""

    tags = MultipleChoiceField(
        label="采用哪些",
        choices=list(FIELDS.items()),
        widget=CheckboxSelectMultiple,
        error_messages={"required": "没有改：请先勾选要采用的。"},
    )

    class Meta:
        model = AppointmentForm
        fields = []

    def __init__(self, *args, cadre, private, **kwargs):
        self.cadre, self.private = cadre, private
        super().__init__(*args, **kwargs)

    def version(self, row):
        """Of all that differs, on both sides: the roster keeps no moment of its own."""
        self.found = differences(self.cadre, self.private, read(row.file.encode()))
        told = "\n".join(f"{d.tag}={d.ours}={d.theirs}" for d in self.found)
        return hashlib.sha256(told.encode()).hexdigest()

    def _lock_unless_newer(self):
        self.cadre, self.private = locked(self.instance.cadre_id)
        super()._lock_unless_newer()

    def write(self):
        take_over(self.cadre, self.private, self.found, self.cleaned_data["tags"])

    def rows(self):
        """[(difference, whether it is ticked)], as they stand now."""
        ticked = self["tags"].value() or []
        return [(d, d.tag in ticked) for d in self.found]


class CorrectionForm(Form):
    """No RecordForm: who is between two villages may ask too, and leaves no submission anywhere."""

    text = CharField(
        label="哪里不对、应当是什么",
        max_length=500,
        help_text="写清是哪一条记录。改不改、为什么，都会答复您",
        widget=Textarea(attrs={"rows": 4, "data-autogrow": ""}),
        error_messages={"required": "请写一句哪里不对。"},
    )

    def asked(self, cadre, on):
        """The request. Sent twice it is the one that waits for an answer already."""
        text = self.cleaned_data["text"]
        for row in Correction.objects.open().filter(cadre=cadre, asked_on=on):
            if row.text == text:
                return row
        row = Correction(cadre=cadre, area_code=cadre.area_code, asked_on=on)
        row.text = text
        row.save()
        return row


class CorrectionAnswerForm(RecordForm):
    outcome = ChoiceField(
        label="结果",
        choices=[(YES, "已更正"), (NO, "不更正")],
        widget=RadioSelect,
        error_messages={"required": "请选一项。"},
    )
    answer = CharField(
        label="说明",
        max_length=500,
        help_text="改在哪里；不改的写明理由和依据",
        widget=Textarea(attrs={"rows": 4, "data-autogrow": ""}),
        error_messages={"required": "请写一句说明。"},
    )

    class Meta:
        model = Correction
        fields = []

    def write(self):
        row = self.instance
        row.corrected = self.cleaned_data["outcome"] == YES
        row.answer = self.cleaned_data["answer"]
        row.answered_by, row.answered_on = self.user, localdate()
        self.save()
        if row.cadre.user:
            tell(row.cadre.user, "您申请更正档案的事已有答复。", "correction", row.pk)
