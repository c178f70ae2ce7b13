"""What is typed about study trips and exchange meetings."""

import re
from collections import defaultdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Length
from django.forms import (
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    DateField,
    ModelMultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.desk.documents import DocumentField
from fushan.desk.forms import RecordForm
from fushan.desk.photos import PhotoField
from fushan.kit.widgets import DayInput
from fushan.org.models import Area
from fushan.org.roles import Role
from training.models import (
    Exchange,
    ExchangeMember,
    Organiser,
    StudyTrip,
    TripMember,
    TripPlace,
)
from training.session_forms import Days, keep_files

BETWEEN = re.compile(r"[\s、，,；;]+")
MOST_PLACES = 30


def names_in(words):
    return [name for name in BETWEEN.split(words) if name][:MOST_PLACES]


def counties_named(words, known=None):
    """[Area] of the counties that these words name, in their order. `known`: of `counties_called`.

    A name that two counties bear wants its city before it. Unknown or doubtful: ValidationError.
    """
    names = names_in(words)
    found, faults = [], []
    known = counties_called(names) if known is None else known
    for name in names:
        areas = known[name]
        if len(areas) == 1:
            found += areas
        elif areas:
            which = "、".join(f"{area.city}{area.name}" for area in areas[:4])
            faults.append(f"叫“{name}”的有好几个（{which}…），请写上市名。")
        else:
            faults.append(f"没有找到“{name}”，请写县（市、区）的全名，如“襄汾县”。")
    if faults:
        raise ValidationError(faults)
    return list(dict.fromkeys(found))


def counties_called(names):
    """{name as written: [Area with `city`]}"""
    endings = {name[n:] for name in names for n in range(len(name) - 1)}
    areas = Area.objects.annotate(figures=Length("code")).filter(figures=6, name__in=endings)
    areas = list(areas.order_by("code"))
    above = Area.objects.filter(pk__in={a.code[:n] for a in areas for n in (2, 4)})
    above = dict(above.values_list("pk", "name"))
    known = defaultdict(list)
    for area in areas:
        area.city = above.get(area.code[:4], "")
        if area.city in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"):
            area.city = above.get(area.code[:2], "")
        province = above.get(area.code[:2], "")
        for name in {area.name, f"{area.city}{area.name}", f"{province}{area.city}{area.name}"}:
            known[name].append(area)
    return known


LATELY = timedelta(days=92)  # who left since may have been there


class WithMembers(RecordForm):
    """Who took part, of the cadres in the reach."""

    members = ModelMultipleChoiceField(
        label="谁去的",
        queryset=Posting.objects.none(),
        required=False,
        help_text="点了全选就不用一个个点",
        widget=CheckboxSelectMultiple,
    )
    everyone = BooleanField(label="全选：名单上的都参加", required=False)
    photo = PhotoField()
    document = DocumentField()
    member_model, member_key, day = None, "", ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lately = Q(ended_on=None) | Q(ended_on__gt=localdate() - LATELY)
        there = Posting.objects.filter(lately, began_on__lte=localdate())
        there = there.select_related("cadre", "village")
        if self.user.role == Role.VILLAGE:
            there = there.filter(cadre=self.user.cadre_id, ended_on=None)
        if self.instance.pk:
            known = self.instance.members.values("cadre")
            there |= Posting.objects.filter(cadre__in=known).select_related("cadre", "village")
            self.initial["members"] = [p.pk for p in there if p.cadre_id in _cadres(known)]
        elif self.user.role == Role.VILLAGE:
            self.initial["members"] = list(there)
        field = self.fields["members"]
        field.queryset = there.order_by("village", "cadre__pinyin", "pk")
        field.label_from_instance = lambda p: f"{p.cadre.name}（{p.village}）"

        if self.user.role == Role.VILLAGE:
            del self.fields["everyone"]
            self.fields["members"].help_text = ""

    def clean(self):
        """Everyone means who was posted on the day; who was not is told by name."""
        cleaned, chosen = super().clean(), self.fields["members"].queryset
        day = cleaned.get(self.day)
        if day and cleaned.get("everyone"):
            cleaned["members"] = chosen.filter(pk__in=Posting.objects.on(day).values("pk"))
        elif day and (absent := _not_on(cleaned.get("members") or (), day)):
            self.add_error("members", f"{'、'.join(absent)}那天不在任，请去掉。")
        elif not cleaned.get("everyone") and not cleaned.get("members"):
            self.add_error("members", "请至少选一名选派干部。")
        return cleaned

    def keep_members(self):
        chosen = {p.cadre_id: p for p in self.cleaned_data["members"]}
        rows = self.instance.members
        rows.exclude(cadre__in=chosen).delete()
        known = set(rows.values_list("cadre", flat=True))
        self.member_model.objects.bulk_create(
            self.member_model(
                **{self.member_key: self.instance}, cadre_id=cadre, village_id=posting.village_id
            )
            for cadre, posting in chosen.items()
            if cadre not in known
        )


def _not_on(postings, day):
    return [
        p.cadre.name
        for p in postings
        if p.began_on > day or (p.ended_on is not None and p.ended_on <= day)
    ]


def _cadres(rows):
    return {row["cadre"] for row in rows}


class TripForm(Days, WithMembers):
    member_model, member_key, day = TripMember, "trip", "began_on"
    organiser = ChoiceField(label="谁组织", widget=RadioSelect)
    places = CharField(
        label="去了哪些县",
        help_text="如“右玉县、襄汾县”，一次可写几个",
        max_length=300,
        widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
    )
    ended_on = DateField(
        label="到哪天", required=False, help_text="当天回来的不填", widget=DayInput
    )

    class Meta:
        model = StudyTrip
        fields = ["organiser", "theme", "began_on", "ended_on", "notes"]
        widgets = {
            "began_on": DayInput,
            "notes": Textarea(attrs={"rows": 3, "data-autogrow": ""}),
        }

    field_order = [
        "theme", "places", "began_on", "ended_on", "everyone", "members", "organiser", "notes",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = OFFERED[self.user.role]
        self.fields["organiser"].choices = [(one.value, one.label) for one in offered]
        self.fields["organiser"].initial = offered[0].value
        if self.instance.pk:
            places = self.instance.places.select_related("place").order_by("pk")
            self.initial["places"] = "、".join(row.place.name for row in places)

    def clean_places(self):
        if self.instance.pk and "places" not in self.changed_data:
            return [row.place for row in self.instance.places.select_related("place")]
        return counties_named(self.cleaned_data["places"])

    def write(self):
        trip, places = self.instance, self.cleaned_data["places"]
        self.save()
        trip.places.exclude(place__in=places).delete()
        known = set(trip.places.values_list("place", flat=True))
        TripPlace.objects.bulk_create(
            TripPlace(trip=trip, area_code=trip.area_code, began_on=trip.began_on, place=place)
            for place in places
            if place.pk not in known
        )
        self.keep_members()
        keep_files(self, trip.area_code)


OFFERED = {
    Role.STAFF: [Organiser.COUNTY, Organiser.TOWNSHIP, Organiser.SELF],
    Role.TOWNSHIP: [Organiser.TOWNSHIP, Organiser.SELF],
    Role.VILLAGE: [Organiser.SELF],
}


class ExchangeForm(WithMembers):
    member_model, member_key, day = ExchangeMember, "exchange", "held_on"

    class Meta:
        model = Exchange
        fields = ["theme", "held_on", "place", "notes"]
        widgets = {
            "held_on": DayInput,
            "notes": Textarea(attrs={"rows": 4, "data-autogrow": ""}),
        }

    field_order = ["theme", "held_on", "place", "everyone", "members", "notes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].label = "谁参加"

    def write(self):
        self.save()
        self.keep_members()
        keep_files(self, self.instance.area_id)
