"""A matter moves on: what each move asks, in the village and above."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    ChoiceField,
    DateField,
    Form,
    ModelChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.models import setting
from fushan.kit.widgets import DayInput
from fushan.org.models import Unit
from petitions.models import Answer, Way
from petitions.moving import ON_A_VISIT, about, extend, move
from petitions.upward import pass_on, receive
from villages.models import Visit

DAY = timedelta(days=1)
LATELY = 60 * DAY  # an older visit moves nothing on today


class DayForm(Form):
    """Something that happened to a matter on a day."""

    happened_on = DateField(label="哪天", widget=DayInput)

    def __init__(self, *args, matter, initial=None, **kwargs):
        self.matter = matter
        super().__init__(*args, initial={"happened_on": localdate()} | (initial or {}), **kwargs)

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        if day < self.matter.raised_on:
            raise ValidationError("日期不能早于说事那天。")
        return day

    @property
    def told(self):
        """What was typed, the day as the actions call it."""
        data = dict(self.cleaned_data)
        return data | {"on": data.pop("happened_on")}


class MoveForm(DayForm):
    """One move of the table; what it asks for follows from where it leads."""

    note = CharField(max_length=500, required=False, widget=Textarea(attrs={"rows": 3}))

    def __init__(self, *args, matter, to, **kwargs):
        self.to, self.about = to, about(matter, to)
        initial = {"taker": matter.taker, "owner": matter.owner}
        super().__init__(*args, matter=matter, initial=initial, **kwargs)
        self.fields["note"].label = self.about.note
        self.fields["note"].required = self.about.note_required
        self.fields["note"].error_messages["required"] = f"请写一句{self.about.note}。"
        for name in self.about.asks:
            self.fields[name] = ASKED[name]()
        if to in ON_A_VISIT and (visits := _visits(matter)):
            self.fields["visit"] = visits
        self.order_fields([*self.about.asks, "note", "happened_on", "visit"])

    def moved(self, *, by):
        data = self.told
        if place := data.pop("place", ""):
            data["note"] = f"{place}。{data['note']}"
        return move(self.matter, self.to, by=by, **data)


def _visits(matter):
    """The visits to the village that may be cited; None where there was none lately."""
    rows = Visit.objects.filter(village=matter.village_id, happened_on__gt=localdate() - LATELY)
    rows = rows.order_by("-happened_on", "-pk")
    field = ModelChoiceField(
        label="哪次到村办的", queryset=rows, required=False, empty_label="不是到村办的"
    )
    return field if rows.exists() else None


def _way():
    return ChoiceField(label="怎么说的", choices=Way.choices, widget=RadioSelect, initial=Way.FACE)


ASKED = {
    "taker": lambda: CharField(label="谁受理", max_length=40, required=False),
    "owner": lambda: CharField(
        label="谁来办", max_length=40, error_messages={"required": "请写明谁来办。"}
    ),
    "answer": lambda: ChoiceField(
        label="本人评价",
        required=False,
        choices=[("", "没有说"), *Answer.choices],
        widget=RadioSelect,
    ),
    "way": _way,
    "place": lambda: ChoiceField(
        label="该到哪里去说",
        choices=[(place, place) for place in RIGHT_PLACES],
        widget=RadioSelect,
        error_messages={"required": "请选该到哪里去说。"},
    ),
}
# Such matters are not settled here: who comes with one is told where to go.
RIGHT_PLACES = (
    "反映违纪违法：县纪委监委，电话12388",
    "已到法院的案件：县人民法院",
    "信访事项：县信访局",
    "合同、赔偿等纠纷：司法所或法律援助中心",
    "不属于村里管：已告知本人",
)


class ReceiveForm(DayForm):
    """The office above has it. For a department the desk enters the day and how it was told."""

    way = _way()
    note = CharField(label="怎么答应的", max_length=500, required=False)

    field_order = ["way", "note", "happened_on"]

    def moved(self, *, by):
        return receive(self.matter, by=by, **self.told)


class PassOnForm(DayForm):
    """From the township to a county department."""

    unit = ModelChoiceField(
        label="转哪个部门",
        queryset=Unit.objects.none(),
        empty_label="选部门",
        error_messages={"required": "请选一个部门。"},
    )
    way = _way()
    note = CharField(
        label="请求什么",
        max_length=500,
        widget=Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写一句请求什么。"},
    )

    field_order = ["unit", "way", "note", "happened_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        county = Unit.objects.filter(area=self.matter.village_id[:6])
        self.fields["unit"].queryset = county.order_by("pinyin", "pk")

    def moved(self, *, by):
        return pass_on(self.matter, by=by, **self.told)


class ExtendForm(Form):
    """Once, for a reason that the person is told."""

    until = DateField(label="延到哪天", widget=DayInput)
    note = CharField(
        label="为什么、怎么跟本人说的",
        max_length=500,
        widget=Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明为什么、怎么跟本人说的。"},
    )

    def __init__(self, *args, matter, **kwargs):
        self.matter = matter
        super().__init__(*args, **kwargs)

    def clean_until(self):
        day, most = self.cleaned_data["until"], int(setting("matter_extend_days"))
        if day <= self.matter.due_on:
            raise ValidationError("要晚于原来的日期。")
        if day > self.matter.due_on + timedelta(days=most):
            raise ValidationError(f"延期最多 {most} 天。")
        return day

    def moved(self, *, by):
        return extend(self.matter, by=by, **self.cleaned_data)
