"""A township's mentors, whom they guide, and what they did for one another (导师帮带)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import DateField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.timezone import localdate

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.constraints import DateRange, not_before
from fushan.kit.fields import PinyinField
from fushan.org.models import Area, User, Village


class MentorKind(models.TextChoices):
    OFFICIAL = "official", "乡镇业务骨干"
    GROWER = "grower", "产业带头人"
    RETIRED = "retired", "离退休干部"


class Speciality(models.TextChoices):
    """What a mentor is good at; the words in which a need is looked for are in `suggesting`."""

    BRANCH = "branch", "支部建设"
    INDUSTRY = "industry", "产业发展"
    LAND = "land", "土地和合同"
    DISPUTES = "disputes", "调解纠纷"
    PROJECTS = "projects", "项目和资金"
    PEOPLE = "people", "群众工作"
    SERVICE = "service", "便民服务"


class Way(models.TextChoices):
    LEAD = "lead", "引"
    PASS = "pass", "传"
    HELP = "help", "帮"
    BRING = "bring", "带"


class Guided(Func):
    """A number and nothing else: whom they guide elsewhere stays out of reach."""

    function = "mentor_guides"
    output_field = models.IntegerField()


class MentorQuerySet(QuerySet):
    def serving(self, day):
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=day), joined_on__lte=day)

    def for_township(self, code):
        """Who may be chosen there: its own pool, and who offered to guide beyond theirs."""
        county = code[:6]
        beyond = Q(offered_beyond=True, area__gte=county, area__lt=f"{county}:")
        return self.filter(Q(area=code) | beyond)

    def with_load(self, day):
        """`guided`: how many they guide on that day, those out of reach counted too."""
        return self.annotate(guided=Guided("pk", Value(day, DateField())))


@tracked(exclude=["wrapped_key"])
class Mentor(PrivateRow):
    """Of one township's pool. The phone is sealed; it stands on the agreement and nowhere else."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="mentors", verbose_name="乡镇")
    name = models.CharField("姓名", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音", surname=True)
    initials = PinyinField("拼音首字母", reading="initials", surname=True)
    kind = models.CharField("哪类人员", max_length=10, choices=MentorKind)
    post = models.CharField("单位和职务", max_length=80, blank=True)
    specialities = ArrayField(
        models.CharField(max_length=10, choices=Speciality),
        default=list,
        blank=True,
        verbose_name="专长",
    )
    about = models.CharField("擅长的事", max_length=200, blank=True)
    cap = models.PositiveSmallIntegerField("最多带几人", default=2)
    offered_beyond = models.BooleanField(
        "愿意带外乡镇的干部",
        default=False,
        help_text="本人同意的才选：县内其他乡镇看得到姓名和专长，联系电话看不到",
    )
    phone_sealed = SealedField("联系电话（加密）")
    joined_on = models.DateField("入库日期", default=localdate)
    retired_on = models.DateField("退出日期", null=True, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    phone = Clear("phone_sealed")

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导师"
        constraints = [
            models.CheckConstraint(
                condition=Q(cap__gte=1, cap__lte=9),
                name="mentor_guides_a_few",
                violation_error_message="“最多带几人”须为1到9。",
            ),
            not_before(
                "joined_on",
                "retired_on",
                name="mentor_retires_after_joining",
                message="退出日期不能早于入库日期。",
            ),
            models.UniqueConstraint(
                fields=["area", "name", "post"],
                name="mentor_once_in_a_pool",
                violation_error_message="导师库里已有这名导师。",
            ),
            models.CheckConstraint(
                condition=Exact(Length("area_id"), 9),
                name="mentor_is_a_townships",
                violation_error_message="导师库按乡镇建，请选乡镇。",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "pinyin"], name="mentor_of_area"),
            models.Index(fields=["pinyin"], name="mentor_by_pinyin"),
        ]

    def __str__(self):
        return self.name

    def speciality_labels(self):
        return [Speciality(one).label for one in self.specialities]


class PairingQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)


@tracked()
class Pairing(models.Model):
    """One mentor for a cadre at a time, from the day of the ceremony (拜师结对).

    Up to but not including the last day: one that ends on its first never was.
    """

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="pairings", verbose_name="导师")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="pairings", verbose_name="选派干部"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    began_on = models.DateField("结对日期")
    place = models.CharField("结对地点", max_length=60, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    reason = models.CharField("结束原因", max_length=100, blank=True)
    choice_reason = models.CharField("为什么选他", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = PairingQuerySet.as_manager()

    refusals = {
        "mentor_is_full": "这名导师带的人已经满了，请换一位，或先把“最多带几人”改大。",
        "mentor_of_elsewhere": "这名导师在别的乡镇，没有说愿意带外乡镇的干部，请另选一位。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "拜师结对"
        constraints = [
            not_before(
                "began_on",
                "ended_on",
                name="pairing_ends_after_it_begins",
                message="结束日期不能早于结对日期。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("cadre", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                name="pairing_one_mentor_at_a_time",
                violation_error_message="这名干部在此期间已有导师，请先办结束或更换。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, reason="") | (Q(ended_on__isnull=False) & ~Q(reason="")),
                name="pairing_ends_for_a_reason",
                violation_error_message="结束结对须写明日期和原因。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="pairing_latest"),
            models.Index(fields=["village", "began_on"], name="pairing_of_village"),
            models.Index(fields=["mentor"], condition=Q(ended_on=None), name="pairing_open"),
        ]

    def __str__(self):
        return f"{self.mentor}带{self.cadre}"


@tracked()
class MentoringNote(models.Model):
    """What the two did, if somebody wants it kept. Nothing counts them."""

    pairing = models.ForeignKey(
        Pairing, models.CASCADE, related_name="notes", verbose_name="拜师结对"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    happened_on = models.DateField("哪天")
    text = models.TextField("做了什么", max_length=1000)
    ways = ArrayField(
        models.CharField(max_length=5, choices=Way),
        default=list,
        blank=True,
        verbose_name="引传帮带",
    )
    next_step = models.CharField("下一步", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "帮带记录"
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="mentoring_latest"),
            models.Index(fields=["village", "happened_on"], name="mentoring_of_village"),
        ]

    def __str__(self):
        return f"{self.happened_on} {self.pairing}"

    def way_labels(self):
        return [Way(one).label for one in self.ways]


@tracked()
class MentorWord(models.Model):
    """What the mentor says of the cadre at the year's end, and one thing learnt and used."""

    pairing = models.ForeignKey(
        Pairing, models.CASCADE, related_name="words", verbose_name="拜师结对"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    year = models.PositiveSmallIntegerField("年度")
    text = models.TextField("导师的话", max_length=1000)
    example = models.TextField("学到并用上的一件事", max_length=1000)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "导师的话"
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "year"],
                name="mentor_word_once_a_year",
                violation_error_message="这一年的话已经写过，请打开那一条修改。",
            )
        ]
        indexes = [models.Index(fields=["village", "year"], name="mentor_word_of_village")]

    def __str__(self):
        return f"{self.year}年 {self.pairing}"
