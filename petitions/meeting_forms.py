"""What the branch decided, and what the petition office took over."""

from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from petitions.models import Deliberation, State, Transfer
from petitions.moving import move
from petitions.upward import hand_over, settle


def _not_ahead(day):
    if day and day > localdate():
        raise ValidationError("日期不能晚于今天。")
    return day


class DeliberationForm(RecordForm):
    """Who was there, what was decided, who does it by when. Of a matter: it moves on with it."""

    class Meta:
        model = Deliberation
        fields = [
            "subject",
            "expected",
            "present",
            "decision",
            "owner",
            "due_on",
            "held_on",
            "chair",
            "recorder",
            "discussed",
        ]
        widgets = {
            "decision": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "discussed": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "due_on": DayInput,
            "held_on": DayInput,
        }
        help_texts = {
            "due_on": "没有定日期就空着",
            "discussed": "各人的意见，写进会议记录；可以不写",
        }

    def clean_held_on(self):
        return _not_ahead(self.cleaned_data["held_on"])

    def clean_expected(self):
        if not self.cleaned_data["expected"]:
            raise ValidationError("应到人数至少是 1。")
        return self.cleaned_data["expected"]

    def write(self):
        meeting = self.instance
        self.save()
        matter = meeting.matter
        if matter and matter.state == State.ESCALATED:
            said = {"note": meeting.decision[:500], "owner": meeting.owner}
            move(matter, State.DELIBERATED, by=self.user, on=meeting.held_on, **said)


class TransferForm(RecordForm):
    class Meta:
        model = Transfer
        fields = ["office", "number", "transferred_on", "helped"]
        widgets = {
            "transferred_on": DayInput,
            "helped": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        }
        help_texts = {"number": "还没有编号就空着", "helped": "还没有协助就空着"}

    def clean_transferred_on(self):
        return _not_ahead(self.cleaned_data["transferred_on"])

    def write(self):
        hand_over(self.instance, by=self.user)


class SettleForm(RecordForm):
    """How the village helped, and the day it was settled, once it is."""

    class Meta:
        model = Transfer
        fields = ["helped", "settled_on", "outcome", "number"]
        widgets = {
            "settled_on": DayInput,
            "helped": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        }
        help_texts = {"settled_on": "还没化解就空着"}

    def clean_settled_on(self):
        return _not_ahead(self.cleaned_data["settled_on"])

    def write(self):
        if self.instance.settled_on:
            settle(self.instance, by=self.user)
        else:
            self.save()
