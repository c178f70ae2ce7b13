"""Several pairs taken at one ceremony (拜师结对仪式): one day, one place, each a mentor."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from fushan.desk.models import Submission
from fushan.kit.widgets import DayInput
from mentors.forms import near
from mentors.models import Pairing
from mentors.pairing import pair
from mentors.suggesting import suggestions_for

NOT_YET = "这次不结对"


class CeremonyForm(RecordForm):
    """`postings`: of those without a mentor; each is offered who fits best and has room left."""

    choice_reason = CharField(
        label="没有选推荐那位的，为什么",
        required=False,
        max_length=200,
        help_text="都照推荐的就不用写",
    )

    class Meta:
        model = Pairing
        fields = ["began_on", "place"]
        widgets = {"began_on": DayInput}
        labels = {"began_on": "哪天举行", "place": "在哪里"}

    def __init__(self, *args, township, postings, **kwargs):
        super().__init__(*args, **kwargs)
        self.postings = {f"cadre-{posting.cadre_id}": posting for posting in postings}
        cadres = [posting.cadre for posting in postings]
        found = suggestions_for(cadres, township, localdate())
        self.mentors, self.room = {}, {}
        for name, posting in self.postings.items():
            self._offer(name, posting, [one for one in found[posting.cadre_id] if not one.is_full])
        self.order_fields(["began_on", "place", *self.postings, "choice_reason"])

    def _offer(self, name, posting, suggested):
        """The first of them who is not promised to others above already."""
        for one in suggested:
            self.mentors.setdefault(f"{one.mentor.pk}", one.mentor)
            self.room.setdefault(one.mentor.pk, one.mentor.cap - one.load)
        best = next((one for one in suggested if self.room[one.mentor.pk] > 0), None)
        self.fields[name] = ChoiceField(
            label=posting.cadre.name,
            help_text=f"{posting.village} · 推荐{best.mentor}：{best.why}"
            if best
            else "没有可选的导师",
            required=False,
            choices=[("", NOT_YET), *((f"{one.mentor.pk}", _label(one)) for one in suggested)],
            initial=f"{best.mentor.pk}" if best else "",
        )
        if best:
            self.room[best.mentor.pk] -= 1

    def is_valid(self):
        """Sent again, it is not judged anew: by then these cadres have their mentors."""
        return super().is_valid() or self._was_sent()

    def _was_sent(self):
        number = self.cleaned_data.get("submission") if self.is_bound else None
        return number is not None and Submission.objects.filter(pk=number).exists()

    def clean_began_on(self):
        return near(self.cleaned_data["began_on"])

    def chosen(self):
        """{field's name: Mentor}"""
        picked = {name: self.cleaned_data.get(name) for name in self.postings}
        return {name: self.mentors[pk] for name, pk in picked.items() if pk}

    def clean(self):
        cleaned, chosen = super().clean(), self.chosen()
        if not chosen and not self.errors:
            raise ValidationError("请至少给一名干部选导师。")
        for mentor, many in Counter(chosen.values()).items():
            if many > mentor.cap - mentor.guided:
                raise ValidationError(
                    f"{mentor}现在带 {mentor.guided} 人，最多 {mentor.cap} 人，这次给了 {many} 人。"
                )
        if self._otherwise(chosen) and not cleaned.get("choice_reason"):
            self.add_error("choice_reason", "有的没有选推荐的那位，请写一句为什么。")
        return cleaned

    def _otherwise(self, chosen):
        return {n for n, mentor in chosen.items() if f"{mentor.pk}" != self.fields[n].initial}

    def write(self):
        chosen = self.chosen()
        otherwise, data = self._otherwise(chosen), self.cleaned_data
        for name, mentor in chosen.items():
            posting = self.postings[name]
            self.instance = pair(
                Pairing(
                    mentor=mentor,
                    cadre=posting.cadre,
                    village=posting.village,
                    began_on=data["began_on"],
                    place=data["place"],
                    choice_reason=data["choice_reason"] if name in otherwise else "",
                    entered_by=self.user,
                )
            )


def _label(one):
    where = f"，{one.mentor.area}" if one.away else ""
    return f"{one.mentor}（{one.mentor.get_kind_display()}{where}，带 {one.load} 人）"
