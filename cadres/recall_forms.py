"""The recall of a cadre: opened with a talk, then a day for each step."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import Recall
from cadres.models.recalls import MEND_DAYS, STEPS
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput

LATER = [name for name in STEPS if name != "talked_on"]
SEVERAL = {"rows": 3, "data-autogrow": ""}


class OpenRecallForm(RecordForm):
    class Meta:
        model = Recall
        fields = ["reason", "talked_on"]
        widgets = {"reason": Textarea(attrs=SEVERAL), "talked_on": DayInput}
        help_texts = {"reason": "一事一议，写清事实和依据"}

    def clean_talked_on(self):
        day = self.cleaned_data["talked_on"]
        if day > localdate():
            raise ValidationError("谈话的日期不能晚于今天，谈过了再记。")
        return day


class WithdrawRecallForm(RecordForm):
    """Opened by mistake: it ends, and why stands with it."""

    class Meta:
        model = Recall
        fields = ["withdrawn_why"]
        widgets = {"withdrawn_why": Textarea(attrs=SEVERAL)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["withdrawn_why"].required = True
        self.fields["withdrawn_why"].error_messages["required"] = "请写一句为什么撤销。"

    def write(self):
        self.instance.withdrawn_on = localdate()
        self.save()


class RecallStepsForm(RecordForm):
    """A day where a step was taken; the database refuses one that jumps another."""

    class Meta:
        model = Recall
        fields = ["warned_on", "checked_on", "mended_on", *LATER[2:], "note"]
        widgets = dict.fromkeys([*LATER, "mended_on"], DayInput) | {"note": Textarea(attrs=SEVERAL)}
        help_texts = {
            "warned_on": f"整改期 {MEND_DAYS} 日",
            "mended_on": "复查合格填这一天，召回到此为止",
            "told_on": "附函给派出单位",
        }

    def clean(self):
        """Who is not yet better has the whole time; better before it ends is better."""
        cleaned = super().clean()
        warned, checked = cleaned.get("warned_on"), cleaned.get("checked_on")
        until = warned and warned + timedelta(days=MEND_DAYS)
        if checked and until and checked < until and not cleaned.get("mended_on"):
            ends = date_format(until, "n月j日")
            said = f"整改期到{ends}，期满再复查；提前整改到位的，填“整改到位”。"
            self.add_error("checked_on", said)
        return cleaned
