"""What is written about a hint at each of its steps."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    ChoiceField,
    DateField,
    DecimalField,
    Form,
    IntegerField,
    ModelChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from cadres.models import Posting
from evaluation.models import COSTLY, Behalf, Outcome, Rule, Scheme, ToldHow, tidy
from evaluation.moving import TO, behalf_of, make, write_down
from fushan.kit.forms import ask_by_name, needed_when
from fushan.kit.widgets import DayInput


class StepForm(Form):
    """One move. Where it judges, the outcome and, for points, how many."""

    note = CharField(max_length=500, widget=Textarea(attrs={"rows": 3, "data-autogrow": ""}))

    def __init__(self, *args, hint, to, user, **kwargs):
        self.hint, self.to, self.about, self.user = hint, to, TO[to], user
        super().__init__(*args, **kwargs)
        self.behalf = behalf_of(user, hint, to)
        self.fields["note"].label = self.about.note
        self.fields["note"].error_messages["required"] = f"请写一句{self.about.note}。"
        if self.about.judges:
            self.fields["outcome"] = self._outcome()
            if hint.most:
                self.fields["points"] = self._points()
            self.order_fields(["outcome", "points", "note"])
        if self.behalf == Behalf.CADRE:
            self.fields["how"] = self._how()

    def _outcome(self):
        offered = [one for one in Outcome if one != Outcome.POINTS or self.hint.most]
        return ChoiceField(
            label="认定",
            choices=[(one.value, one.label) for one in offered],
            widget=RadioSelect,
            error_messages={"required": "请选怎么认定。"},
        )

    def _how(self):
        return ChoiceField(
            label="本人怎么告诉您的",
            choices=ToldHow.choices,
            widget=RadioSelect,
            help_text=f"办理记录里写作“{self.user} 代 {self.hint.cadre} 记”",
            error_messages={"required": "请选本人是当面、电话还是纸面说的。"},
        )

    def _points(self):
        most = tidy(self.hint.most)
        field = DecimalField(
            label="扣几分",
            required=False,
            min_value=Decimal("0.1"),
            max_value=self.hint.most,
            max_digits=4,
            decimal_places=2,
            error_messages={
                "min_value": "扣分不能少于 0.1 分；不扣的选“不扣分”。",
                "max_value": f"最多扣 {most} 分。",
                "invalid": "扣几分请填数字，如 0.5。",
            },
        )
        return needed_when(field, f"认定扣分的必填，至多 {most} 分；其他不填")

    def clean(self):
        cleaned = super().clean()
        unsaid = not cleaned.get("points") and "points" not in self.errors
        if cleaned.get("outcome") == Outcome.POINTS and unsaid:
            self.add_error("points", "认定扣分，请填扣几分。")
        elif cleaned.get("points") and cleaned.get("outcome") not in (None, Outcome.POINTS):
            self.add_error("points", "认定的不是扣分，这里请空着。")
        return cleaned

    def made(self):
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return make(self.hint, self.to, by=self.user, on=localdate(), **told)


class ByHandForm(Form):
    """Something verified on the spot, or told by another organ, that no record of ours shows."""

    posting = ModelChoiceField(
        label="选派干部", queryset=Posting.objects.none(), empty_label="请选择"
    )
    rule = ModelChoiceField(label="哪一条", queryset=Rule.objects.none(), empty_label="请选择")
    happened_on = DateField(label="哪天的事", widget=DayInput)
    text = CharField(
        label="什么情况",
        max_length=300,
        widget=Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        error_messages={"required": "请写一句什么情况。"},
    )
    times = IntegerField(label="几次（天）", min_value=1, max_value=31, initial=1)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = localdate()
        self.fields["happened_on"].initial = today
        postings = Posting.objects.on(today).select_related("cadre", "village")
        self.fields["posting"].queryset = postings.order_by("village", "cadre__pinyin", "pk")
        schemes = Scheme.objects.in_use(today)
        rules = Rule.objects.filter(scheme__in=schemes, binds__overlap=[str(b) for b in COSTLY])
        self.fields["rule"].queryset = rules.order_by("code")
        ask_by_name(self)
        self.user = user

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def clean(self):
        cleaned = super().clean()
        posting, day = cleaned.get("posting"), cleaned.get("happened_on")
        if posting and day and day < posting.began_on:
            self.add_error("happened_on", "这一天干部还没有到村。")
        return cleaned

    def made(self):
        return write_down(by=self.user, on=localdate(), **self.cleaned_data)
