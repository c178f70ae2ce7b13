"""What is written in an inspection: who goes where, a village's sheet, scores, talks, findings."""

from datetime import timedelta
from secrets import token_hex

from django.forms import CharField, CheckboxSelectMultiple, ModelMultipleChoiceField, RadioSelect
from django.forms import Textarea as _Textarea
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localdate

from evaluation.inspecting import is_wide, open_inspection, selected_in
from evaluation.models import (
    METHODS,
    Finding,
    FindingState,
    Inspection,
    InspectionScore,
    InspectionSheet,
    Level,
    Owner,
    Talk,
)
from evaluation.models.inspections import TALKED
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from fushan.org.models import Role, User
from fushan.org.reach import reach

MEND_DAYS = 30
LEVELS = Level.choices


def several(rows=3):
    return _Textarea(attrs={"rows": rows, "data-autogrow": ""})


def past(form, name):
    """A day that is over, or today."""
    day = form.cleaned_data.get(name)
    if day and day > localdate():
        form.add_error(name, "日期不能晚于今天。")
    return day


class InspectionForm(RecordForm):
    """All selected villages, or so many of them by a seed that anybody draws again."""

    team = ModelMultipleChoiceField(
        label="专班成员",
        queryset=User.objects.none(),
        widget=CheckboxSelectMultiple,
        help_text="谈话记录只有这次调研的成员看得到",
        error_messages={"required": "请选专班成员。"},
    )
    field_order = ["name", "began_on", "ends_on", "team", "drawn", "seed", "apart"]

    class Meta:
        model = Inspection
        fields = ["name", "began_on", "ends_on", "drawn", "seed", "apart"]
        widgets = {"began_on": DayInput, "ends_on": DayInput}
        help_texts = {
            "drawn": "空着就是全部选派村",
            "seed": "抽村才用：当众定下的数字或一句话；空着由系统随机给一个，一样记录在案",
            "apart": "两名成员各评各的，都评完才互相看得见；相差超过 20% 先商量",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(role=Role.STAFF, is_active=True)
        staff = staff.filter(area_code=self.instance.area_id)
        self.fields["team"].queryset = staff.order_by("name", "pk")
        self.initial["team"] = [self.user.pk]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("drawn") == 0:
            self.add_error("drawn", "至少抽 1 个村；空着就是全部选派村。")
        elif cleaned.get("drawn"):
            cleaned["seed"] = cleaned.get("seed") or token_hex(4)
            self._enough_of(cleaned["drawn"])
        else:
            cleaned["seed"] = ""
        if cleaned.get("apart") and len(cleaned.get("team") or ()) == 1:
            self.add_error("team", "两人分别评分，专班至少要有两名成员。")
        return cleaned

    def _enough_of(self, drawn):
        there = len(selected_in(self.instance.area_id, localdate()))
        if drawn > there:
            self.add_error("drawn", f"只有 {there} 个选派村，抽不了 {drawn} 个。")

    def write(self):
        open_inspection(self.instance, self.cleaned_data["team"], localdate())


class SheetForm(RecordForm):
    """Where two score apart, the levels come later and from both.

    `raised`: {method: [Raised]}, shown under the field in which one writes of it.
    """

    class Meta:
        model = InspectionSheet
        fields = ["looked_on", *METHODS, "visible", "potential"]
        widgets = {
            "looked_on": DayInput,
            **{name: several() for name in METHODS},
            "visible": RadioSelect,
            "potential": RadioSelect,
        }
        help_texts = {"talk": "只写得出的结论；谈话的内容记在“谈话”里，只有专班成员看得到"}

    def __init__(self, *args, raised, **kwargs):
        super().__init__(*args, **kwargs)
        of = self.instance.inspection
        self.fields["looked_on"].required = True
        self.fields["looked_on"].error_messages["required"] = "请填“哪天到村”。"
        self.initial["looked_on"] = self.instance.looked_on or min(localdate(), of.ends_on)
        for name in METHODS:
            self.fields[name].raised = raised.get(name, ())
        for name in ("visible", "potential"):
            if self.instance.inspection.apart:
                del self.fields[name]
            else:
                self.fields[name].choices = LEVELS

    def clean_looked_on(self):
        day, of = past(self, "looked_on"), self.instance.inspection
        if day and not of.began_on <= day <= of.ends_on:
            first, last = (date_format(one, "n月j日") for one in (of.began_on, of.ends_on))
            said = f"这次调研是{first}至{last}，到村日期须在这几天里；过后补填可以。"
            self.add_error("looked_on", said)
        return day

    def write(self):
        self.instance.looked_by = self.instance.looked_by or self.user
        self.save()


class ScoreForm(RecordForm):
    class Meta:
        model = InspectionScore
        fields = ["visible", "potential", "why"]
        widgets = {"visible": RadioSelect, "potential": RadioSelect, "why": several()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("visible", "potential"):
            self.fields[name].choices = LEVELS


class SettleForm(RecordForm):
    """The levels that stand, between the two who scored; far apart, with a word of the talk."""

    class Meta:
        model = InspectionSheet
        fields = ["visible", "potential", "settled"]
        widgets = {"visible": RadioSelect, "potential": RadioSelect, "settled": several()}

    def __init__(self, *args, scores, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("visible", "potential"):
            self.fields[name].choices = LEVELS
            self.fields[name].required = True
            label = self.fields[name].label
            self.fields[name].error_messages["required"] = f"请评“{label}”的等次。"
        if is_wide(scores):
            settled = self.fields["settled"]
            settled.required, settled.help_text = True, "两人相差超过 20%，商量以后写一句"
            settled.error_messages["required"] = InspectionSheet.refusals[TALKED]


class TalkForm(RecordForm):
    """Written straight into its room; nothing is read back from there by this form."""

    who = CharField(label="和谁谈的", max_length=60, help_text="如“支部委员 2 人”，可不写姓名")
    notes = CharField(label="谈了什么", max_length=2000, widget=several(6))
    field_order = ["talked_on", "who", "notes"]

    class Meta:
        model = Talk
        fields = ["talked_on"]
        widgets = {"talked_on": DayInput}

    def clean_talked_on(self):
        return past(self, "talked_on")

    def write(self):
        talk = self.instance
        talk.who, talk.notes = self.cleaned_data["who"], self.cleaned_data["notes"]
        with reach(talk.inspection.room):
            talk.save()

    def _answered_before(self):
        """The same page sent again was saved the first time: the talk itself is out of sight."""
        try:
            return super()._answered_before()
        except Http404:
            return True


class FindingForm(RecordForm):
    class Meta:
        model = Finding
        fields = ["text", "owner", "due_on"]
        widgets = {"text": several(), "owner": RadioSelect, "due_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = Owner.choices
        self.initial["due_on"] = self.instance.due_on or localdate() + timedelta(days=MEND_DAYS)


class DoneForm(RecordForm):
    """The owner says what was done."""

    class Meta:
        model = Finding
        fields = ["done_on", "done_note"]
        widgets = {"done_on": DayInput, "done_note": several()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].required = self.fields["done_note"].required = True
        self.fields["done_note"].error_messages["required"] = "请写一句怎么改的。"
        self.initial["done_on"] = localdate()

    def clean_done_on(self):
        return past(self, "done_on")

    def write(self):
        self.instance.state, self.instance.done_by = FindingState.DONE, self.user
        self.save()


class CheckForm(RecordForm):
    """Checked on the spot or by records, and found mended."""

    class Meta:
        model = Finding
        fields = ["checked_on", "checked_how"]
        widgets = {"checked_on": DayInput, "checked_how": several()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checked_on"].required = self.fields["checked_how"].required = True
        self.fields["checked_how"].error_messages["required"] = "请写一句怎么复查的。"
        self.initial["checked_on"] = localdate()

    def clean_checked_on(self):
        return past(self, "checked_on")

    def write(self):
        self.instance.state, self.instance.checked_by = FindingState.CLOSED, self.user
        self.save()


class SendBackForm(RecordForm):
    """Not mended: back to its owner with a new day; what was said stays to be read."""

    why = CharField(
        label="还差什么",
        max_length=200,
        widget=several(),
        error_messages={"required": "请写一句还差什么。"},
    )
    field_order = ["why", "due_on"]

    class Meta:
        model = Finding
        fields = ["due_on"]
        widgets = {"due_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["due_on"] = localdate() + timedelta(days=MEND_DAYS)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < localdate():
            self.add_error("due_on", "新的期限不能早于今天。")
        return day

    def write(self):
        row = self.instance
        day, why = date_format(row.done_on, "n月j日"), self.cleaned_data["why"]
        told = f"{day}：{row.done_note}（复查没有通过：{why}）"
        row.earlier = f"{row.earlier}\n{told}".strip()
        row.state = FindingState.OPEN
        row.done_on, row.done_by, row.done_note = None, None, ""
        self.save()
