"""What is typed of a cadre being called away."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cadres.models import Borrowing
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput


class BorrowingForm(RecordForm):
    """The document's number is the department's to write, at its desk."""

    class Meta:
        model = Borrowing
        fields = ["office", "why", "began_on", "ended_on"]
        widgets = {"began_on": DayInput, "ended_on": DayInput}
        help_texts = {"ended_on": "还没有回村的空着"}

    def clean_began_on(self):
        day = self.cleaned_data["began_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day
