"""What is typed of a bulletin that is begun: its text, what is overdue, whether it may go out."""

from django.core.exceptions import ValidationError
from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    FileField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import attach_document
from fushan.kit.documents import Kind, clean_document
from fushan.kit.forms import needed_when
from fushan.reports.bulletins.moving import make_final, send_back
from fushan.reports.bulletins.overdue import outdated, overdue, still_verified
from fushan.reports.bulletins.tokens import faults_in
from fushan.reports.bulletins.word import fault_of_template
from fushan.reports.models import Bulletin, Paragraph, WordTemplate


class TextForm(RecordForm):
    """All parts of a bulletin, a field for each; figures by their names, and only by these."""

    class Meta:
        model = Bulletin
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = {row.section: row for row in self.instance.paragraphs.order_by("section")}
        for section, row in self.parts.items():
            self.fields[f"part_{section}"] = CharField(
                label=row.get_section_display(),
                required=False,
                max_length=4000,
                initial=row.text,
                widget=Textarea(attrs={"rows": 5, "data-autogrow": "", "data-figures": ""}),
            )

    def clean(self):
        cleaned = super().clean()
        for name, text in list(cleaned.items()):
            if name.startswith("part_") and (faults := faults_in(text)):
                self.add_error(name, faults)
        return cleaned

    @property
    def texts(self):
        """{section: text} as typed, for the preview."""
        return {section: self[f"part_{section}"].value() or "" for section in self.parts}

    def write(self):
        self.instance.save()
        for section, row in self.parts.items():
            row.text = self.cleaned_data[f"part_{section}"].replace("\r\n", "\n")
        Paragraph.objects.bulk_update(self.parts.values(), ["text"])


class CheckForm(RecordForm):
    """By another than the drafter: it may go out, or back with a reason."""

    good = ChoiceField(
        label="审核意见",
        choices=[("yes", "可以定稿"), ("no", "退回修改")],
        widget=RadioSelect,
        error_messages={"required": "请选一项。"},
    )
    reason = CharField(
        label="退回的原因",
        required=False,
        max_length=200,
        widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
    )

    class Meta:
        model = Bulletin
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        needed_when(self.fields["reason"], "退回的写一句哪里要改")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("good") == "no" and not cleaned.get("reason"):
            self.add_error("reason", "请写一句哪里要改。")
        if cleaned.get("good") == "yes" and any(not now for _, now in outdated(self.instance)):
            self.add_error("good", "通报里列的有的已经办了，不能定稿，请退回重新核实。")
        return cleaned

    def write(self):
        if self.cleaned_data["good"] == "yes":
            make_final(self.instance, by=self.user)
        else:
            send_back(self.instance, self.cleaned_data["reason"])


class VerifyForm(RecordForm):
    """Of a 通报: what was gone after and still is not done."""

    items = MultipleChoiceField(
        label="核实后仍没有办的", required=False, widget=CheckboxSelectMultiple
    )
    sure = BooleanField(
        label="勾选的都已逐件核实",
        error_messages={"required": "没有核实的不能通报，请先核实。"},
    )

    class Meta:
        model = Bulletin
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = [item.as_data() for item in overdue(self.instance.about_id, localdate())]
        self.outdated = outdated(self.instance)
        kept = still_verified(self.instance, self.outdated)
        self.offered = {item["text"]: item for item in [*found, *kept]}
        self.fields["items"].choices = [
            (text, f"{item['township']} {text}") for text, item in self.offered.items()
        ]
        self.initial["items"] = [item["text"] for item in kept]

    def write(self):
        chosen = self.cleaned_data["items"]
        self.instance.verified = [item for text, item in self.offered.items() if text in chosen]
        self.save()


class TemplateForm(RecordForm):
    """A Word file that stands in for the shipped template, once a bulletin could be made of it."""

    document = FileField(
        label="Word 模板",
        help_text="先下载现在的模板，改好版式再传上来；大括号里的字不要动",
        error_messages={"required": "请选择文件。", "empty": "文件是空的，请重新选择。"},
    )

    class Meta:
        model = WordTemplate
        fields = []

    def clean_document(self):
        upload = self.cleaned_data["document"]
        try:
            found = clean_document(upload, upload.name)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if found.kind != Kind.DOCX.ending:
            raise ValidationError("模板须是 Word 的 .docx 文件。")
        if fault := fault_of_template(found.data):
            raise ValidationError(fault)
        return found

    def write(self):
        self.save()
        document = self.cleaned_data["document"]
        attach_document(self.instance, document, area_code=self.user.area_code, user=self.user)
