"""Who signs in. What they may do follows from the role; which rows, from the area code."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from fushan.audit.tracking import tracked
from fushan.kit.fields import PinyinField
from fushan.org.reach import ACCOUNTS, ANYONE, NOTHING, TRAIL
from fushan.org.roles import AREA_CODE_OF_ROLE, Duty, Role, permissions_of

VILLAGE_DIGITS = 12


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


@tracked(exclude=["password", "last_login", "calendar_digest"])
class User(AbstractBaseUser):
    """An account. Never a superuser: the role says what it may do."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "role", "area_code"]

    username = models.CharField(
        "账号",
        max_length=40,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "这个账号已有人用。"},
    )
    name = models.CharField("姓名", max_length=40)
    pinyin = PinyinField("拼音", surname=True)
    role = models.CharField("身份", max_length=10, choices=Role)
    area_code = models.CharField(
        "管辖范围",
        max_length=12,
        blank=True,
        db_collation="C",
        help_text="县、乡镇或村的代码；系统管理员和安全审计员不填",
    )
    duties = ArrayField(
        models.CharField(max_length=10, choices=Duty),
        default=list,
        blank=True,
        verbose_name="乡镇职责",
    )
    cadre_id = models.BigIntegerField("本人", null=True, blank=True, editable=False)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    password_set_at = models.DateTimeField("密码设定时间", null=True, blank=True, editable=False)
    calendar_digest = models.CharField(
        "日历订阅",
        max_length=64,
        null=True,
        blank=True,
        editable=False,
        unique=True,
        error_messages={"unique": "请再点一次。"},
    )
    lock_lifted_at = models.DateTimeField("最近解除锁定", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()

    is_superuser = False

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(role=role, area_code__regex=code)
                        for role, code in AREA_CODE_OF_ROLE.items()
                    ),
                    _connector=Q.OR,
                ),
                name="user_reaches_as_far_as_the_role",
                violation_error_message="管辖范围与身份不符：县级填县代码，乡镇干部填乡镇代码，"
                "选派干部填村代码，系统管理员和安全审计员不填。",
            ),
            models.CheckConstraint(
                condition=Q(duties=[]) | Q(role=Role.TOWNSHIP),
                name="user_duties_are_a_townships",
                violation_error_message="只有乡镇干部才有乡镇职责。",
            ),
            models.CheckConstraint(
                condition=Q(cadre_id=None) | Q(role=Role.VILLAGE),
                name="user_is_a_cadre_only_in_a_village",
                violation_error_message="只有选派干部的账号才能对应选派干部。",
            ),
            models.UniqueConstraint(
                fields=["cadre_id"],
                name="user_one_for_a_cadre",
                violation_error_message="这名选派干部已有账号。",
            ),
        ]
        indexes = [models.Index(fields=["area_code"], name="user_by_area")]

    def __str__(self):
        return self.name

    @property
    def reach(self):
        """The area they answer for, and the cadre they are where only their own is theirs."""
        if self.role in WORDS:
            return WORDS[self.role], 0
        if self.role != Role.VILLAGE:
            return self.area_code, ANYONE
        return NOTHING if self.unposted else self.area_code, self.cadre_id or 0

    @property
    def unposted(self):
        """A cadre who is posted nowhere: they read what is their own and write nothing."""
        return self.role == Role.VILLAGE and len(self.area_code) < VILLAGE_DIGITS

    @property
    def is_staff(self):
        return self.role in (Role.ADMIN, Role.STAFF)

    def colleagues(self):
        """The other accounts of the same role and area with which somebody can sign in."""
        rows = User.objects.filter(role=self.role, area_code=self.area_code, is_active=True)
        return rows.exclude(pk=self.pk).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def set_password(self, raw_password):
        """The password itself is kept out of the history; that it was set is not."""
        super().set_password(raw_password)
        self.password_set_at = now()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def get_all_permissions(self, obj=None):
        return permissions_of(self.role) if self.is_active else set()

    def has_perm(self, perm, obj=None):
        return perm in self.get_all_permissions()

    def has_perms(self, perms, obj=None):
        return self.get_all_permissions().issuperset(perms)

    def has_module_perms(self, app_label):
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions())


WORDS = {Role.ADMIN: ACCOUNTS, Role.AUDITOR: TRAIL}
