"""The words of a scheme: kinds of points, who gives them, whom a rule binds."""

from django.db import models

WHOLE = 100
SAMPLE = "示例：按公开发布的办法拟的样本，启用前请按本县的文件改。"


class Seen(models.TextChoices):
    """Whether results show at once or later."""

    VISIBLE = "visible", "显绩"
    POTENTIAL = "potential", "潜绩"


class Source(models.TextChoices):
    FIGURE = "figure", "按统计项计算"
    MANUAL = "manual", "由人评定"
    DEDUCTION = "deduction", "按认定的提示扣分"


class Judge(models.TextChoices):
    """Who gives the points of a part that people judge."""

    TOWNSHIP = "township", "乡镇党委"
    COUNTY = "county", "县工作专班、县级部门"
    PUBLIC = "public", "群众评事"
    MENTOR = "mentor", "导师"


class Bound(models.TextChoices):
    """Who answers for a rule. Only the first two can cost a cadre points."""

    CADRE = "cadre", "本人"
    BRANCH = "branch", "村党支部（由任书记的选派干部负责）"
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县级部门"
    UNIT = "unit", "单位"


COSTLY = (Bound.CADRE, Bound.BRANCH)


class Shown(models.TextChoices):
    """How a breach comes to light."""

    RECORDS = "records", "由系统对照记录提示"
    PEOPLE = "people", "由乡镇、县里登记"


class Limit(models.TextChoices):
    """The best grade that is left open."""

    GOOD = "good", "不得评优秀"
    BASIC = "basic", "至多评基本合格"
    FAIL = "fail", "评不合格"


def tidy(points):
    """12, not 12.00; 0.5, not 0.50."""
    return f"{points:f}".rstrip("0").rstrip(".") if "." in f"{points:f}" else f"{points}"
