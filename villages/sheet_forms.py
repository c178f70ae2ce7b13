"""到村登记表, typed in from paper."""

from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField

from fushan.desk.sheets import Line, SheetForm
from fushan.org.models import Village
from villages.companions import Named
from villages.forms import VisitForm
from villages.models import Visit, VisitKind


class VisitLine(Line, VisitForm):
    """The village is chosen, whoever came is written by name."""

    village = ChoiceField(label="村")
    visitors = CharField(label="谁去的", help_text="几个人用、隔开", max_length=400)

    field_order = ["happened_on", "village", "visitors", "kinds", "text"]

    def __init__(self, data, *, number, user, villages, village, **kwargs):
        self.villages = villages
        chosen = villages.get(data.get(f"line_{number}-village", "") if data else "")
        super().__init__(
            data,
            number=number,
            user=user,
            instance=Visit(village=chosen, entered_by=user),
            initial={"village": village},
            **kwargs,
        )
        choices = [(code, place.name) for code, place in villages.items()]
        self.fields["village"].choices = [("", "选村"), *choices]
        self.fields["kinds"].required = False
        self.fields["kinds"].help_text = "不点就是到村指导"

    def offer(self, officials):
        self.officials = officials

    def ask_for_difficulties(self):
        """The sheet has no column for them."""

    def clean_kinds(self):
        return self.cleaned_data["kinds"] or [VisitKind.GUIDANCE]

    def clean_visitors(self):
        found, wrong = self.officials.find(self.cleaned_data["visitors"])
        if wrong or not found:
            raise ValidationError(wrong or ["请写到村人员的姓名。"])
        return found


class VisitSheetForm(SheetForm):
    """`township`: whose sheet it is. `village`: the code of the one that heads it, or nothing."""

    line = VisitLine

    class Meta:
        model = Visit
        fields = []

    def __init__(self, data=None, *, user, township, village=""):
        chosen = Village.objects.filter(township=township, selections__isnull=False).distinct()
        super().__init__(
            data,
            user=user,
            villages={place.pk: place for place in chosen.order_by("pk")},
            village=village,
            officials=Named(township.pk),
        )

    def compare(self):
        """Two lines about one village and day would be two visits: that is meant, or is it?"""
        first = {}
        for line in self.filled:
            key = [line.cleaned_data.get(name) for name in ("village", "happened_on")]
            if all(key) and first.setdefault(tuple(key), line) is not line:
                line.add_error(
                    None,
                    f"和第 {first[tuple(key)].number} 行是同一个村、同一天："
                    "是同一次就合成一行；不是同一次，这一行请到“记一次到村指导”另记。",
                )
