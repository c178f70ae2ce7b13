"""What an official may type about a visit."""

from django.core.exceptions import ValidationError
from django.forms import (
    CheckboxSelectMultiple,
    ChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.text import Truncator
from django.utils.timezone import localdate

from fushan.desk.late import LateEntryForm
from fushan.desk.models import Submission, attach
from fushan.desk.photos import PhotoField
from fushan.kit.constraints import sentence_of
from fushan.kit.widgets import DayInput
from villages import hearing
from villages.joining import fold_in, same_day
from villages.models import Official, Visit, VisitKind, VisitLevel, Visitor

LATEST_ENTRY = 366  # days; a typing error in the year is told before it is saved
APART = "apart"


class VisitForm(LateEntryForm):
    kinds = MultipleChoiceField(
        label="做了什么", help_text="可多选", choices=VisitKind, widget=CheckboxSelectMultiple
    )
    visitors = ModelMultipleChoiceField(
        label="谁去的",
        help_text="上次同去的人已选好",
        queryset=Official.objects.none(),
        widget=CheckboxSelectMultiple,
        template_name="villages/parts/visitors_field.html",
        error_messages={"required": "请至少选一名到村人员。"},
    )
    photo = PhotoField()
    join = ChoiceField(
        label="这一天已有一条，并入？",
        widget=RadioSelect,
        error_messages={"required": "这一天已有一条，是同一次就并入，两边的话和人员都保留。"},
    )

    class Meta:
        model = Visit
        fields = ["kinds", "text", "visitors", "happened_on"]
        labels = {"happened_on": "哪天"}
        help_texts = {"text": "够别人看懂就行"}
        widgets = {
            "text": Textarea(attrs={"rows": 4, "data-autogrow": ""}),
            "happened_on": DayInput,
        }

    def __init__(self, *args, officials, regulars=(), **kwargs):
        """`regulars`: ids of the officials that stand unfolded where nobody is ticked yet."""
        super().__init__(*args, **kwargs)
        self.fields["visitors"].regulars = regulars
        self.offer(officials)
        self._offer_to_join()
        self.ask_for_difficulties()

    def ask_for_difficulties(self):
        self.fields |= hearing.hearing_fields()
        hearing.offer(self, self.instance, self.user)

    def offer(self, officials):
        """Those who may be ticked as visitors."""
        self.fields["visitors"].queryset = officials
        if self.instance.pk:
            self.fields["visitors"].help_text = ""

    def _offer_to_join(self):
        """Somebody else may have written the same visit down; a page sent again is no somebody."""
        self.others = {}
        if self.is_bound and not self.instance.pk:
            self.others = {str(visit.pk): visit for visit in self._same_day()}
        if not self.others or self._sent_before():  # asked last: the two were saved as one
            self.others = {}
            del self.fields["join"]
            return
        told = [(pk, f"并入：{_told(visit)}") for pk, visit in self.others.items()]
        self.fields["join"].choices = [*told, (APART, "不是同一次，另记一条")]

    def _same_day(self):
        try:
            typed = self.data.get(self.add_prefix("happened_on"), "")
            day = self.fields["happened_on"].to_python(typed)
        except ValidationError:
            return []
        there = Visit(village_id=self.instance.village_id, happened_on=day)
        return same_day(there) if day else []

    def _sent_before(self):
        try:
            sent = LateEntryForm.base_fields["submission"].to_python(
                self.data.get("submission", "")
            )
        except ValidationError:
            return False
        return Submission.objects.filter(pk=sent).exists()

    def clean(self):
        cleaned = super().clean()
        hearing.judge(self)
        if cleaned.get("join") == APART and (twice := self._there_already()):
            self.add_error(
                "join",
                f"{'、'.join(twice)}已在那一条里，一人一村一天只记一条。"
                "是同一次请并入；不是，请把没有再去的人从“谁去的”里去掉。",
            )
        return cleaned

    def _there_already(self):
        """Names of those ticked who stand in another visit of that day."""
        there = {v.official_id for visit in self.others.values() for v in visit.visitors.all()}
        return [o.name for o in self.cleaned_data.get("visitors", ()) if o.pk in there]

    def clean_happened_on(self):
        day, today = self.cleaned_data["happened_on"], localdate()
        if day > today:
            raise ValidationError("日期不能晚于今天。")
        if "happened_on" in self.changed_data and (today - day).days > LATEST_ENTRY:
            raise ValidationError("日期离今天超过一年，请核对年份。更早的请由组织部用表格导入。")
        return day

    def write(self):
        """Save the visit, its visitors and its photo."""
        visit, officials = self.instance, list(self.cleaned_data["visitors"])
        if into := self.others.get(self.cleaned_data.get("join")):
            words = {"text": visit.text, "kinds": visit.kinds, "by": self.user}
            self.instance = fold_in(into, officials=officials, **words)
            self._keep_more()
            return
        known = set(visit.visitors.values_list("official", flat=True)) if visit.pk else set()
        added = [official for official in officials if official.pk not in known]
        visit.level = self._level(added)
        visit.save()
        visit.visitors.exclude(official__in=officials).delete()
        Visitor.objects.bulk_create(
            Visitor(
                visit=visit,
                village_id=visit.village_id,
                happened_on=visit.happened_on,
                official=official,
            )
            for official in added
        )
        self._keep_more()

    def refused(self, error):
        """What is joined becomes no late entry by a reason: a closed month stays as it is."""
        if self.cleaned_data.get("join") in self.others:
            self.add_error(None, sentence_of(error))
        else:
            super().refused(error)

    def _keep_more(self):
        hearing.keep(self, self.instance, self.user)
        if photo := self.cleaned_data.get("photo"):
            visit = self.instance
            attach(visit, photo, area_code=visit.village_id, user=self.user)

    def _level(self, added):
        """The county's where one of the county is added; else it stays what it was then."""
        if any(len(official.area_id) <= 6 for official in added):
            return VisitLevel.COUNTY
        return self.instance.level or VisitLevel.TOWNSHIP


def _told(visit):
    """A visit in a line: who was there, what was said."""
    names = "、".join(visit.visitor_names())
    return f"{names or visit.entered_by}，{Truncator(visit.text).chars(24)}"
