"""What is typed about a plan, its tasks, and how far they have come in a quarter."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import CharField, ChoiceField, IntegerField, RadioSelect, Textarea, TextInput
from django.utils.timezone import localdate

from cadres.models import Cadre
from fushan.desk.forms import RecordForm
from fushan.kit.periods import Period
from fushan.kit.widgets import DayInput
from villages.models import Plan, PlanKind, PlanProgress, PlanTask

MOST = 60  # tasks of one plan
LONGEST = 100  # characters of a task


def owners(village_id, day):
    """Cadres posted in the village on this day."""
    open_on = Q(postings__ended_on=None) | Q(postings__ended_on__gt=day)
    posted = Cadre.objects.filter(open_on, postings__village=village_id)
    return posted.distinct().order_by("pinyin", "pk")


class PlanForm(RecordForm):
    """A new plan comes with its tasks, one a line; each may be told more closely afterwards."""

    tasks = CharField(
        label="任务",
        required=False,
        help_text="一行一条；权重、时限、负责人以后再改",
        widget=Textarea(attrs={"rows": 6, "data-autogrow": ""}),
    )

    class Meta:
        model = Plan
        fields = ["kind", "began_on", "ends_on", "goal"]
        widgets = {"kind": RadioSelect, "began_on": DayInput, "ends_on": DayInput}
        help_texts = {"goal": "一句话"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = PlanKind.choices
        if self.instance.pk:
            del self.fields["tasks"]

    def clean_tasks(self):
        lines = (line.strip() for line in self.cleaned_data["tasks"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MOST:
            raise ValidationError(f"一份规划最多 {MOST} 项任务。")
        if any(len(name) > LONGEST for name in names):
            raise ValidationError(f"一项任务最多 {LONGEST} 个字，太长的请分成几项。")
        return names

    def write(self):
        self.save()
        plan, today = self.instance, localdate()
        posted = list(owners(plan.village_id, today)[:2])
        PlanTask.objects.bulk_create(
            PlanTask(
                plan=plan,
                village_id=plan.village_id,
                name=name,
                began_on=plan.began_on,
                due_on=plan.ends_on,
                owner=posted[0] if len(posted) == 1 else None,
                entered_by=self.user,
            )
            for name in self.cleaned_data.get("tasks", ())
        )


class TaskForm(RecordForm):
    class Meta:
        model = PlanTask
        fields = [
            "name",
            "weight",
            "began_on",
            "due_on",
            "owner",
            "owner_name",
            "dropped_on",
            "drop_reason",
        ]
        widgets = dict.fromkeys(("began_on", "due_on", "dropped_on"), DayInput)
        help_texts = {
            "weight": "1到100；一份规划合起来一般是100",
            "owner_name": "不是选派干部的，写姓名",
            "dropped_on": "还要做的空着",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        task = self.instance
        posted = owners(task.village_id, localdate())
        self.fields["owner"].queryset = (
            posted | Cadre.objects.filter(pk=task.owner_id).distinct() if task.owner_id else posted
        )
        self.fields["owner"].empty_label = "不选"
        if not task.pk:
            del self.fields["dropped_on"], self.fields["drop_reason"]

    def clean_due_on(self):
        day, plan = self.cleaned_data["due_on"], self.instance.plan
        if day > plan.ends_on:
            raise ValidationError(f"这份规划到 {plan.ends_on} 为止，完成时限不能更晚。")
        return day


class ReportForm(RecordForm):
    """All open tasks of a plan on one page: how far each has come, filled in as it stood."""

    quarter = ChoiceField(label="哪一季度", widget=RadioSelect)

    class Meta:
        model = Plan
        fields = []

    def __init__(self, *args, quarter, tasks, **kwargs):
        """`quarter`: the one the page opens at. `tasks`: annotated with `percent`."""
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        now = Period.of("quarter", localdate())
        offered = [now.previous, now]
        self.fields["quarter"].choices = [(str(q.first), q.label) for q in offered]
        self.fields["quarter"].initial = str(quarter.first)
        for task in tasks:
            self.fields[f"percent_{task.pk}"] = _percent(task)
            self.fields[f"word_{task.pk}"] = CharField(
                label="一句话",
                required=False,
                max_length=200,
                widget=TextInput(attrs={"placeholder": "到哪一步了，可空着"}),
            )

    def write(self):
        for task in self.tasks:
            PlanProgress.objects.update_or_create(
                task=task,
                village_id=task.village_id,
                quarter=self.cleaned_data["quarter"],
                defaults={
                    "percent": self.cleaned_data[f"percent_{task.pk}"],
                    "word": self.cleaned_data[f"word_{task.pk}"],
                    "entered_by": self.user,
                },
            )
        self.save()  # so that whoever has the same page open is told


def _percent(task):
    field = IntegerField(
        label=task.name,
        min_value=0,
        max_value=100,
        initial=task.percent,
        help_text=f"完成到百分之几；时间过去 {task.expected}%",
    )
    field.error_messages |= {"required": f"请填“{task.name}”完成到百分之几。"}
    return field
