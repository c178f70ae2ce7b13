"""A handover: when, why, and for every line who takes it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import ChoiceField
from django.utils.timezone import localdate

from cadres.models import Handover
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput

LIKE_ALL, NOBODY = "", "none"
FARTHEST = timedelta(days=366)


class HandoverForm(RecordForm):
    """`leaver`, `leaving`: the kind of person, and who goes. A `to_` field for each line."""

    to_all = ChoiceField(label="全部交给", required=False, help_text="下面没有另选的都交给他")

    class Meta:
        model = Handover
        fields = ["happened_on", "reason", "to_all", "receiver", "witness"]
        widgets = {"happened_on": DayInput}
        help_texts = {
            "happened_on": "从这一天起不再负责",
            "receiver": "不在名单里的写姓名；在名单里选了的不用写",
            "witness": "打印后手签",
        }

    def __init__(self, *args, leaver, leaving, **kwargs):
        super().__init__(*args, **kwargs)
        self.leaver, self.leaving = leaver, leaving
        self.items = leaver.hanging(leaving, localdate())
        self.fields["reason"] = ChoiceField(
            label="原因",
            choices=[("", "请选择"), *((word, word) for word in leaver.reasons)],
            error_messages={"required": "请选原因。"},
        )
        passed = [item for item in self.items if not (item.ends or item.ways)]
        self._offer_all(passed)
        for item in passed:
            first = (LIKE_ALL, "同“全部交给”" if len(passed) > 1 else "先空着")
            nobody = [(NOBODY, "先空着")] if len(passed) > 1 else []
            self.fields[f"to_{item.key}"] = ChoiceField(
                label=f"{item.what}交给", required=False, choices=[first, *nobody, *item.takers]
            )
        for item in self.items:
            if item.ways:
                self.fields[f"to_{item.key}"] = ChoiceField(
                    label=item.what, required=False, choices=item.ways
                )
        self.order_fields(["happened_on", "reason", "to_all", *self._lines(), "receiver"])

    def _lines(self):
        return [name for name in self.fields if name.startswith("to_") and name != "to_all"]

    def _offer_all(self, passed):
        """One choice for all lines, of those who may take each of them."""
        if len(passed) < 2:
            del self.fields["to_all"]
            return
        everyone = [taker for taker in passed[0].takers if all(taker in i.takers for i in passed)]
        self.fields["to_all"].choices = [("", "不统一，逐项选"), *everyone]

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if abs(day - localdate()) > FARTHEST:
            raise ValidationError("日期离今天超过一年，请核对年份。")
        return day

    def taker(self, item):
        if item.ends:
            return ""
        chosen = self.cleaned_data.get(f"to_{item.key}", "")
        if item.ways:
            return chosen or item.ways[0][0]
        chosen = chosen or self.cleaned_data.get("to_all", "")
        return "" if chosen == NOBODY else chosen

    def write(self):
        """Settle every line, then let the person go; what was said of each line is kept."""
        handover, on = self.instance, self.cleaned_data["happened_on"]
        handover.reason = self.cleaned_data["reason"]
        handover.person, handover.person_id = self.leaver.kind, self.leaving.pk
        handover.name, handover.entered_by = self.leaving.name, self.user
        handover.area_code, handover.place = self.leaver.place(self.leaving)
        handover.lines, names = [], []
        for item in self.items:
            to = item.settle(self.taker(item), on, handover.reason)
            handover.lines.append({"what": item.what, "to": to})
            names += [to] if item.takers and self.taker(item) else []
        self.leaver.go(self.leaving, on, handover.reason)
        if not handover.receiver:
            handover.receiver = "、".join(dict.fromkeys(names))[:80]
        handover.save()
