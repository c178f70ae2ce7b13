"""What is typed about mentors: who they are, whom they guide, what was done, what they say."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import attach
from fushan.desk.photos import PhotoField
from fushan.kit import cells
from fushan.kit.widgets import DayInput
from mentors.models import Mentor, MentoringNote, MentorWord, Pairing, Speciality, Way
from mentors.pairing import pair
from mentors.suggesting import suggestions

FARTHEST = timedelta(days=366)
WORDS = Textarea(attrs={"rows": 3, "data-autogrow": ""})


def near(day):
    if abs(day - localdate()) > FARTHEST:
        raise ValidationError("日期离今天超过一年，请核对年份。")
    return day


class MentorForm(RecordForm):
    specialities = MultipleChoiceField(
        label="专长",
        required=False,
        help_text="可多选，推荐导师时用",
        choices=Speciality,
        widget=CheckboxSelectMultiple,
    )
    phone = CharField(
        label="联系电话", required=False, help_text="加密保存，只印在协议书上；不改就空着"
    )
    photo = PhotoField()

    class Meta:
        model = Mentor
        fields = ["name", "kind", "post", "specialities", "about", "cap", "offered_beyond"]
        widgets = {"kind": RadioSelect}
        help_texts = {"about": "用顿号隔开，如“香梨管护、养羊”"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Mentor._meta.get_field("kind").choices

    def clean_phone(self):
        try:
            return cells.phone(self.cleaned_data["phone"]) or ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def write(self):
        if phone := self.cleaned_data["phone"]:
            self.instance.phone = phone
        self.save()
        if photo := self.cleaned_data.get("photo"):
            attach(self.instance, photo, area_code=self.instance.area_id, user=self.user)


class PairingForm(RecordForm):
    """`before`: the pairing it takes the place of. The best suggestion needs no reason."""

    chosen = ChoiceField(
        label="哪位导师", widget=RadioSelect, error_messages={"required": "请选一位导师。"}
    )
    change_reason = CharField(label="为什么更换", max_length=100)

    class Meta:
        model = Pairing
        fields = ["began_on", "choice_reason"]
        widgets = {"began_on": DayInput}
        labels = {"began_on": "哪天拜师结对", "choice_reason": "为什么不选第一位"}
        help_texts = {"choice_reason": "选了第一位就不用写"}

    field_order = ["chosen", "choice_reason", "began_on", "change_reason"]

    def __init__(self, *args, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = before
        self.suggested = [
            one
            for one in suggestions(self.instance.cadre, localdate())
            if not one.is_full and (before is None or one.mentor.pk != before.mentor_id)
        ]
        self.fields["chosen"].choices = [
            (str(one.mentor.pk), f"{one.mentor}（{one.mentor.get_kind_display()}）：{one.why}")
            for one in self.suggested
        ]
        if self.suggested:
            self.fields["chosen"].initial = str(self.suggested[0].mentor.pk)
        if before is None:
            del self.fields["change_reason"]

    def clean_began_on(self):
        return near(self.cleaned_data["began_on"])

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("chosen")
        if chosen and chosen == str(self.suggested[0].mentor.pk):
            cleaned["choice_reason"] = ""
        elif chosen and not cleaned.get("choice_reason"):
            self.add_error("choice_reason", "没有选推荐的第一位，请写一句为什么。")
        return cleaned

    def write(self):
        chosen = {str(one.mentor.pk): one.mentor for one in self.suggested}
        self.instance.mentor = chosen[self.cleaned_data["chosen"]]
        self.instance.choice_reason = self.cleaned_data["choice_reason"]
        reason = self.cleaned_data.get("change_reason", "")
        pair(self.instance, instead_of=self.before, reason=reason)


class EndPairingForm(RecordForm):
    class Meta:
        model = Pairing
        fields = ["ended_on", "reason"]
        widgets = {"ended_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, word in (("ended_on", "请填结束日期。"), ("reason", "请写结束的原因。")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = word
        self.initial["ended_on"] = localdate()

    def clean_ended_on(self):
        return near(self.cleaned_data["ended_on"])


class NoteForm(RecordForm):
    ways = MultipleChoiceField(
        label="引传帮带", required=False, choices=Way, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = MentoringNote
        fields = ["text", "ways", "next_step", "happened_on"]
        labels = {"happened_on": "哪天"}
        help_texts = {"text": "一句话也行，想记才记"}
        widgets = {"text": WORDS, "happened_on": DayInput}

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        if day < self.instance.pairing.began_on:
            raise ValidationError("日期早于结对的日期，请核对。")
        return day


class MentorWordForm(RecordForm):
    class Meta:
        model = MentorWord
        fields = ["text", "example"]
        help_texts = {"example": "举一件学到并用上的事就行"}
        widgets = {"text": WORDS, "example": WORDS}
