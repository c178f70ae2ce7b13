"""One page for a township's meeting: who stayed away unasked, and who reported of the quarter."""

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple, ChoiceField, ModelMultipleChoiceField
from django.utils.timezone import localdate

from cadres.models import Posting, TownshipMeeting, WorkReport
from fushan.desk.forms import RecordForm
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput


class CadreChoices(ModelMultipleChoiceField):
    def __init__(self, label, **more):
        widget = CheckboxSelectMultiple
        rows = Posting.objects.none()
        super().__init__(label=label, required=False, queryset=rows, widget=widget, **more)

    def label_from_instance(self, posting):
        return f"{posting.cadre}（{posting.village}）"


class MeetingForm(RecordForm):
    """Nobody is ticked for having come: only who stayed away, and who reported."""

    absent = CadreChoices("没有来、也没有请假的", help_text="都来了的不用勾")
    reported = CadreChoices("报告了季度工作的", help_text="口头报告就行，不用交材料")
    quarter = ChoiceField(label="报告的是")

    class Meta:
        model = TownshipMeeting
        fields = ["held_on", "about", "absent", "reported", "quarter"]
        widgets = {"held_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.instance.held_on
        self.fields["quarter"].choices = [(q.first.isoformat(), q.label) for q in _quarters(day)]
        postings = Posting.objects.on(day).filter(village__township=self.instance.area_id)
        postings = postings.select_related("cadre", "village").order_by("village", "pk")
        for name in ("absent", "reported"):
            self.fields[name].queryset = postings
        if self.instance.pk:
            self._tick(postings)

    def _tick(self, postings):
        """As it was written down before."""
        away = self.instance.absences.values("cadre")
        self.initial["absent"] = postings.filter(cadre__in=away)
        told = _reports(self.instance)
        self.initial["reported"] = postings.filter(cadre__in=told.values("cadre"))
        if first := told.order_by("quarter").first():
            self.initial["quarter"] = first.quarter.isoformat()

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        return day

    def write(self):
        if self.instance.pk:
            self.instance.absences.all().delete()
            _reports(TownshipMeeting.objects.get(pk=self.instance.pk)).delete()
        self.save()
        for posting in self.cleaned_data["absent"]:
            self.instance.absences.create(cadre=posting.cadre, village=posting.village)
        for posting in self.cleaned_data["reported"]:
            self._report(posting)

    def _report(self, posting):
        """Once a quarter: who reported before has reported."""
        WorkReport.objects.get_or_create(
            cadre=posting.cadre,
            village=posting.village,
            quarter=self.cleaned_data["quarter"],
            defaults={"reported_on": self.instance.held_on, "entered_by": self.user},
        )


def _quarters(day):
    """This one and the one before: a quarter's report may come some days after it."""
    this = Period.of("quarter", day)
    return [this, this.previous]


def _reports(meeting):
    """Those told in this meeting."""
    rows = WorkReport.objects.filter(village__township=meeting.area_id)
    return rows.filter(reported_on=meeting.held_on)
