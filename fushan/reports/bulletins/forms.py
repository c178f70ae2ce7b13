"""What is typed of a bulletin: what it is about, its text, whether it may go out."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    DateField,
    FileField,
    ModelChoiceField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import attach_document
from fushan.kit.documents import Kind, clean_document
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput
from fushan.org.models import Area, Batch
from fushan.reports.bulletins.moving import begin, make_final, send_back
from fushan.reports.bulletins.overdue import overdue
from fushan.reports.bulletins.tokens import faults_in
from fushan.reports.bulletins.word import fault_of_template
from fushan.reports.models import Bulletin, BulletinKind, Paragraph, Section, WordTemplate
from fushan.reports.models.words import CHAPTERS

TERM, OWN = "term", "own"
SPANS = {
    TERM: "任职以来",
    "month": "本月",
    "last_month": "上月",
    "quarter": "本季",
    "last_quarter": "上季",
    "year": "本年",
    OWN: "自己定",
}
HEAD = (
    *("about", "name", "issue", "unit", "dated", "is_internal", "title", "remark"),
    *("to_report", "to_send", "to_issue", "copies"),
)


def _rows(rows):
    return Textarea(attrs={"rows": rows, "data-autogrow": ""})


class BulletinForm(RecordForm):
    """What it is and of which days. The sentences are there once it is saved."""

    span = ChoiceField(label="说哪段时间", choices=SPANS.items(), widget=RadioSelect)
    since = DateField(label="从哪天", required=False, widget=DayInput, help_text="选“自己定”才填")
    until = DateField(label="到哪天", required=False, widget=DayInput, help_text="选“自己定”才填")
    sections = MultipleChoiceField(
        label="写哪几部分",
        choices=Section.choices,
        widget=CheckboxSelectMultiple,
        error_messages={"required": "请至少选一部分。"},
    )
    field_order = ["kind", "title", "about", "span", "since", "until", "sections"]

    class Meta:
        model = Bulletin
        fields = ["kind", *HEAD]
        widgets = {"kind": RadioSelect, "dated": DayInput, "remark": _rows(2)}
        help_texts = {
            "issue": "通报可以不填",
            "remark": "可以不写；里面也能写【到村指导】这样的数字",
            "copies": "可以不填",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        about = self.fields["about"] = ModelChoiceField(
            label="说哪里的事", queryset=_places(self.user.area_code), empty_label=None
        )
        about.error_messages["invalid_choice"] = "请从单子里选。"
        if "kind" in self.fields:
            self.fields["kind"].choices = BulletinKind.choices
        self._begin_with()
        self.order_fields(self.field_order)

    def _begin_with(self):
        self.initial.setdefault("span", TERM)
        self.initial.setdefault("sections", [Section.OPENING, *CHAPTERS])

    def clean_remark(self):
        return _without_faults(self.cleaned_data["remark"])

    def clean(self):
        cleaned = super().clean()
        if "span" in cleaned:
            self._set_days(cleaned["span"], cleaned)
        if not self._is_notice(cleaned) and not cleaned.get("issue") and "issue" not in self.errors:
            self.add_error("issue", "简报须写期号。")
        return cleaned

    def _is_notice(self, cleaned):
        return cleaned.get("kind") == BulletinKind.NOTICE

    def _set_days(self, span, cleaned):
        row, today = self.instance, localdate()
        row.whole_term = span == TERM
        if span == OWN:
            self._set_own(cleaned)
        elif span == TERM:
            row.since, row.until = _term_start(), None
            if row.since is None:
                self.add_error("span", "还没有选派批次，不能按“任职以来”；请选别的时间段。")
        else:
            period = _period(span, today)
            row.since = period.first
            row.until = period.last if period.last < today else None

    def _set_own(self, cleaned):
        since, until = cleaned.get("since"), cleaned.get("until")
        if not since and "since" not in self.errors:
            self.add_error("since", "请填从哪天。")
        if since and until and until < since:
            self.add_error("until", "“到哪天”不能早于“从哪天”。")
        self.instance.since, self.instance.until = since, until

    def write(self):
        begin(self.instance, self.cleaned_data["sections"])


def _places(area):
    """The office's own place and those right inside it, down to the townships."""
    below = {2: 4, 4: 6, 6: 9}.get(len(area), 9)
    inside = Area.objects.filter(pk__gte=area, pk__lt=f"{area}:")
    return inside.filter(pk__regex=rf"^(\d{{{len(area)}}}|\d{{{below}}})$").order_by("pk")


def _term_start():
    return Batch.objects.order_by("-began_on").values_list("began_on", flat=True).first()


def _period(span, today):
    kind = span.removeprefix("last_")
    now = Period.of(kind, today)
    return Period.of(kind, now.first - timedelta(days=1)) if span != kind else now


def _without_faults(text):
    if faults := faults_in(text):
        raise ValidationError(faults)
    return text


class HeadForm(BulletinForm):
    """The same later on. A part that is no longer ticked goes, with what was written in it."""

    field_order = ["title", "about", "span", "since", "until", "sections"]

    class Meta(BulletinForm.Meta):
        fields = list(HEAD)

    def _begin_with(self):
        row = self.instance
        self.initial |= {"span": TERM if row.whole_term else OWN, "since": row.since,
                         "until": row.until}  # fmt: skip
        written = row.paragraphs.values_list("section", flat=True)
        self.initial["sections"] = list(written)

    def _is_notice(self, cleaned):
        return self.instance.is_notice

    def write(self):
        row, wanted = self.instance, set(self.cleaned_data["sections"])
        self.save()
        row.paragraphs.exclude(section__in=wanted).delete()
        missing = wanted - set(row.paragraphs.values_list("section", flat=True))
        Paragraph.objects.bulk_create(
            Paragraph(bulletin=row, area_id=row.area_id, section=section)
            for section in sorted(missing)
        )


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
        help_text="退回的写一句",
        widget=_rows(2),
    )

    class Meta:
        model = Bulletin
        fields = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("good") == "no" and not cleaned.get("reason"):
            self.add_error("reason", "请写一句哪里要改。")
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
        kept = [item for item in self.instance.verified if item not in found]
        self.offered = {item["text"]: item for item in [*found, *kept]}
        self.fields["items"].choices = [
            (text, f"{item['township']} {text}") for text, item in self.offered.items()
        ]
        self.initial["items"] = [item["text"] for item in self.instance.verified]

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


@transaction.atomic
def drop_template(template, *, by, at):
    template.dropped_by, template.dropped_at = by, at
    template.save()
