"""What people find needless (减负建议), from nobody; and what the department answers."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from fushan.audit.tracking import tracked
from fushan.desk.models.calendar import overrides
from fushan.kit.workdays import add_working_days
from fushan.org.models import Area, User

DAYS_TO_ANSWER = 5  # working days

CHAPTERS = {
    "": "首页",
    "admin": "管理后台",
    "imports": "导入",
    "leave": "请假",
    "ledger": "明细台账",
    "logs": "工作日志",
    "me": "我的",
    "month": "本月收尾",
    "overview": "总览",
    "party": "组织生活",
    "password": "修改密码",
    "plans": "规划和任务",
    "projects": "项目",
    "registers": "登记表",
    "sign-in": "登录",
    "talk": "说事室和微信群",
    "villages": "村",
    "visits": "到村指导",
    "years": "村情",
}


def page_in_words(page):
    """`工作日志（/logs/new/）`; the bare address where its chapter has no word here."""
    chapter = CHAPTERS.get(page.strip("/").partition("/")[0]) if page else ""
    return f"{chapter}（{page}）" if chapter else page


class SuggestionQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answer=None)


class Suggestion(models.Model):
    """Nobody's: no account, no time of day and no history, which would say who and when.

    The id is made at random in the page, so that a second tap is no second suggestion; it is in no
    order. `page` is an address without what stands for a village or a person in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="suggestions", verbose_name="县")
    page = models.CharField("页面", max_length=100, blank=True)
    text = models.TextField("建议")
    made_on = models.DateField("日期", default=localdate)
    answer_by = models.DateField("最迟答复", editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "减负建议"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="suggestion_says_something",
                violation_error_message="请写下建议。",
            )
        ]
        indexes = [
            models.Index(F("made_on").desc(), F("id").desc(), name="suggestion_latest_first")
        ]

    def __str__(self):
        return f"{self.made_on} {self.text[:20]}"

    def save(self, **kwargs):
        """Some working days are given to answer, reckoned once by the calendar of that day."""
        if self.answer_by is None:
            self.answer_by = add_working_days(self.made_on, DAYS_TO_ANSWER, overrides())
        super().save(**kwargs)

    @property
    def where(self):
        return page_in_words(self.page)


class SuggestionAnswerQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_public=True)


@tracked()
class SuggestionAnswer(models.Model):
    """Who answers does so in their own name, with a history like any deed."""

    suggestion = models.OneToOneField(
        Suggestion, models.PROTECT, related_name="answer", verbose_name="建议"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="县")
    text = models.TextField("答复")
    is_public = models.BooleanField("公开", default=True)
    answered_on = models.DateField("答复日期", default=localdate)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="答复人")

    objects = SuggestionAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "减负建议的答复"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="answer_says_something",
                violation_error_message="请写答复。",
            )
        ]
        indexes = [
            models.Index(F("answered_on").desc(), F("id").desc(), name="answer_latest_first")
        ]

    def __str__(self):
        return f"{self.answered_on} {self.text[:20]}"
