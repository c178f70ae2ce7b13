"""What is typed about a branch's life, where the department allows it."""

from django.core.exceptions import ValidationError
from django.forms import RadioSelect
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from villages.models import PartyActivity, PartyKind


class PartyActivityForm(RecordForm):
    class Meta:
        model = PartyActivity
        fields = ["kind", "theme", "happened_on", "expected", "present"]
        widgets = {"kind": RadioSelect, "happened_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = PartyKind.choices

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day
