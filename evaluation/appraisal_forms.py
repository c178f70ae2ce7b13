"""What is filled in of an appraisal: levels with exceptions only, a word, a decision."""

from django.forms import CharField, ChoiceField, Form, RadioSelect, Textarea, TextInput

from evaluation.appraising import appeal, decide, give, hand_back, hand_up, open_period, reply, show
from evaluation.grading import barred, suggested, suggested_level, unreviewed
from evaluation.inspecting import levels_of
from evaluation.models import (
    NEEDS_A_WORD,
    AppealOutcome,
    AppraisalState,
    Component,
    Grade,
    Judge,
    Level,
    Source,
)
from evaluation.periods import offered, said
from evaluation.reckoning import marks_of, parts_of
from evaluation.scoring import score
from fushan.kit.forms import needed_when
from fushan.kit.periods import Period

S = AppraisalState
JUDGES = {S.TOWNSHIP: (Judge.TOWNSHIP, Judge.MENTOR), S.COUNTY: (Judge.COUNTY,)}
UNSAID = [("", "不评")]
WHY, OTHERWISE = "评“一般”“较差”的必填", "和乡镇评的不同必填"
NOTHING = "请写一句。"


def judged_in(appraisal, *judges):
    rows = Component.objects.filter(scheme=appraisal.scheme_id, source=Source.MANUAL)
    return list(rows.filter(judge__in=judges).select_related("indicator").order_by("pk"))


def level_field(label, **more):
    return ChoiceField(label=label, choices=Level.choices, widget=RadioSelect, **more)


def _why(needed, **more):
    field = CharField(label="为什么", required=False, max_length=200, widget=TextInput, **more)
    return needed_when(field, needed)


class OpenForm(Form):
    """Which quarter or year; the page says whom it would open."""

    period = ChoiceField(label="哪一段", choices=[])

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {
            f"{kind} {first}": (kind, first, last) for kind, first, last in offered(day)
        }
        choices = [(key, said(*about, day)) for key, about in self.offered.items()]
        self.fields["period"].choices = choices

    def made(self, *, by, on):
        about = self.offered[self.cleaned_data["period"]]
        return open_period(*about, by=by, on=on, area=by.area_code)


class JudgeForm(Form):
    """All levels that this office gives, 较好 to begin with: only what differs is touched."""

    def __init__(self, *args, appraisal, **kwargs):
        super().__init__(*args, **kwargs)
        self.appraisal, self.components = appraisal, []
        if not appraisal.is_year:
            self.fields["level"] = level_field("等次", initial=appraisal.level or Level.FAIR)
            self.fields["why"] = _why(WHY if appraisal.state == S.TOWNSHIP else OTHERWISE)
            return
        self.components = judged_in(appraisal, *JUDGES[appraisal.state])
        marks = marks_of(appraisal)
        for one in self.components:
            self._offer(one, marks.get(one.pk))
        if appraisal.state == S.COUNTY:
            self._offer_seen()

    def _offer(self, component, mark):
        """A mentor may have said nothing, and then nothing is assessed."""
        label = f"{component.indicator} · {component.name}"
        field = level_field(label, initial=mark.level if mark else Level.FAIR)
        field.help_text = component.note
        if component.judge == Judge.MENTOR:
            field.choices, field.required = [*Level.choices, *UNSAID], False
        self.fields[f"level_{component.pk}"] = field
        self.fields[f"why_{component.pk}"] = _why(WHY, initial=mark.note if mark else "")

    def _offer_seen(self):
        """As the last inspection closed in this time found, or as the points suggest."""
        now, asked = score(parts_of(self.appraisal)), self.appraisal
        sheet = levels_of(asked.cadre_id, Period.span(asked.first_on, asked.last_on))
        for name, label in (("visible", "显绩"), ("potential", "潜绩")):
            found = getattr(sheet, name, "")
            begun = getattr(asked, name) or found or suggested_level(now.of(name)) or Level.FAIR
            self.fields[name] = level_field(f"{label}总的看", initial=begun)
            if found:
                told = f"{sheet.inspection}评为“{Level(found).label}”"
                self.fields[name].help_text = told

    @property
    def pairs(self):
        """[(level, why)], and what has no why by itself."""
        names = [name for name in self.fields if not name.startswith("why")]
        whys = [name.replace("level", "why") if name.startswith("level") else "" for name in names]
        return [(self[n], self[why] if why else None) for n, why in zip(names, whys, strict=True)]

    def clean(self):
        cleaned = super().clean()
        for name in [name for name in self.fields if name.startswith("why")]:
            level = cleaned.get(name.replace("why", "level"))
            if cleaned.get(name) or not level:
                continue
            if self._of_the_townships_quarter:
                if level != self.appraisal.level:
                    self.add_error(name, "和乡镇评的不同，请写一句为什么。")
            elif level in NEEDS_A_WORD:
                self.add_error(name, "评“一般”和“较差”的请写一句为什么。")
        return cleaned

    @property
    def asks_why_at(self):
        """The levels that want a word: those that differ, or the lower two."""
        if self._of_the_townships_quarter:
            return [level.value for level in Level if level != self.appraisal.level]
        return [level.value for level in NEEDS_A_WORD]

    @property
    def _of_the_townships_quarter(self):
        """The township has said why; the county says so where it thinks otherwise."""
        return not self.appraisal.is_year and self.appraisal.state == S.COUNTY

    def made(self, *, by, on):
        said, appraisal = self.cleaned_data, self.appraisal
        marks = {c: (said[f"level_{c.pk}"], said[f"why_{c.pk}"]) for c in self.components}
        give(appraisal, marks, by=by)
        for name in ("level", "visible", "potential"):
            if name in said:
                setattr(appraisal, name, said[name])
        up = hand_up if appraisal.state == S.TOWNSHIP else show
        return up(appraisal, by=by, on=on, note=said.get("why", ""))


