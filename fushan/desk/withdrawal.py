"""Taking back a record that was entered by mistake: it goes, its history and the reason stay."""

import pghistory
from django.db import IntegrityError, transaction
from django.forms import CharField, Form, Textarea

from fushan.desk.models import Attachment
from fushan.kit.constraints import sentence_of


class ReasonForm(Form):
    """A deed that wants a reason and nothing else."""

    reason = CharField(
        label="理由",
        max_length=150,
        widget=Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明理由。"},
    )


class WithdrawForm(Form):
    reason = CharField(
        label="为什么作废",
        help_text="如“选错了村”；和原内容一起留在修改记录里",
        max_length=200,
        widget=Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写一句为什么作废。"},
    )

    def withdrawn(self, record):
        """Delete the record and its pictures, with the reason in the history of both."""
        if not self.is_valid():
            return False
        try:
            with pghistory.context(reason=self.cleaned_data["reason"]), transaction.atomic():
                for picture in Attachment.objects.of(record):
                    picture.remove()
                record.delete()
        except IntegrityError as error:
            self.add_error(None, sentence_of(error))
            return False
        return True
