"""工作日志, typed in from paper."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import ChoiceField
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.forms import LogForm
from cadres.models import Posting, WorkLog
from fushan.desk.sheets import Line, SheetForm

PAPER_COMES_LATE = timedelta(days=92)  # for so long who has left is still offered


class LogLine(Line, LogForm):
    """The cadre is chosen with the village they were in."""

    posting = ChoiceField(label="谁的日志")

    field_order = ["posting", "happened_on", "text", "kinds"]

    def __init__(self, data, *, number, user, postings, cadre, **kwargs):
        self.postings = postings
        mine = [key for key, posting in postings.items() if str(posting.cadre_id) == cadre]
        super().__init__(
            data,
            number=number,
            user=user,
            instance=WorkLog(entered_by=user),
            initial={"posting": mine[-1] if mine else ""},
            **kwargs,
        )
        choices = [(key, _told(posting)) for key, posting in postings.items()]
        self.fields["posting"].choices = [("", "选干部"), *choices]

    def clean_posting(self):
        posting = self.postings[self.cleaned_data["posting"]]
        self.instance.cadre, self.instance.village = posting.cadre, posting.village
        return posting

    def clean_happened_on(self):
        day, posting = self.cleaned_data["happened_on"], self.cleaned_data.get("posting")
        if day > localdate():
            raise ValidationError("日期不能晚于今天。")
        if posting and day < posting.began_on:
            raise ValidationError(f"{_spoken(posting.began_on)}才到村任职，请核对日期。")
        if posting and posting.ended_on and day >= posting.ended_on:
            raise ValidationError(f"{_spoken(posting.ended_on)}已经离任，请核对日期。")
        return day


class LogSheetForm(SheetForm):
    """`township`: whose sheet it is. `cadre`: the id of the one who heads it, or nothing."""

    line = LogLine

    class Meta:
        model = WorkLog
        fields = []

    def __init__(self, data=None, *, user, township, cadre=""):
        recent = Q(ended_on=None) | Q(ended_on__gt=localdate() - PAPER_COMES_LATE)
        rows = Posting.objects.filter(recent, village__township=township)
        rows = rows.select_related("cadre", "village").order_by(
            "village", "cadre__pinyin", "began_on", "pk"
        )
        super().__init__(data, user=user, postings={str(row.pk): row for row in rows}, cadre=cadre)


def _told(posting):
    gone = "，已离任" if posting.ended_on and posting.ended_on <= localdate() else ""
    return f"{posting.cadre}（{posting.village}{gone}）"


def _spoken(day):
    return date_format(day, "Y年n月j日")
