"""What a cadre may type about a day."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.forms import CharField, CheckboxSelectMultiple, MultipleChoiceField, Textarea
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import LogKind, WorkLog
from fushan.desk.late import LateEntryForm
from fushan.desk.models import attach
from fushan.desk.photos import PhotoField
from fushan.kit.widgets import DayInput

PAST_DAYS = 7


def posted_on(log, day):
    """The day, where it is neither to come nor before the cadre came to the village."""
    if day > localdate():
        raise ValidationError("日期不能晚于今天。")
    came = log.cadre.postings.filter(village=log.village_id).aggregate(on=Min("began_on"))["on"]
    if came and day < came:
        raise ValidationError(f"{date_format(came, 'Y年n月j日')}才到村任职，请核对日期。")
    return day


class LogForm(LateEntryForm):
    kinds = MultipleChoiceField(
        label="类别",
        help_text="可多选",
        choices=LogKind,
        required=False,
        widget=CheckboxSelectMultiple,
    )
    photo = PhotoField()

    class Meta:
        model = WorkLog
        fields = ["text", "kinds", "happened_on"]
        labels = {"text": "做了什么", "happened_on": "哪天"}
        help_texts = {"text": "一句话也行"}
        widgets = {
            "text": Textarea(attrs={"rows": 4, "data-autogrow": ""}),
            "happened_on": DayInput,
        }

    def clean_happened_on(self):
        return posted_on(self.instance, self.cleaned_data["happened_on"])

    def write(self):
        self.save()
        if photo := self.cleaned_data.get("photo"):
            log = self.instance
            attach(log, photo, area_code=log.village_id, user=self.user)


class SeveralDaysForm(LateEntryForm):
    """The last days at once, one line each; a day left empty is left out."""

    class Meta:
        model = WorkLog
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = localdate()
        self.days = {f"day_{n}": today - timedelta(days=n) for n in range(PAST_DAYS)}
        for name, day in self.days.items():
            self.fields[name] = CharField(
                label=date_format(day, "n月j日 l"),
                required=False,
                max_length=2000,
                widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
            )

    def clean(self):
        super().clean()
        for name in (name for name in self.days if self.cleaned_data.get(name)):
            try:
                posted_on(self.instance, self.days[name])
            except ValidationError as error:
                self.add_error(name, error)
        if not any(self.cleaned_data.get(name) for name in self.days):
            raise ValidationError("至少写一天，其余的空着就行。")

    def write(self):
        """Save a log for each day that has words; the latest one stands for all."""
        template = self.instance
        for name, day in self.days.items():
            if text := self.cleaned_data.get(name):
                log = WorkLog.objects.create(
                    cadre=template.cadre,
                    village=template.village,
                    happened_on=day,
                    text=text,
                    late_reason=self.reason_for(day),
                    entered_by=template.entered_by,
                )
                self.instance = log if self.instance.pk is None else self.instance
