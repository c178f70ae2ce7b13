"""What an official may type about a visit."""

from django.core.exceptions import ValidationError
from django.forms import (
    CheckboxSelectMultiple,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.late import LateEntryForm
from fushan.desk.models import attach
from fushan.desk.photos import PhotoField
from fushan.kit.widgets import DayInput
from villages.models import Official, Visit, VisitKind, VisitLevel, Visitor

LATEST_ENTRY = 366  # days; a typing error in the year is told before it is saved


class VisitForm(LateEntryForm):
    kinds = MultipleChoiceField(
        label="做了什么", help_text="可多选", choices=VisitKind, widget=CheckboxSelectMultiple
    )
    visitors = ModelMultipleChoiceField(
        label="谁去的",
        help_text="上次同去的人已选好",
        queryset=Official.objects.none(),
        widget=CheckboxSelectMultiple,
        template_name="villages/parts/visitors_field.html",
        error_messages={"required": "请至少选一名到村人员。"},
    )
    photo = PhotoField()

    class Meta:
        model = Visit
        fields = ["kinds", "text", "visitors", "happened_on"]
        labels = {"happened_on": "哪天"}
        help_texts = {"text": "够别人看懂就行"}
        widgets = {
            "text": Textarea(attrs={"rows": 4, "data-autogrow": ""}),
            "happened_on": DayInput,
        }

    def __init__(self, *args, officials, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["visitors"].queryset = officials
        if self.instance.pk:
            self.fields["visitors"].help_text = ""

    def clean_happened_on(self):
        day, today = self.cleaned_data["happened_on"], localdate()
        if day > today:
            raise ValidationError("日期不能晚于今天。")
        if "happened_on" in self.changed_data and (today - day).days > LATEST_ENTRY:
            raise ValidationError("日期离今天超过一年，请核对年份。更早的请由组织部用表格导入。")
        return day

    def write(self):
        """Save the visit, its visitors and its photo."""
        visit, officials = self.instance, list(self.cleaned_data["visitors"])
        known = set(visit.visitors.values_list("official", flat=True)) if visit.pk else set()
        added = [official for official in officials if official.pk not in known]
        visit.level = self._level(added)
        visit.save()
        visit.visitors.exclude(official__in=officials).delete()
        Visitor.objects.bulk_create(
            Visitor(
                visit=visit,
                village_id=visit.village_id,
                happened_on=visit.happened_on,
                official=official,
            )
            for official in added
        )
        if photo := self.cleaned_data.get("photo"):
            attach(visit, photo, area_code=visit.village_id, user=self.user)

    def _level(self, added):
        """The county's where one of the county is added; else it stays what it was then."""
        if any(len(official.area_id) <= 6 for official in added):
            return VisitLevel.COUNTY
        return self.instance.level or VisitLevel.TOWNSHIP
