"""What is typed about a matter: few taps on a phone, and whose it is apart from what it is."""

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, ModelChoiceField, RadioSelect, Textarea
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from petitions.models import Category, Channel, Household, Matter, MatterKind, Raiser
from petitions.moving import answer_at_once, begin, similar

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
    household = ModelChoiceField(
        label="哪一户", queryset=Household.objects.none(), required=False, empty_label="不选"
    )
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
            "household",
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
        homes = Household.objects.filter(village=self.instance.village_id, left_on=None)
        self.fields["household"].queryset = homes.order_by("number", "pk")
        address = reverse("petitions:similar", args=[self.instance.village_id])
        self.fields["text"].widget.attrs["data-similar"] = address
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
        begin(matter, by=self.user)
        if data["who"] or data["phone"] or data["household"]:
            row = Raiser(matter=matter, village_id=matter.village_id)
            row.name, row.phone, row.household = data["who"], data["phone"], data["household"]
            row.save()
        if data["household"]:
            self._heard(data["household"])
        if data["answered"]:
            answer_at_once(matter, by=self.user, on=matter.raised_on, note=data["answered"])

    def _heard(self, household):
        """A household that brings a matter was heard from that day."""
        day = self.instance.raised_on
        if household.heard_on is None or household.heard_on < day:
            household.heard_on = day
            household.save()
