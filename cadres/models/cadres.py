"""A cadre as the roster and the appointment form know them; what is private lies apart."""

from django.db import models

from cadres.models.words import ETHNICITIES, Gender, Status
from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.fields import PinyinField
from fushan.org.models import Unit, User

MONTH = {"max_length": 6, "blank": True, "help_text": "六位年月，如 198803"}


@tracked()
class Cadre(models.Model):
    """One person. `area_code` is today's village, or the county's where they have no post."""

    name = models.CharField("姓名", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音", surname=True)
    initials = PinyinField("拼音首字母", reading="initials", surname=True)
    gender = models.CharField("性别", max_length=2, choices=Gender, blank=True)
    ethnicity = models.CharField("民族", max_length=20, choices=ETHNICITIES, blank=True)
    native_place = models.CharField("籍贯", max_length=40, blank=True)
    birth_place = models.CharField("出生地", max_length=40, blank=True)
    born_in = models.CharField("出生年月", **MONTH)
    worked_since = models.CharField("参加工作时间", **MONTH)
    joined_party = models.CharField("入党时间", max_length=40, blank=True)
    health = models.CharField("健康状况", max_length=20, blank=True)
    technical_post = models.CharField("专业技术职务", max_length=60, blank=True)
    strengths = models.CharField("熟悉专业有何专长", max_length=200, blank=True)
    education = models.CharField("全日制学历", max_length=40, blank=True)
    degree = models.CharField("全日制学位", max_length=40, blank=True)
    education_school = models.CharField("全日制学历毕业院校系及专业", max_length=100, blank=True)
    degree_school = models.CharField("全日制学位毕业院校系及专业", max_length=100, blank=True)
    later_education = models.CharField("在职学历", max_length=40, blank=True)
    later_degree = models.CharField("在职学位", max_length=40, blank=True)
    later_education_school = models.CharField(
        "在职学历毕业院校系及专业", max_length=100, blank=True
    )
    later_degree_school = models.CharField("在职学位毕业院校系及专业", max_length=100, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cadres",
        verbose_name="派出单位",
    )
    position = models.CharField("单位职务", max_length=100, blank=True)
    position_since = models.CharField("任现职时间", **MONTH)
    rank_since = models.CharField("任现职级时间", **MONTH)
    status = models.CharField("人员类别", max_length=10, choices=Status, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    area_code = models.CharField("现所在", max_length=12, db_collation="C", editable=False)
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cadre",
        verbose_name="账号",
        error_messages={"unique": "这个账号已属于另一名选派干部。"},
    )

    class Meta:
        verbose_name = verbose_name_plural = "选派干部"
        indexes = [
            models.Index(fields=["area_code", "id"], name="cadre_by_area"),
            models.Index(fields=["name"], name="cadre_by_name"),
            models.Index(fields=["initials"], name="cadre_by_initials"),
            models.Index(fields=["pinyin"], name="cadre_by_pinyin"),
        ]

    def __str__(self):
        return self.name


@tracked(exclude=["wrapped_key"])
class CadrePrivate(PrivateRow):
    """What only the department and the cadre may see, sealed under a key of the cadre's own."""

    cadre = models.OneToOneField(
        Cadre, models.PROTECT, related_name="private", verbose_name="选派干部"
    )
    area_code = models.CharField("现所在", max_length=12, db_collation="C", editable=False)
    id_number_sealed = SealedField("身份证号（加密）")
    id_number_digest = models.CharField(  # noqa: DJ001 - unique, and many have none
        "身份证号摘要", max_length=64, null=True, editable=False
    )
    phone_sealed = SealedField("联系电话（加密）")
    family_sealed = SealedField("家庭成员（加密）")
    resume_sealed = SealedField("简历（加密）")
    appraisals_sealed = SealedField("近三年考核（加密）")

    id_number = Clear("id_number_sealed", digest="id_number_digest")
    phone = Clear("phone_sealed")
    family = Clear("family_sealed")
    resume = Clear("resume_sealed")
    appraisals = Clear("appraisals_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "个人信息"
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_digest"],
                name="cadre_id_number_once",
                violation_error_message="这个身份证号已有人使用。",
            )
        ]

    def __str__(self):
        return str(self.cadre)
