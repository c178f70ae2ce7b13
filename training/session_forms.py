"""What is typed about trainings: the session itself, who came, what they say of it."""

from django.core.exceptions import ValidationError
from django.forms import (
    CheckboxSelectMultiple,
    ChoiceField,
    DateField,
    ModelMultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.timezone import localdate

from cadres.models import Leave, Posting
from fushan.desk.documents import DocumentField
from fushan.desk.forms import RecordForm
from fushan.desk.models import attach, attach_document
from fushan.desk.photos import PhotoField
from fushan.kit.widgets import DayInput, Offered
from training.models import (
    Attendance,
    Feedback,
    Form,
    Need,
    NeedRound,
    SessionNeed,
    TrainingSession,
    Turnout,
)
from villages.models import Official

MOST_NEEDS, MOST_TEACHERS = 40, 300
LONGEST_TRAINER = 60
DAYS_ON = 366  # a typing error in the year is told before it is saved


class Days:
    """Two days of which the second may be left out; neither a year away."""

    def clean_began_on(self):
        day = self.cleaned_data["began_on"]
        if "began_on" in self.changed_data and abs((day - localdate()).days) > DAYS_ON:
            raise ValidationError("日期离今天超过一年，请核对年份。")
        return day

    def clean(self):
        cleaned = super().clean()
        began, ended = cleaned.get("began_on"), cleaned.get("ended_on")
        if began and not ended:
            cleaned["ended_on"] = self.instance.ended_on = began
        elif began and ended < began:
            self.add_error("ended_on", "“到哪天”不能早于“从哪天”。")
        return cleaned


CLAIMED = (" · 本单位领的", "", " · 别的单位领的")


class NeedChoices(ModelMultipleChoiceField):
    def label_from_instance(self, need):
        return f"{need.text}（{need.cadre.name}）"


class SessionForm(Days, RecordForm):
    ended_on = DateField(label="到哪天", required=False, help_text="一天的不填", widget=DayInput)
    needs = NeedChoices(
        label="回应了哪些点题",
        required=False,
        help_text="可多选",
        queryset=Need.objects.none(),
        widget=CheckboxSelectMultiple,
    )
    photo = PhotoField()
    document = DocumentField()

    class Meta:
        model = TrainingSession
        fields = [
            "theme",
            "form",
            "began_on",
            "ended_on",
            "place",
            "trainer",
            "needs",
            "notes",
            "unasked_reason",
        ]
        help_texts = {"trainer": "本县的干部选名单里的；外请的写姓名和单位"}
        widgets = {
            "form": RadioSelect,
            "began_on": DayInput,
            "trainer": Offered,
            "notes": Textarea(attrs={"rows": 4, "data-autogrow": ""}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = Form.choices
        session = self.instance
        self.fields["trainer"].widget.offer(called(row) for row in teachers())
        if not session.is_countys:
            del self.fields["unasked_reason"]
        offered = Need.objects.filter(area=session.area_id, dropped_reason="")
        offered = offered.exclude(sessions__session__in=_others(session))
        offered = offered.select_related("cadre").order_by("-raised_on", "-pk")
        chosen = Need.objects.none()
        if session.pk:
            chosen = Need.objects.filter(sessions__session=session)
            self.initial["needs"] = chosen
        offered = offered.filter(pk__in=[*offered.values_list("pk", flat=True)[:MOST_NEEDS]])
        self._offer((offered | chosen.select_related("cadre")).distinct())

    def _offer(self, needs):
        """What this office has claimed stands first, then what nobody has; each says so."""
        field = self.fields["needs"]
        field.queryset = needs
        offered = [(self._whose(need), need) for need in needs.select_related("claimed_by")]
        offered.sort(key=lambda told: CLAIMED.index(told[0]))  # those alike stay in their order
        field.choices = [
            (need.pk, f"{field.label_from_instance(need)}{claimed}") for claimed, need in offered
        ]
        if not offered:
            field.help_text = "现在没有等着回应的点题"

    def _whose(self, need):
        ours, nobody, others = CLAIMED
        if need.claimed_at is None:
            return nobody
        own = need.claimed_by and need.claimed_by.area_code == self.instance.area_id
        return ours if own else others

    def clean_trainer(self):
        """Whom of our own the words name, if anybody."""
        said = self.cleaned_data["trainer"]
        self.instance.official = None
        if said:
            named = [row for row in teachers() if said in (row.name, called(row))]
            exact = [row for row in named if said == called(row)] or named
            if len(exact) > 1:
                which = "、".join(called(row) for row in exact[:4])
                raise ValidationError(f"叫“{said}”的有好几位（{which}），请选其中一位。")
            if exact:
                self.instance.official, said = exact[0], called(exact[0])[:LONGEST_TRAINER]
        return said

    def clean(self):
        cleaned = super().clean()
        began = cleaned.get("began_on")
        if "unasked_reason" in self.fields and began and not cleaned.get("unasked_reason"):
            month = began.replace(day=1)
            if not NeedRound.objects.filter(area=self.instance.area_id, month=month).exists():
                self.add_error(
                    "unasked_reason",
                    "这个月还没有征求需求：请先发起征求，或写一句为什么。",
                )
        return cleaned

    def write(self):
        self.save()
        session = self.instance
        session.answered.exclude(need__in=self.cleaned_data["needs"]).delete()
        known = set(session.answered.values_list("need", flat=True))
        SessionNeed.objects.bulk_create(
            SessionNeed(session=session, need=need, area_id=session.area_id)
            for need in self.cleaned_data["needs"]
            if need.pk not in known
        )
        keep_files(self, session.area_id)


def teachers():
    """Officials in reach who may be named, those of the place itself first."""
    rows = Official.objects.filter(left_on=None).select_related("unit")
    return rows.order_by("-area", "pinyin", "pk")[:MOST_TEACHERS]


def called(official):
    return f"{official.name}（{official.unit}{official.post}）"


def keep_files(form, area):
    """The photo and the document of a form, with its record."""
    if photo := form.cleaned_data.get("photo"):
        attach(form.instance, photo, area_code=area, user=form.user)
    if document := form.cleaned_data.get("document"):
        attach_document(form.instance, document, area_code=area, user=form.user)


def _others(session):
    """Sessions whose needs are answered already."""
    rows = TrainingSession.objects.standing().filter(area=session.area_id)
    return rows.exclude(pk=session.pk) if session.pk else rows


class CancelForm(RecordForm):
    class Meta:
        model = TrainingSession
        fields = ["cancelled_reason"]
        widgets = {"cancelled_reason": Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cancelled_reason"].required = True
        self.fields["cancelled_reason"].error_messages["required"] = "请写明取消的理由。"

    def clean(self):
        if self.instance.attendances.exists():
            raise ValidationError("已经登记了到场情况，说明办过了，不能再取消。")
        return super().clean()


class AttendanceForm(RecordForm):
    """Everybody on one page, taken to be there until said otherwise; who was on leave is marked."""

    class Meta:
        model = TrainingSession
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        session = self.instance
        noted = {row.cadre_id: row for row in session.attendances.all()}
        postings = expected(session)
        away = set(
            Leave.objects.away(session.began_on)
            .filter(cadre__in=[posting.cadre_id for posting in postings])
            .values_list("cadre", flat=True)
        )
        self.rows = {}
        for posting in postings:
            known = noted.get(posting.cadre_id)
            likely = Turnout.LEAVE if posting.cadre_id in away else Turnout.ATTENDED
            name = f"cadre-{posting.cadre_id}"
            self.rows[name] = posting, known
            self.fields[name] = ChoiceField(
                label=posting.cadre.name,
                help_text=f"{posting.village}",
                choices=Turnout,
                initial=known.turnout if known else likely,
                widget=RadioSelect,
            )

    def write(self):
        for name, (posting, known) in self.rows.items():
            row = known or Attendance(
                session=self.instance, cadre=posting.cadre, village_id=posting.village_id
            )
            row.turnout = self.cleaned_data[name]
            if row.turnout == Turnout.ATTENDED:
                row.explanation = ""
            row.noted_by = self.user
            row.save()
        self.instance.save(update_fields=["changed_at"])


def expected(session):
    """[Posting] of the cadres of this area on the session's first day, by village and name."""
    area = session.area_id
    rows = Posting.objects.on(session.began_on).filter(village__gte=area, village__lt=f"{area}:")
    rows = rows.select_related("cadre", "village__township")
    return list(rows.order_by("village", "cadre__pinyin", "pk"))


class FeedbackForm(RecordForm):
    class Meta:
        model = Feedback
        fields = ["rating", "words", "wish"]
        widgets = {
            "rating": RadioSelect,
            "words": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
            "wish": Textarea(attrs={"rows": 2, "data-autogrow": ""}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rating"].choices = self.fields["rating"].choices[1:]  # no empty chip

    def clean(self):
        if self.instance.session.cancelled_reason:
            raise ValidationError("这次培训已经取消，不用评价。")
        return super().clean()


class ExplainForm(RecordForm):
    class Meta:
        model = Attendance
        fields = ["explanation"]
        widgets = {"explanation": Textarea(attrs={"rows": 2, "data-autogrow": ""})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["explanation"].required = True
        self.fields["explanation"].error_messages["required"] = "请写一句为什么没有到。"
