"""What the department may set without touching code."""

from django.db import models

from fushan.audit.tracking import tracked
from fushan.kit.once import once_a_request

# key: (what it is, unit, value as shipped)
KNOWN = {
    "week_least_working_days": ("一周少于几个工作日不要求到村", "天", "3"),
    "leave_township_days": ("乡镇最多批几个工作日的假", "天", "3"),
    "month_closes_on": ("上月每月几日自动收尾", "日", "10"),
    "month_reopened_days": ("重新打开的月份几天后自动收尾", "天", "7"),
    "vacancy_fill_days": ("空缺几天内补派", "天", "30"),
    "board_first_days": ("列为选派村后几天内五方责任人到位", "天", "30"),
    "board_change_days": ("责任人变动后几天内更新身份牌", "天", "15"),
    "presence_floor": ("每月在村工作最少天数", "天", "20"),
    "backups_kept": ("备份保留最近几份", "份", "14"),
    "supervision_phone": ("县委组织部监督电话", "", ""),
    "county_label": ("页面上方的名称", "", "选派干部到村任职"),
}


@tracked()
class Setting(models.Model):
    key = models.CharField("设置项", max_length=40, primary_key=True)
    value = models.CharField("值", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "设置"

    def __str__(self):
        return KNOWN[self.key][0]

    def save(self, **kwargs):
        super().save(**kwargs)
        _said.forget()


@once_a_request
def _said():
    return dict(Setting.objects.values_list("key", "value"))


def setting(key):
    """The value as text: the department's, or else the one shipped."""
    return _said().get(key) or KNOWN[key][2]


def is_demo():
    """Whether these are invented data."""
    return bool(_said().get("demo"))
