"""What is typed about projects and what is put into them."""

from django.core.exceptions import ValidationError
from django.forms import RadioSelect, Textarea
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from fushan.org.models import Unit
from villages.models import (
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Support,
    SupportKind,
)

DAYS = ("began_on", "applied_on", "approved_on", "finished_on")


class ProjectForm(RecordForm):
    class Meta:
        model = Project
        fields = [
            "name",
            "kind",
            "organised",
            "state",
            "began_on",
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
