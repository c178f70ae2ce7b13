"""The counts of a review, as they were called out in the room."""

from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from petitions.models import Review


class ReviewForm(RecordForm):
    """Counts of two questions; the totals are compared before the database does."""

    class Meta:
        model = Review
        fields = [
            "held_on",
            "households",
            "present",
            "issued",
            "returned",
            *(f"said_{n}" for n in ("good", "fair", "bad", "unsure")),
            *(f"held_{n}" for n in ("good", "fair", "bad", "unsure")),
            "remarks",
        ]
        widgets = {
            "held_on": DayInput,
            "remarks": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        }

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def write(self):
        """Counted anew, it waits to be confirmed by another than who counted last."""
        self.instance.month = self.cleaned_data["held_on"].replace(day=1)
        self.instance.entered_by = self.user
        self.instance.confirmed_by = self.instance.confirmed_at = None
        self.save()


class PublishForm(RecordForm):
    """That what came of it was told in the village: hung up or sent to the group."""

    class Meta:
        model = Review
        fields = ["published_on"]
        widgets = {"published_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["published_on"].required = True
        self.initial["published_on"] = self.instance.published_on or localdate()

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day
