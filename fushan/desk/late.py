"""What happened in a month that is closed: added late, with a reason, and never changed."""

from django.contrib import messages
from django.forms import CharField, HiddenInput, TextInput
from django.utils.formats import date_format

from fushan.desk.forms import RecordForm
from fushan.desk.models import CLOSED, ClosedMonth
from fushan.kit.constraints import broken_by

ASK = "这个月已经收尾。补录请写明理由，会和记录一起保留。"


class LateEntryForm(RecordForm):
    """A form on what happened on a day. It asks for a reason only where the month is closed."""

    late_reason = CharField(
        label="补录理由", max_length=200, required=False, widget=HiddenInput, initial=""
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["late_reason"]  # an old record is not made late by an edit
        elif self.data.get(self.add_prefix("late_reason")):
            self._ask_why()

    def clean(self):
        """A reason is kept only where one was needed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("happened_on") and self.instance.village_id:
            self.instance.late_reason = self.reason_for(cleaned["happened_on"])
        return cleaned

    def reason_for(self, day):
        """The reason given, where this day is in a closed month; of an old record its own."""
        if self.instance.pk:
            return self.instance.late_reason
        given = self.given_reason()
        closed = given and ClosedMonth.objects.of(self.instance.village_id, day).exists()
        return given if closed else ""

    def given_reason(self):
        return self.cleaned_data.get("late_reason", "")

    def refused(self, error):
        if broken_by(error) == CLOSED and "late_reason" in self.fields:
            self._ask_why()
            self.add_error("late_reason", ASK)
        else:
            super().refused(error)

    def _ask_why(self):
        self.fields["late_reason"].widget = TextInput(attrs={"placeholder": "如“当时没有信号”"})


def is_closed(record):
    """Whether the month of this record is closed."""
    return ClosedMonth.objects.of(record.village_id, record.happened_on).exists()


def told_closed(request, record):
    """The same; then the person has been told so."""
    closed = is_closed(record)
    if closed:
        month = date_format(record.happened_on, "Y年n月")
        messages.error(request, f"{month}已经收尾，这一条不能再改。确需改动，请组织部重新打开。")
    return closed