class WordForm(Form):
    """What the cadre says, or why it goes back. To have nothing to say is one tap."""

    note = CharField(max_length=500, widget=Textarea(attrs={"rows": 3, "data-autogrow": ""}))

    ON_BEHALF = "本人怎么说的（写明是当面、电话还是纸面）"
    SAID = {
        S.REPLIED: ("答复", "想说的话（没有意见就空着）", reply),
        S.APPEALED: ("申诉", "哪一项不服、为什么", appeal),
        S.TOWNSHIP: ("退回乡镇", "为什么退回", hand_back),
    }

    def __init__(self, *args, appraisal, to, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.appraisal = appraisal
        self.title, label, self.deed = self.SAID[to]
        behalf = to != S.TOWNSHIP and user.cadre_id != appraisal.cadre_id
        if behalf:
            self.title, label = f"代{appraisal.cadre}{self.title}", self.ON_BEHALF
        self.fields["note"].label = label
        self.fields["note"].required = behalf or to != S.REPLIED
        self.fields["note"].error_messages["required"] = NOTHING

    def made(self, *, by, on):
        return self.deed(self.appraisal, by=by, on=on, note=self.cleaned_data["note"])


class DecideForm(Form):
    """The result, as the meeting has it. What is not open says why; an appeal is answered."""

    note = CharField(
        label="怎么定的（如哪天的部务会）", required=False, max_length=500, widget=TextInput
    )

    def __init__(self, *args, appraisal, **kwargs):
        super().__init__(*args, **kwargs)
        self.appraisal, self.barred, self.components = appraisal, {}, []
        self.unreviewed = unreviewed(appraisal)
        if appraisal.state == S.APPEALED:
            self._offer_appeal()
        if appraisal.is_year:
            self._offer_grades()
        else:
            self._offer_levels()
        rest = [name for name in self.fields if name != "note"]
        self.order_fields(["outcome", "grade", "level", *rest, "note"])

    def _offer_levels(self):
        """None below what the cadre was shown: that goes back first, and is shown anew."""
        shown = self.appraisal.level
        field = level_field("等次", initial=shown)
        field.choices = [(one.value, one.label) for one in Level if not one.is_below(shown)]
        field.help_text = "不低于给本人看过的；要改低，先退回乡镇重评，再给本人看"
        self.fields["level"] = field

    def clean(self):
        """An appeal makes nothing worse, and what differs from what was shown says why."""
        cleaned, marks = super().clean(), marks_of(self.appraisal)
        for one in self.components:
            name, given = f"level_{one.pk}", marks.get(one.pk)
            level = cleaned.get(name)
            if given and given.level and (not level or Level(level).is_below(given.level)):
                self.add_error(name, "申诉不能评得比原来低。")
        shown = self.appraisal.level
        if cleaned.get("level", shown) != shown and not cleaned.get("note"):
            self.add_error("note", "和给本人看的不同，请写一句怎么定的。")
        if self.unreviewed:
            self.add_error(None, self.unreviewed)
        return cleaned

    def _offer_appeal(self):
        self.fields["outcome"] = ChoiceField(
            label="申诉",
            choices=AppealOutcome.choices,
            widget=RadioSelect,
            error_messages={"required": "请选申诉怎么定。"},
        )
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = "请写一句怎么定的。"
        if self.appraisal.is_year:
            marks = marks_of(self.appraisal)
            self.components = judged_in(self.appraisal, Judge.TOWNSHIP, Judge.COUNTY)
            for one in self.components:
                level = marks[one.pk].level if one.pk in marks else ""
                label = f"{one.indicator} · {one.name}"
                field = level_field(label, initial=level, required=False)
                field.choices = [*Level.choices, *UNSAID]
                self.fields[f"level_{one.pk}"] = field

    def _offer_grades(self):
        self.barred = barred(self.appraisal)
        status, total = self.appraisal.cadre.status, score(parts_of(self.appraisal)).total
        offered = [(g.value, g.word_of(status)) for g in Grade if g not in self.barred]
        points = suggested(total)
        begun = points if points not in self.barred else offered[0][0]
        self.fields["grade"] = ChoiceField(
            label="年度等次", choices=offered, widget=RadioSelect, initial=begun
        )

    @property
    def why_barred(self):
        """[(grade, why)] in words."""
        status = self.appraisal.cadre.status
        return [(Grade(grade).word_of(status), why) for grade, why in self.barred.items()]

    def made(self, *, by, on):
        said, marks = self.cleaned_data, marks_of(self.appraisal)
        changed = {}
        for one in self.components:
            level, mark = said[f"level_{one.pk}"], marks.get(one.pk)
            if level != (mark.level if mark else ""):
                changed[one] = (level, said["note"][:200])
        give(self.appraisal, changed, by=by)
        result = {name: said[name] for name in ("grade", "level", "outcome") if name in said}
        return decide(self.appraisal, by=by, on=on, note=said["note"], **result)
