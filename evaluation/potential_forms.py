"""What is claimed to show in years, with what shows it now; and what has come of it."""

from django.forms import CheckboxSelectMultiple, MultipleChoiceField, RadioSelect, Textarea
from django.utils.timezone import localdate

from evaluation.models import Came, Horizon, Potential, PotentialCitation, Tag
from fushan.desk.forms import RecordForm
from fushan.kit.widgets import DayInput

LATEST = 12  # offered at once; a phone page of fifty is not read
SEVERAL = {"rows": 3, "data-autogrow": ""}


class EvidenceForm(RecordForm):
    """Once it is due: what was claimed stands, and what shows it may still be added.

    `records`: [(value, label)] of what may be cited, the latest first; the rest is folded.
    """

    cited = MultipleChoiceField(
        label="现在有什么凭据",
        required=False,
        help_text="点系统里已有的记录，可多选",
        widget=CheckboxSelectMultiple,
    )
    field_order = ["cited", "evidence"]

    class Meta:
        model = Potential
        fields = ["evidence"]
        labels = {"evidence": "别的凭据"}
        help_texts = {"evidence": "没有记录可引用的，写一句"}

    def __init__(self, *args, records, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(_value(c), c.label) for c in self._cited()]
        self.labels = dict([*known, *records])
        self.fields["cited"].choices = list(self.labels.items())
        self.fields["cited"].folds_at = len(known) + LATEST
        self.initial["cited"] = [value for value, _ in known]
        if not self.labels:
            del self.fields["cited"]

    def write(self):
        self.save()
        claim, chosen = self.instance, self.cleaned_data.get("cited", [])
        known = {_value(citation): citation for citation in self._cited()}
        for value, citation in known.items():
            if value not in chosen:
                self._uncite(citation)
        of = {"claim": claim, "cadre_id": claim.cadre_id, "village_id": claim.village_id}
        PotentialCitation.objects.bulk_create(
            PotentialCitation(
                figure=value.partition(":")[0],
                record_id=value.partition(":")[2],
                label=self.labels[value][:120],
                **of,
            )
            for value in chosen
            if value not in known
        )

    def _cited(self):
        return self.instance.citations.order_by("pk") if self.instance.pk else []

    def _uncite(self, citation):
        """What was cited before that day stays."""


class PotentialForm(EvidenceForm):
    """The whole claim, as long as the day to look at it is ahead."""

    field_order = ["text", "tag", "horizon", "sign", "cited", "evidence"]

    class Meta:
        model = Potential
        fields = ["text", "tag", "horizon", "sign", "evidence"]
        widgets = {
            "text": Textarea(attrs=SEVERAL),
            "tag": RadioSelect,
            "horizon": RadioSelect,
            "sign": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
        }
        labels = {"evidence": "别的凭据"}
        help_texts = {
            "text": "一句话：给村里打了什么底子",
            "sign": "到期以前，先看得到的是什么，如“果树成活九成”",
            "evidence": "没有记录可引用的，写一句",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices, self.fields["horizon"].choices = Tag.choices, Horizon.choices

    def _uncite(self, citation):
        citation.delete()


def _value(citation):
    return f"{citation.figure}:{citation.record_id}"


class VerifyForm(RecordForm):
    """Looked at when its years are over: what has come of it, and how one knows."""

    class Meta:
        model = Potential
        fields = ["came", "verified_on", "verified_note"]
        widgets = {
            "came": RadioSelect,
            "verified_on": DayInput,
            "verified_note": Textarea(attrs=SEVERAL),
        }
        help_texts = {"verified_note": "看了什么、问了谁，和先行指标比怎么样"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = Came.choices
        for name, said in (("came", "请选见效了没有。"), ("verified_note", "请写一句核实的情况。")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = said
        self.fields["verified_on"].required = True
        self.initial["verified_on"] = localdate()

    def clean_verified_on(self):
        day = self.cleaned_data["verified_on"]
        if day > localdate():
            self.add_error("verified_on", "日期不能晚于今天。")
        return day

    def write(self):
        self.instance.verified_by = self.user
        self.save()
