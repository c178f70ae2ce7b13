"""What is handed in about a cadre's file: the appointment form, a correction, its answer."""

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, FileField, FileInput, Form, RadioSelect, Textarea
from django.utils.timezone import localdate

from cadres.appointment import somebody_else
from cadres.models import Correction
from fushan.desk.forms import RecordForm
from fushan.inbox.models import tell
from fushan.kit.lrmx import LARGEST, read_any

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


class CorrectionForm(Form):
    """No RecordForm: who is between two villages may ask too, and leaves no submission anywhere."""

    text = CharField(
        label="哪里不对、应当是什么",
        max_length=500,
        help_text="写清是哪一条记录。改不改、为什么，十五个工作日内答复您",
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
            tell(row.cadre.user, "您申请更正档案的事已有答复，请到“我的档案”查看。")
