"""What is typed of a grave incident, by whoever hears of it first."""

from django.core.exceptions import ValidationError
from django.forms import RadioSelect, Textarea
from django.utils.timezone import localtime, now

from fushan.desk.forms import RecordForm
from fushan.kit.moments import MomentInput
from villages.models import Incident, IncidentKind


class IncidentForm(RecordForm):
    class Meta:
        model = Incident
        fields = ["kind", "occurred_at", "text", "reported_at", "reported_how", "handling"]
        widgets = {
            "kind": RadioSelect,
            "occurred_at": MomentInput,
            "reported_at": MomentInput,
            "text": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "handling": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
        }
        help_texts = {
            "text": "写事情，不写群众的名字",
            "reported_at": "先打电话报告，事后再补这一页；写电话里报告的时间",
            "reported_how": "如：电话报告镇值班室",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = IncidentKind.choices
        for name in ("occurred_at", "reported_at"):
            if not self.instance.pk:
                self.initial[name] = localtime().replace(second=0, microsecond=0)

    def clean_occurred_at(self):
        return _past(self.cleaned_data["occurred_at"])

    def clean_reported_at(self):
        at = self.cleaned_data["reported_at"]
        return at and _past(at)


def _past(at):
    if at > now():
        raise ValidationError("时间不能晚于现在。")
    return at
