"""What is typed about leave."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, DateField, Form, RadioSelect, Textarea
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.leaving import decide, reckon
from cadres.models import Leave
from fushan.desk.forms import RecordForm
from fushan.desk.models import CLOSED
from fushan.kit.constraints import broken_by
from fushan.kit.widgets import DayInput

LONGEST = 200  # days; a typing error in the year is told before it is saved


class LeaveForm(RecordForm):
    """Asking. An extension begins the day after the leave it extends ends."""

    class Meta:
        model = Leave
        fields = ["kind", "first_on", "last_on", "reason"]
        widgets = {
            "kind": RadioSelect,
            "first_on": DayInput,
            "last_on": DayInput,
            "reason": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
        }
        help_texts = {"last_on": "含这一天"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = self.fields["kind"].choices[1:]  # no empty chip
        if self.instance.extends_id:
            del self.fields["first_on"]
            self.fields["last_on"].label = "续到哪天"

    def clean(self):
        first = self.cleaned_data.get("first_on") or self.instance.first_on
        last = self.cleaned_data.get("last_on")
        if not (first and last):
            return
        if wrong := self._wrong(first, last):
            self.add_error("last_on", wrong)
        else:
            self.instance.first_on, self.instance.last_on = first, last
            reckon(self.instance)

    def refused(self, error):
        """A closed month's presence is confirmed, and leave would change it."""
        if broken_by(error) == CLOSED:
            month = date_format(self.instance.first_on, "n月")
            self.add_error(None, f"{month}已经收尾，在村天数已经确认。补登请假，请组织部重新打开。")
        else:
            super().refused(error)

    def _wrong(self, first, last):
        """The sentence of what is wrong about these days, or nothing."""
        if last < first:
            return "“到哪天”不能早于“从哪天”。"
        if (last - first).days > LONGEST or abs((first - localdate()).days) > LONGEST:
            return f"请假最长 {LONGEST} 天，也不能离今天太远，请核对日期。"
        posted = self.instance.cadre.postings.filter(village=self.instance.village_id)
        return "" if posted.on(first).exists() else "请假的日子不在本村任职期内。"


class DecisionForm(Form):
    decision = ChoiceField(
        label="审批",
        choices=[("yes", "批准"), ("no", "不批准")],
        widget=RadioSelect,
        error_messages={"required": "请选批准或不批准。"},
    )
    answer = CharField(
        label="意见",
        help_text="不批准请写明",
        required=False,
        max_length=150,
        widget=Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        if self.cleaned_data.get("decision") == "no" and not self.cleaned_data.get("answer"):
            self.add_error("answer", "不批准请写明原因。")

    def decide(self, leave, *, by):
        approve = self.cleaned_data["decision"] == "yes"
        return decide(leave, approve=approve, by=by, answer=self.cleaned_data["answer"])


class ReturnForm(Form):
    """The day of coming back: the first day in the village again."""

    returned_on = DateField(
        label="哪天回村的",
        widget=DayInput,
        error_messages={"required": "请填回村日期。", "invalid": "请填一个日期。"},
    )

    def __init__(self, *args, leave, **kwargs):
        self.leave = leave
        kwargs["initial"] = {"returned_on": min(localdate(), leave.last_on + timedelta(days=1))}
        super().__init__(*args, **kwargs)

    def clean_returned_on(self):
        day = self.cleaned_data["returned_on"]
        if day <= self.leave.first_on:
            raise ValidationError("回村日期须在请假开始以后；没有走的，请撤回。")
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def save(self):
        self.leave.returned_on = self.cleaned_data["returned_on"]
        self.leave.save(update_fields=["returned_on", "changed_at"])
