"""What is typed about a wall: its words, its promises, how each of them ended."""

from django.core.exceptions import ValidationError
from django.forms import CharField, MultipleChoiceField, RadioSelect, Textarea
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.timezone import localdate

from cadres.models import Citation, Hung, Pledge, PledgeState, Shape, Wall
from fushan.desk.forms import RecordForm
from fushan.desk.models import attach
from fushan.desk.photos import PhotoField
from fushan.kit.widgets import DayInput

MOST_PLEDGES, LONGEST = 12, 100


class WallForm(RecordForm):
    """`pledges`: one a line; those that have been settled stay as they are."""

    pledges = CharField(
        label="承诺",
        required=False,
        help_text="一行一条，要做哪几件事；到任期末对着墙说做到了",
        widget=Textarea(attrs={"rows": 5, "data-autogrow": ""}),
    )
    photo = PhotoField()

    class Meta:
        model = Wall
        fields = ["aspiration", "goal", "verse", "pledges", "shape", "hung", "made_on"]
        widgets = {
            "aspiration": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "goal": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
            "verse": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
            "shape": RadioSelect,
            "hung": RadioSelect,
            "made_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shape"].choices, self.fields["hung"].choices = Shape.choices, Hung.choices
        if self.instance.pk:
            open_ones = self.instance.pledges.filter(state=PledgeState.OPEN).order_by("pk")
            self.initial["pledges"] = "\n".join(open_ones.values_list("text", flat=True))

    def clean_pledges(self):
        lines = (line.strip() for line in self.cleaned_data["pledges"].splitlines())
        texts = list(dict.fromkeys(line for line in lines if line))
        if len(texts) > MOST_PLEDGES:
            raise ValidationError(f"承诺最多写 {MOST_PLEDGES} 条，写最要紧的。")
        if long := next((text for text in texts if len(text) > LONGEST), None):
            raise ValidationError(f"“{long[:10]}…”太长，每条不超过 {LONGEST} 个字。")
        return texts

    def clean_made_on(self):
        day = self.cleaned_data["made_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def write(self):
        self.save()
        wall, texts = self.instance, self.cleaned_data["pledges"]
        wall.pledges.filter(state=PledgeState.OPEN).exclude(text__in=texts).delete()
        known = set(wall.pledges.values_list("text", flat=True))
        Pledge.objects.bulk_create(
            Pledge(wall=wall, cadre_id=wall.cadre_id, village_id=wall.village_id, text=text)
            for text in texts
            if text not in known
        )
        if photo := self.cleaned_data.get("photo"):
            attach(wall, photo, area_code=wall.village_id, user=self.user)


class PledgeForm(RecordForm):
    """How a promise stands. `records`: [(value, label)] of what may be cited for it."""

    cited = MultipleChoiceField(
        label="凭什么说做到了",
        required=False,
        help_text="点系统里已有的记录，可多选",
        widget=CheckboxSelectMultiple,
    )

    field_order = ["state", "due_on", "settled_on", "reason", "done", "cited"]

    class Meta:
        model = Pledge
        fields = ["state", "due_on", "settled_on", "reason", "done", "cited"]
        widgets = {"state": RadioSelect, "due_on": DayInput, "settled_on": DayInput}
        help_texts = {
            "settled_on": "不填就是今天",
            "reason": "只有没有兑现的要写",
            "done": "引用了记录的不用写；没有记录可引用的，写一句",
        }

    def __init__(self, *args, records, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = PledgeState.choices
        known = [(f"{c.figure}:{c.record_id}", c.label) for c in self.instance.citations.all()]
        self.labels = dict([*records, *known])
        self.fields["cited"].choices = list(self.labels.items())
        self.initial["cited"] = [value for value, _ in known]
        if not self.labels:
            del self.fields["cited"]

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state == PledgeState.OPEN:
            cleaned["settled_on"] = self.instance.settled_on = None
        elif state and not cleaned.get("settled_on") and "settled_on" not in self.errors:
            cleaned["settled_on"] = self.instance.settled_on = localdate()
        if state != PledgeState.UNKEPT:
            cleaned["reason"] = self.instance.reason = ""
        elif not cleaned.get("reason"):
            self.add_error("reason", "没有兑现的请写明原因。")
        day = cleaned.get("settled_on")
        if day and day > localdate():
            self.add_error("settled_on", "日期不能晚于今天。")
        return self._shown(cleaned, state)

    def _shown(self, cleaned, state):
        """What is called kept is shown by a record, or by a word of what was done."""
        if state == PledgeState.KEPT and not (cleaned.get("cited") or cleaned.get("done")):
            self.add_error("done", "没有引用记录的，请写一句做了什么。")
        return cleaned

    def write(self):
        self.save()
        pledge, chosen = self.instance, self.cleaned_data.get("cited", [])
        known = {f"{c.figure}:{c.record_id}": c for c in pledge.citations.all()}
        for value, citation in known.items():
            if value not in chosen:
                citation.delete()
        Citation.objects.bulk_create(
            Citation(
                pledge=pledge,
                cadre_id=pledge.cadre_id,
                village_id=pledge.village_id,
                figure=value.partition(":")[0],
                record_id=value.partition(":")[2],
                label=self.labels[value][:120],
            )
            for value in chosen
            if value not in known
        )
