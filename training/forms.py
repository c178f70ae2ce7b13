"""What is typed about needs: the month's question, its answers, what is asked unasked."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    MultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate
from psycopg.errors import ForeignKeyViolation

from fushan.desk.forms import RecordForm
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput
from training.asking import alike, others_needs
from training.models import Need, NeedRound, RoundAnswer, Second

MOST_TOPICS, LONGEST_TOPIC = 12, 40
MOST_SECONDED = 30
NOTHING = "本月无"


class RoundForm(RecordForm):
    """Opening a month's question, or mending it while it is open."""

    month = ChoiceField(label="哪个月", widget=RadioSelect)
    topics = CharField(
        label="可选的题目",
        required=False,
        help_text="一行一个，干部点一下就行；也可以不列，由干部自己写",
        widget=Textarea(attrs={"rows": 4, "data-autogrow": ""}),
    )

    class Meta:
        model = NeedRound
        fields = ["question", "topics", "ends_on"]
        labels = {"ends_on": "答到哪天"}
        widgets = {"ends_on": DayInput}

    field_order = ["month", "question", "topics", "ends_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = Period.of("month", localdate())
        self.fields["month"].choices = [(m.code, m.label) for m in (now, now.next)]
        self.fields["month"].initial = now.code
        if self.instance.pk:
            del self.fields["month"]
        self.initial["topics"] = "\n".join(self.instance.topics)

    def clean_topics(self):
        lines = (line.strip() for line in self.cleaned_data["topics"].splitlines())
        topics = list(dict.fromkeys(line for line in lines if line))
        if len(topics) > MOST_TOPICS:
            raise ValidationError(f"题目最多列 {MOST_TOPICS} 个，多了不好选。")
        if long := next((topic for topic in topics if len(topic) > LONGEST_TOPIC), None):
            raise ValidationError(f"“{long[:10]}…”太长，每个题目不超过 {LONGEST_TOPIC} 个字。")
        return topics

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day < self.instance.opened_on:
            raise ValidationError("“答到哪天”不能早于今天。")
        if day > self.instance.opened_on + timedelta(days=62):
            raise ValidationError("征求最长两个月，请核对日期。")
        return day

    def write(self):
        if "month" in self.fields:
            month = Period.parse(self.cleaned_data["month"], today=localdate())
            self.instance.month = month.first
        self.save()


class AnswerForm(RecordForm):
    """A tap on topics, one's own words, others' needs seconded, or 本月无."""

    topics = MultipleChoiceField(
        label="想学什么", required=False, help_text="可多选", widget=CheckboxSelectMultiple
    )
    own = CharField(label="自己写一个", required=False, max_length=100, help_text="上面没有的")
    seconded = MultipleChoiceField(
        label="别人点的题，我也想学", required=False, widget=CheckboxSelectMultiple
    )
    nothing = BooleanField(label=NOTHING, required=False)

    class Meta:
        model = RoundAnswer
        fields = ["nothing"]

    field_order = ["topics", "own", "seconded", "nothing"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer = self.instance
        self._offer("topics", [(topic, topic) for topic in answer.round.topics])
        needs = others_needs(answer.round, answer.cadre_id)
        needs = sorted(needs, key=lambda need: not need[2])[:MOST_SECONDED]
        self.others = [text for _, text, _ in needs]
        self._offer("seconded", [(str(pk), text) for pk, text, _ in needs])
        self.initial["seconded"] = [str(pk) for pk, _, seconded in needs if seconded]
        asked = Need.objects.filter(round=answer.round, cadre=answer.cadre_id, dropped_reason="")
        self.asked = {need.text: need for need in asked.order_by("pk") if answer.pk}
        self.initial["topics"] = list(self.asked)
        own = [text for text in self.asked if text not in answer.round.topics]
        self.initial["own"] = own[0] if own else ""

    def _offer(self, name, choices):
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        said = any(cleaned.get(name) for name in ("topics", "own", "seconded"))
        if said and cleaned.get("nothing"):
            self.add_error("nothing", f"已经点了题，就不要再选“{NOTHING}”。")
        if not said and not cleaned.get("nothing"):
            raise ValidationError(f"请点一个题目，或者选“{NOTHING}”。")
        self._keep_what_is_taken_up(cleaned)
        return cleaned

    def clean_own(self):
        """Asked in much the same words by somebody already: said once, then theirs to decide."""
        own = self.cleaned_data["own"].strip()
        near = alike(own, [*self.instance.round.topics, *self.others]) if own else []
        if near and own not in self.asked and self.data.get("own_before") != own:
            told = "、".join(f"“{text}”" for text in near[:3])
            self.near = own
            raise ValidationError(
                f"已有相近的题目：{told}。一样的点那一个就行；不一样的，再提交一次。"
            )
        return own

    def _texts(self):
        data = self.cleaned_data
        return [text for text in dict.fromkeys([*data.get("topics", []), data.get("own")]) if text]

    def _keep_what_is_taken_up(self, cleaned):
        """What somebody has claimed or seconded meanwhile is not only this cadre's any more."""
        gone = [need for text, need in self.asked.items() if text not in self._texts()]
        for need in gone:
            if need.claimed_at or need.seconds.exists():
                why = "已有人领题" if need.claimed_at else "已有人附议"
                raise ValidationError(f"“{need.text}”{why}，不能去掉；不需要了请告诉领题的人。")
        self.gone = gone

    def refused(self, error):
        """Who seconded it may be out of this cadre's reach; the database knows of them."""
        if self.gone and isinstance(error.__cause__, ForeignKeyViolation):
            self.add_error(None, "去掉的题目已有人附议，不能去掉，请留着再提交。")
        else:
            super().refused(error)

    def write(self):
        self.save()
        answer, data = self.instance, self.cleaned_data
        Need.objects.filter(pk__in=[need.pk for need in self.gone]).delete()
        seconds = Second.objects.filter(cadre=answer.cadre, need__round=answer.round)
        seconds.exclude(need__in=data.get("seconded", [])).delete()
        known = {f"{pk}" for pk in seconds.values_list("need", flat=True)}
        self._ask([text for text in self._texts() if text not in self.asked])
        Second.objects.bulk_create(
            Second(need_id=pk, cadre=answer.cadre, village_id=answer.village_id)
            for pk in data.get("seconded", [])
            if pk not in known
        )

    def _ask(self, texts):
        answer = self.instance
        Need.objects.bulk_create(
            Need(
                cadre=answer.cadre,
                village_id=answer.village_id,
                area_id=answer.round.area_id,
                round=answer.round,
                text=text,
                raised_on=localdate(),
                entered_by=self.user,
            )
            for text in texts
        )


class NeedForm(RecordForm):
    """A need that nobody asked for: to the township or to the county."""

    area = ChoiceField(label="向谁点题", widget=RadioSelect)

    class Meta:
        model = Need
        fields = ["text"]
        help_texts = {"text": "一句话说清想学什么、想解决什么"}
        widgets = {"text": Textarea(attrs={"rows": 2, "data-autogrow": ""})}

    field_order = ["text", "area"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        village = self.instance.village_id
        self.fields["area"].choices = [(village[:9], "乡镇"), (village[:6], "县委组织部")]
        self.fields["area"].initial = village[:9]

    def write(self):
        self.instance.area_id = self.cleaned_data["area"]
        self.save()
