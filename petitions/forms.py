"""What is typed about a matter: few taps on a phone, and whose it is apart from what it is."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    ChoiceField,
    DateField,
    Form,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import setting
from fushan.kit.widgets import DayInput
from petitions.models import (
    Answer,
    Category,
    Channel,
    Matter,
    MatterKind,
    Raiser,
    Review,
    State,
)
from petitions.moving import TO, begin, due_after, move, similar

ANEW = "anew"
NOT_HERE = ("纪检", "举报", "违纪", "贪污", "法院", "起诉", "立案", "判决")
RIGHT_PLACE = (
    "这里不收违纪举报和已经到法院的案件：举报请打12388或到县纪委监委，案件请到法院。"
    "确实不是的，改一下说法再保存。"
)


class MatterForm(RecordForm):
    """Six taps besides typing: who, what, kind, category, channel, save."""

    who = CharField(label="谁说的", required=False, max_length=40, help_text="加密保存，不上名单")
    phone = CharField(label="联系电话", required=False, max_length=20)
    answered = CharField(
        label="当场答复了",
        required=False,
        max_length=300,
        help_text="当场能说清的写一句，这件事就办完了",
        widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
    )
    same = ChoiceField(label="像是已经有的一件", required=False, widget=RadioSelect)

    class Meta:
        model = Matter
        fields = [
            "text",
            "who",
            "category",
            "channel",
            "kind",
            "answered",
            "phone",
            "concerned",
            "taker",
            "is_sensitive",
            "is_legacy",
            "raised_on",
        ]
        widgets = {
            "text": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "category": RadioSelect,
            "channel": RadioSelect,
            "kind": RadioSelect,
            "raised_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = Category.choices
        self.fields["channel"].choices = Channel.choices
        self.fields["kind"].choices = MatterKind.choices
        self.fields["concerned"].min_value = 1
        self.alike = []
        if self.is_bound:
            typed = Matter(village_id=self.instance.village_id, text=self.data.get("text", ""))
            self.alike = similar(typed)
        if self.alike:
            told = [(str(m.pk), f"就是这件：{m.text[:30]}") for m in self.alike]
            self.fields["same"].choices = [*told, (ANEW, "不是，另记一件")]
        else:
            del self.fields["same"]

    def clean_text(self):
        text = self.cleaned_data["text"]
        if any(word in text for word in NOT_HERE):
            raise ValidationError(RIGHT_PLACE)
        return text

    def clean_raised_on(self):
        day = self.cleaned_data["raised_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def clean(self):
        cleaned = super().clean()
        if self.alike and not cleaned.get("same"):
            self.add_error("same", "像是已经有的一件，请选一下，免得一件事记两遍。")
        return cleaned

    @property
    def known(self):
        """The matter it turned out to be, or None."""
        chosen = self.cleaned_data.get("same", "")
        return next((matter for matter in self.alike if str(matter.pk) == chosen), None)

    def write(self):
        if self.known:
            self.instance = self.known
            return
        matter, data = self.instance, self.cleaned_data
        matter.due_on = due_after(matter, matter.raised_on)
        self.save()
        if data["who"] or data["phone"]:
            row = Raiser(matter=matter, village_id=matter.village_id)
            row.name, row.phone = data["who"], data["phone"]
            row.save()
        begin(matter, by=self.user)
        if data["answered"]:
            day = matter.raised_on
            move(matter, State.ANSWERED, by=self.user, on=day, note=data["answered"])
            move(matter, State.TOLD, by=self.user, on=day, note="当场答复")


class MoveForm(Form):
    """One move of the table; what it asks for follows from where it leads."""

    note = CharField(max_length=500, required=False, widget=Textarea(attrs={"rows": 3}))
    happened_on = DateField(label="哪天", widget=DayInput)

    def __init__(self, *args, matter, to, **kwargs):
        self.matter, self.to, self.about = matter, to, TO[to]
        initial = {"happened_on": localdate(), "taker": matter.taker, "owner": matter.owner}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["note"].label = self.about.note
        self.fields["note"].required = self.about.note_required
        self.fields["note"].error_messages["required"] = f"请写一句{self.about.note}。"
        for name in self.about.asks:
            self.fields[name] = ASKED[name]()
        self.order_fields([*self.about.asks, "note", "happened_on"])

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        if day < self.matter.raised_on:
            raise ValidationError("日期不能早于说事那天。")
        return day

    def moved(self, *, by):
        data = dict(self.cleaned_data)
        day, note = data.pop("happened_on"), data.pop("note")
        return move(self.matter, self.to, by=by, on=day, note=note, **data)


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
}


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
        self.instance.month = self.cleaned_data["held_on"].replace(day=1)
        self.instance.confirmed_by = self.instance.confirmed_at = None
        self.save()
