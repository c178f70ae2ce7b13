"""The recall of a cadre: opened with a talk, then a day for each step."""

from django.forms import Textarea

from cadres.models import Recall
from cadres.models.recalls import MEND_DAYS, STEPS
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput

LATER = [name for name in STEPS if name != "talked_on"]
SEVERAL = {"rows": 3, "data-autogrow": ""}


class OpenRecallForm(RecordForm):
    class Meta:
        model = Recall
        fields = ["reason", "talked_on"]
        widgets = {"reason": Textarea(attrs=SEVERAL), "talked_on": DayInput}
        help_texts = {"reason": "一事一议，写清事实和依据"}


class RecallStepsForm(RecordForm):
    """A day where a step was taken; the database refuses one that jumps another."""

    class Meta:
        model = Recall
        fields = ["warned_on", "checked_on", "mended_on", *LATER[2:], "note"]
        widgets = dict.fromkeys([*LATER, "mended_on"], DayInput) | {"note": Textarea(attrs=SEVERAL)}
        help_texts = {
            "warned_on": f"整改期 {MEND_DAYS} 日",
            "mended_on": "复查合格填这一天，召回到此为止",
            "told_on": "附函给派出单位",
        }
