"""What a bulletin is about and how it is headed: place, days, parts, head and tail."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    CheckboxSelectMultiple,
    ChoiceField,
    DateField,
    HiddenInput,
    ModelChoiceField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.forms import needed_when
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput
from fushan.org.models import Area, Batch
from fushan.reports.bulletins.beginning import NAMES
from fushan.reports.bulletins.moving import begin
from fushan.reports.bulletins.tokens import faults_in
from fushan.reports.models import Bulletin, BulletinKind, Paragraph, Section
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
    since = DateField(label="从哪天", required=False, widget=DayInput)
    until = DateField(label="到哪天", required=False, widget=DayInput)
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
        widgets = {"kind": HiddenInput, "dated": DayInput, "remark": _rows(2)}
        help_texts = {
            "remark": "里面也能写【到村指导】这样的数字",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        about = self.fields["about"] = ModelChoiceField(
            label="说哪里的事", queryset=_places(self.user.area_code), empty_label=None
        )
        about.error_messages["invalid_choice"] = "请从单子里选。"
        for name in ("since", "until"):
            needed_when(self.fields[name], "选“自己定”才填")
        needed_when(self.fields["issue"], "简报要填，通报可以不填")
        self._begin_with()
        self.order_fields(self.field_order)

    def _begin_with(self):
        self.initial.setdefault("span", TERM if _term_start() else "month")
        chapters = () if self.instance.is_notice else CHAPTERS
        self.initial.setdefault("sections", [Section.OPENING, *chapters])

    def clean_remark(self):
        return _without_faults(self.cleaned_data["remark"])

    def clean(self):
        cleaned = super().clean()
        if "span" in cleaned:
            self._set_days(cleaned["span"], cleaned)
        if self._is_notice(cleaned) and cleaned.get("name") == NAMES[BulletinKind.BRIEFING]:
            cleaned["name"] = NAMES[BulletinKind.NOTICE]
        if not self._is_notice(cleaned) and not cleaned.get("issue") and "issue" not in self.errors:
            self.add_error("issue", "简报须写期号。")
        return cleaned

    def _is_notice(self, cleaned):
        return cleaned.get("kind") == BulletinKind.NOTICE

    def _set_days(self, span, cleaned):
        row = self.instance
        row.whole_term = span == TERM
        if span == OWN:
            self._set_own(cleaned)
        elif span == TERM:
            row.since, row.until = _term_start(), None
            if row.since is None:
                self.add_error("span", "还没有选派批次，不能按“任职以来”；请选别的时间段。")
        else:
            period = _period(span, localdate())
            row.since, row.until = period.first, period.last

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
