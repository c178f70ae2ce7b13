"""Members and the households they look after, as the secretary keeps them."""

from django.core.exceptions import ValidationError
from django.forms import CharField, DateField, ModelChoiceField
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput
from petitions.models import Household, HouseholdLink, PartyMember


class MemberForm(RecordForm):
    phone = CharField(label="联系电话", required=False, max_length=20, help_text="只印在联系卡上")

    class Meta:
        model = PartyMember
        fields = ["name", "duty", "phone", "left_on"]
        widgets = {"left_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["phone"] = self.instance.phone
        else:
            del self.fields["left_on"]

    def write(self):
        self.instance.phone = self.cleaned_data["phone"]
        self.save()


class LinkForm(RecordForm):
    """A household and who looks after it; another member takes over from that day."""

    number = CharField(label="组和门牌", max_length=40, help_text="如“二组12号”")
    head = CharField(label="户主", required=False, max_length=40, help_text="加密保存，不上公示单")
    member = ModelChoiceField(
        label="哪名党员包联", queryset=PartyMember.objects.none(), empty_label="选党员"
    )
    card_on = DateField(
        label="联系卡哪天发的", required=False, help_text="还没发就空着", widget=DayInput
    )

    class Meta:
        model = HouseholdLink
        fields = ["since"]
        labels = {"since": "从哪天"}
        widgets = {"since": DayInput}

    field_order = ["number", "head", "member", "since", "card_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = PartyMember.objects.filter(village=self.instance.village_id, left_on=None)
        self.fields["member"].queryset = members.order_by("pinyin", "pk")

    def clean_since(self):
        day = self.cleaned_data["since"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def write(self):
        link, data = self.instance, self.cleaned_data
        household, _ = Household.objects.get_or_create(
            village_id=link.village_id, number=data["number"].strip()
        )
        if data["head"]:
            household.head = data["head"]
            household.save()
        before = household.links.filter(until=None, since__lt=data["since"])
        before.update(until=data["since"])
        link.household, link.member, link.card_on = household, data["member"], data["card_on"]
        self.save()
