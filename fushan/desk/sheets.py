"""A paper sheet typed in: ten lines on one page, saved together or not at all."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Textarea

from fushan.desk.forms import judge_now
from fushan.desk.late import LateEntryForm
from fushan.desk.models import CLOSED
from fushan.kit.constraints import broken_by

LINES = 10


class Line:
    """Mixed into a record's own form: one line of a sheet. Left empty it is no record."""

    submission = seen = late_reason = photo = None  # the sheet has them, or nobody

    def __init__(self, *args, number, given, **kwargs):
        """`given`: why the sheet comes late."""
        self.number, self.given = number, given
        super().__init__(
            *args,
            prefix=f"line_{number}",
            empty_permitted=True,
            use_required_attribute=False,
            **kwargs,
        )
        self.fields["text"].widget = Textarea(attrs={"rows": 1, "data-autogrow": ""})

    def has_changed(self):
        """Whether anything was written on it, beyond what the page had filled in."""
        return any(self[name].data for name in self.changed_data)

    def given_reason(self):
        return self.given


class SheetForm(LateEntryForm):
    """The sheet: one submission, one reason for what comes late, and its lines."""

    line = None  # the form of a line

    def __init__(self, data=None, *, user, **shared):
        """`shared`: what each line is made with."""
        super().__init__(data, user=user)
        given = self.data.get("late_reason", "")
        self.lines = [
            self.line(data, number=number, given=given, user=user, **shared)
            for number in range(1, LINES + 1)
        ]

    def clean(self):
        super().clean()
        self.filled = [line for line in self.lines if line.has_changed()]
        if not self.filled:
            raise ValidationError("至少写一行，其余的空着就行。")
        for line in self.filled:
            line.full_clean()
        self.compare()
        if any(line.errors for line in self.filled):
            raise ValidationError(self._to_mend())

    def compare(self):
        """What the lines say of one another. A sheet whose lines may clash says so here."""

    def write(self):
        """Save every line, each tried by itself, so that all faults are told at once."""
        refusals = [error for line in self.filled if (error := _refusal(line))]
        if refusals:
            raise next((e for e in refusals if broken_by(e) == CLOSED), refusals[0])
        self.instance = self.filled[0].instance  # stands for all

    def refused(self, error):
        self.add_error(None, self._to_mend())
        if broken_by(error) == CLOSED:
            super().refused(error)

    def _to_mend(self):
        numbers = "、".join(str(line.number) for line in self.filled if line.errors)
        return f"第 {numbers} 行还要改，改好再一起保存；现在一行都没有存。"


def _refusal(line):
    """Save a line. What the database has against it stands there then, and is returned."""
    try:
        with transaction.atomic():
            line.write()
            judge_now()
    except IntegrityError as error:
        line.refused(error)
        return error
    return None
