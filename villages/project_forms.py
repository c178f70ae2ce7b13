"""What is typed about projects and what is put into them."""

from django.core.exceptions import ValidationError
from django.forms import ChoiceField, RadioSelect, Textarea
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import attach
from fushan.desk.photos import PhotoField
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput
from fushan.org.models import Unit
from villages.models import (
    Milestone,
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Publication,
    Support,
    SupportKind,
)

DAYS = ("began_on", "decided_on", "applied_on", "approved_on", "finished_on")


class ProjectForm(RecordForm):
    photo = PhotoField()

    class Meta:
        model = Project
        fields = [
            "name",
            "kind",
            "organised",
            "state",
            "began_on",
            "decided_on",
            "decision",
            "applied_on",
            "approved_on",
            "approved",
            "finished_on",
            "households",
            "jobs",
            "pulls",
            "notes",
        ]
        widgets = {
            "kind": RadioSelect,
            "organised": RadioSelect,
            "state": RadioSelect,
            "notes": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        } | dict.fromkeys(DAYS, DayInput)
        help_texts = {
            "decision": "如“四议两公开，村民代表会议通过”；先议定后实施",
            "approved": "支出加起来不能超过它",
            "pulls": "写村名",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ProjectKind.choices
        self.fields["organised"].choices = Organised.choices
        self.fields["state"].choices = ProjectState.choices

    def clean(self):
        cleaned = super().clean()
        for name in DAYS:
            if cleaned.get(name) and cleaned[name] > localdate():
                self.add_error(name, "日期不能晚于今天。")
        return cleaned

    def write(self):
        self.save()
        if photo := self.cleaned_data.get("photo"):
            attach(self.instance, photo, area_code=self.instance.village_id, user=self.user)


class MilestoneForm(RecordForm):
    class Meta:
        model = Milestone
        fields = ["name", "due_on", "done_on"]
        widgets = dict.fromkeys(("due_on", "done_on"), DayInput)
        help_texts = {"name": "如“棚架完工”", "done_on": "还没完成的空着"}

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day and day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day


class PublicationForm(RecordForm):
    quarter = ChoiceField(label="哪一季度", widget=RadioSelect)

    class Meta:
        model = Publication
        fields = ["quarter", "shown_on", "where"]
        widgets = {"shown_on": DayInput}
        help_texts = {"where": "如“村务公开栏”“村民代表会议”"}

    field_order = ["quarter", "where", "shown_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = Period.of("quarter", localdate())
        told = Period.of("quarter", self.instance.quarter or now.previous.first)
        offered = {quarter.first: quarter.label for quarter in (told, now.previous, now)}
        self.fields["quarter"].choices = [(str(first), offered[first]) for first in sorted(offered)]
        self.initial["quarter"] = str(told.first)

    def clean_shown_on(self):
        day = self.cleaned_data["shown_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day


class SupportForm(RecordForm):
    class Meta:
        model = Support
        fields = [
            "kind",
            "what",
            "unit",
            "project",
            "happened_on",
            "planned",
            "arrived",
            "spent",
            "count",
            "measure",
        ]
        widgets = {"kind": RadioSelect, "happened_on": DayInput}
        help_texts = {
            "unit": "村里自筹的空着",
            "project": "不属于哪个项目的空着",
            "planned": "只有资金写金额",
            "measure": "如“盏”“台”“件”",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        village = self.instance.village_id
        self.fields["kind"].choices = SupportKind.choices
        self.fields["project"].queryset = Project.objects.filter(village=village).order_by("name")
        units = Unit.objects.filter(area__in=[village[:6], village[:9]])
        self.fields["unit"].queryset = units.order_by("pinyin", "pk")
        self.fields["project"].empty_label = self.fields["unit"].empty_label = "不选"

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day
