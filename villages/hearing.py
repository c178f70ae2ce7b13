"""The visit form's line on difficulties (干部急难事): one heard, those settled on the spot."""

from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelMultipleChoiceField,
    RadioSelect,
    Textarea,
)

from cadres import helping
from cadres.models import Cadre, Difficulty, Posting
from villages.models import HeardDifficulty, Hearing

MOST = 20


class DifficultyChoices(ModelMultipleChoiceField):
    def label_from_instance(self, difficulty):
        return f"{difficulty.cadre}：{difficulty.text}"


def hearing_fields():
    """{name: field}; all may stay empty, and what offers no choice is left out of the form."""
    return {
        "heard": CharField(
            label="这次听到的干部急难事",
            required=False,
            max_length=300,
            help_text="没有就空着",
            widget=Textarea(attrs={"rows": 2, "data-autogrow": ""}),
        ),
        "heard_of": ModelChoiceField(
            label="谁的事",
            required=False,
            queryset=Cadre.objects.none(),
            empty_label=None,
            widget=RadioSelect,
        ),
        "settled": DifficultyChoices(
            label="这次现场指导了哪些",
            required=False,
            help_text="可多选，本人还要确认解决了没有",
            queryset=Difficulty.objects.none(),
            widget=CheckboxSelectMultiple,
        ),
    }


def offer(form, visit, user):
    """Of this village's cadres today, and of what they have open; of others' nobody is asked."""
    posted = Posting.objects.on(visit.happened_on).filter(village=visit.village_id)
    cadres = Cadre.objects.filter(pk__in=posted.values("cadre")).order_by("pinyin", "pk")
    if user.cadre_id:
        cadres = cadres.filter(pk=user.cadre_id)
    found = list(cadres[:MOST])
    form.fields["heard_of"].queryset = cadres
    for name in ["heard", "heard_of"] if not found else ["heard_of"] if len(found) == 1 else []:
        del form.fields[name]
    form.only_cadre = found[0] if len(found) == 1 else None
    _offer_settled(form, visit, user)


def _offer_settled(form, visit, user):
    """Those this person may answer; the visit form is where on-site coaching is written down."""
    rows = Difficulty.objects.open().filter(village=visit.village_id, answered_on=None)
    rows = rows.select_related("cadre").order_by("raised_on", "pk")[:MOST]
    mine = [row.pk for row in rows if helping.may_answer(user, row)]
    if mine:
        chosen = Difficulty.objects.filter(pk__in=mine).select_related("cadre")
        form.fields["settled"].queryset = chosen.order_by("raised_on", "pk")
    else:
        del form.fields["settled"]


def judge(form):
    """Where a village has several cadres, whose difficulty it is must be said."""
    data = form.cleaned_data
    if data.get("heard", "").strip() and "heard_of" in form.fields and not data.get("heard_of"):
        form.add_error("heard_of", "请选这是哪位干部的事。")


def keep(form, visit, user):
    """What the form says of difficulties, once its visit is saved."""
    data = form.cleaned_data
    if text := data.get("heard", "").strip():
        cadre = data.get("heard_of") or form.only_cadre
        _cite(visit, _raised(visit, cadre, text, user), Hearing.RAISED)
    for difficulty in data.get("settled") or ():
        helping.answered_on_site(difficulty, by=user, on=_day(visit, difficulty))
        _cite(visit, difficulty, Hearing.ANSWERED)


def _raised(visit, cadre, text, user):
    fields = {"raised_on": visit.happened_on, "entered_by": user}
    return Difficulty.objects.create(cadre=cadre, village_id=visit.village_id, text=text, **fields)


def _day(visit, difficulty):
    """Nothing is answered before it was raised, as when an earlier visit is written down late."""
    return max(visit.happened_on, difficulty.raised_on)


def _cite(visit, difficulty, deed):
    HeardDifficulty.objects.get_or_create(
        visit=visit, village_id=visit.village_id, difficulty=difficulty, deed=deed
    )


def pass_on(visit, *, into):
    """Of two visits that become one."""
    known = {(row.difficulty_id, row.deed) for row in into.heard.all()}
    for row in visit.heard.all():
        if (row.difficulty_id, row.deed) in known:
            row.delete()
        else:
            row.visit = into
            row.save()
