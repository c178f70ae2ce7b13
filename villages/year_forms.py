"""What is typed about a village's year; where nothing changed, one tap."""

from django.core.exceptions import ValidationError
from django.forms import RadioSelect
from django.utils.timezone import localdate

from fushan.desk.forms import RecordForm
from villages.models import SNAPSHOT, Demonstration, Grade, Premises, VillageYear

CHOICES = {"grade": Grade, "premises": Premises, "demonstration": Demonstration}


class YearForm(RecordForm):
    class Meta:
        model = VillageYear
        fields = ["year", *SNAPSHOT]
        widgets = dict.fromkeys(CHOICES, RadioSelect)
        help_texts = {
            "year": "年底的数",
            "income_own": "没有的空着",
            "income_grants": "上级补助村集体的",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in CHOICES.items():
            self.fields[name].choices = choices.choices

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year > localdate().year:
            raise ValidationError("这一年还没有到。")
        return year

    def write(self):
        self.instance.unchanged = False
        self.save()


class SameAsBeforeForm(RecordForm):
    """One tap: the year is as the last one known."""

    class Meta:
        model = VillageYear
        fields = []

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = before

    def write(self):
        for name in SNAPSHOT:
            setattr(self.instance, name, getattr(self.before, name))
        self.instance.unchanged = True
        self.save()
