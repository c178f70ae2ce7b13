"""What is typed about a difficulty: the thing itself, what was done, whether it helped."""

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField, RadioSelect, Textarea

from cadres import helping
from cadres.models import Answered, Difficulty
from fushan.desk.forms import RecordForm

SOLVED, UNSOLVED = "solved", "unsolved"


class DifficultyForm(RecordForm):
    class Meta:
        model = Difficulty
        fields = ["text"]
        help_texts = {"text": "一句话说清，工作上的、生活上的都行"}
        widgets = {"text": Textarea(attrs={"rows": 3, "data-autogrow": ""})}


class DifficultyAnswerForm(RecordForm):
    class Meta:
        model = Difficulty
        fields = ["answered_how", "answer"]
        widgets = {
            "answered_how": RadioSelect,
            "answer": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        how = self.fields["answered_how"]
        how.choices, how.initial, how.required = Answered.choices, Answered.OTHERWISE, True
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = "请写一句怎么办的。"
        self.initial["answered_how"] = Answered.OTHERWISE

    def write(self):
        words = {"how": self.cleaned_data["answered_how"], "answer": self.cleaned_data["answer"]}
        helping.answered(self.instance, by=self.user, **words)
        self.save()
        helping.told_of_answer(self.instance)


class ConfirmForm(RecordForm):
    """The cadre's word: solved, or what is still lacking."""

    solved = ChoiceField(
        label="解决了没有",
        choices=[(SOLVED, "解决了"), (UNSOLVED, "没有解决")],
        widget=RadioSelect,
        error_messages={"required": "请选一项。"},
    )
    note = CharField(
        label="还差什么",
        required=False,
        max_length=200,
        help_text="没有解决的写一句，退回承办的继续办",
        widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
    )

    class Meta:
        model = Difficulty
        fields = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("solved") == UNSOLVED and not cleaned.get("note"):
            self.add_error("note", ValidationError("请写一句还差什么，承办的才好接着办。"))
        return cleaned

    def write(self):
        if self.cleaned_data["solved"] == SOLVED:
            helping.solve(self.instance)
        else:
            helping.send_back(self.instance, self.cleaned_data["note"])
        self.save()
