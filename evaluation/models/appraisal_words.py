"""The words of appraisals: kinds, states and the moves between them, levels and grades."""

from decimal import Decimal

from django.db import models

from cadres.models.words import Status


class AppraisalKind(models.TextChoices):
    QUARTER = "quarter", "季度"
    YEAR = "year", "年度"


class AppraisalState(models.TextChoices):
    TOWNSHIP = "township", "待乡镇评"
    COUNTY = "county", "待县里评"
    SHOWN = "shown", "待本人看"
    REPLIED = "replied", "本人已答复"
    APPEALED = "appealed", "申诉中"
    DECIDED = "decided", "已认定"
    CLOSED = "closed", "已办结"


S = AppraisalState
MOVES = {
    S.TOWNSHIP: (S.COUNTY,),
    S.COUNTY: (S.TOWNSHIP, S.SHOWN),
    S.SHOWN: (S.REPLIED, S.APPEALED, S.DECIDED, S.TOWNSHIP),
    S.REPLIED: (S.APPEALED, S.DECIDED, S.TOWNSHIP),
    S.APPEALED: (S.DECIDED,),
    S.DECIDED: (S.CLOSED,),
    S.CLOSED: (),
}
OPEN = tuple(state for state, then in MOVES.items() if then)
SHOWN_STATES = (S.SHOWN, S.REPLIED, S.APPEALED, S.DECIDED, S.CLOSED)


class Level(models.TextChoices):
    """What people give: of a quarter, of a part of an indicator, of near and lasting results."""

    GOOD = "good", "好"
    FAIR = "fair", "较好"
    PLAIN = "plain", "一般"
    POOR = "poor", "较差"

    @property
    def share(self):
        return {"good": Decimal(1), "fair": Decimal("0.8"), "plain": Decimal("0.6")}.get(
            self.value, Decimal("0.4")
        )

    def is_below(self, other):
        """Whether it is the worse of two; nothing is worse than none."""
        order = list(Level)
        return bool(other) and order.index(self) > order.index(Level(other))


NEEDS_A_WORD = (Level.PLAIN, Level.POOR)


class AppealOutcome(models.TextChoices):
    UPHELD = "upheld", "申诉成立"
    REJECTED = "rejected", "申诉不成立"


class Grade(models.TextChoices):
    """Of a year, by decision. Institutions say 合格, civil servants 称职."""

    EXCELLENT = "excellent", "优秀"
    PASS = "pass", "合格"
    BASIC = "basic", "基本合格"
    FAIL = "fail", "不合格"

    def word_of(self, status):
        """As the cadre's own kind of post has it."""
        return self.label.replace("合格", "称职") if status in CIVIL else str(self.label)


CIVIL = (Status.CIVIL, Status.AS_CIVIL)


class Stage(models.TextChoices):
    """When the parts were written down with their records."""

    SHOWN = "shown", "给本人看时"
    FINAL = "final", "认定时"
