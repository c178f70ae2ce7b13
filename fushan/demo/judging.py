"""The sample scheme in use, and hints in every state, found in the invented records themselves."""

from datetime import date, timedelta

from evaluation.checking import check_rules
from evaluation.models import Hint, HintState, Outcome, ToldHow
from evaluation.moving import appeal, close, decide, explain, verify
from evaluation.sample import lay_sample
from fushan.demo.county import COUNTY
from fushan.desk.models import overrides
from fushan.kit.periods import Period
from fushan.kit.workdays import add_working_days
from fushan.org.models import Area, Role, User

RUNS = (90, 60, 30, 0)  # days before the county's own, on which the records were looked at
SETTLED = 30  # days
TRUE = "到村看过，和本人、支部委员都谈了，情况属实。"
UNTRUE = "当天有记录在纸上，系统里补晚了，不属实。"
SAID = "那一周家里老人住院，电话里请过假，回来忘了补。"
WHY = {
    Outcome.POINTS: "情况属实，没有合适的理由，按这一条扣分。",
    Outcome.NONE: "第一次，已经提醒，不扣分。",
    Outcome.EXCUSED: "家中急事，事先打过招呼，按容错办法免责。",
}
APPEAL = "请假是在电话里向分管副镇长请的，副镇长可以作证。"
UPHELD = "已向分管副镇长核实，申诉属实，改为不扣分。"


def lay_judging(county):
    """Only in the first county: the others are for load."""
    if county.code != COUNTY:
        return
    _scheme(county)
    for days in RUNS:
        check_rules(county.on - timedelta(days=days))
    staff = User.objects.filter(role=Role.STAFF, area_code=county.code).first()
    rows = Hint.objects.select_related("rule", "cadre__user").order_by("found_on", "pk")
    old = rows.filter(found_on__lte=county.on - timedelta(days=SETTLED))
    for n, hint in enumerate(old.exclude(cadre=None)):
        _way(county, hint, n)(_Hand(county, hint, staff))
    for n, hint in enumerate(old.filter(cadre=None)):
        _of_an_office(_Hand(county, hint, staff), untrue=n % 4 == 0)
    _asks_the_secretary(county, rows, staff)


def _scheme(county):
    area = Area.objects.get(pk=county.code)
    scheme = lay_sample(area, began_on=date(county.began_on.year, 1, 1))
    scheme.in_use_on = scheme.began_on
    scheme.save()


class _Hand:
    """Moves one hint on, each step some working days after the one before."""

    def __init__(self, county, hint, staff):
        self.hint, self.staff = hint, staff
        self.clerk = county.clerks[hint.village_id[:9]]
        self.day = hint.found_on

    def verify(self, *, true=True):
        self._on(2)
        note = TRUE if true else UNTRUE
        verify(self.hint, true=true, by=self.clerk, on=self.day, note=note)

    def explain(self):
        self._on(2)
        explain(self.hint, by=self.hint.cadre.user, on=self.day, note=SAID)

    def told_on_the_phone(self):
        """The cadre said it to somebody who had not verified it."""
        self._on(2)
        explain(self.hint, by=self.staff, on=self.day, note=SAID, how=ToldHow.PHONE)

    def decide(self, outcome):
        self._on(3)
        told = {"by": self.staff, "on": self.day, "note": WHY[outcome]}
        decide(self.hint, outcome=outcome, points=self.hint.rule.points, **told)

    def appeal(self):
        self._on(2)
        appeal(self.hint, by=self.hint.cadre.user, on=self.day, note=APPEAL)

    def close(self):
        self._on(3)
        told = {"by": self.staff, "on": self.day, "note": UPHELD}
        close(self.hint, outcome=Outcome.NONE, **told)

    def _on(self, days):
        self.day = add_working_days(self.day, days, overrides())


def _heard(hand, outcome):
    hand.verify()
    hand.explain()
    if outcome == Outcome.POINTS and not hand.hint.most:
        outcome = Outcome.NONE
    hand.decide(outcome)


def _untrue(hand):
    hand.verify(true=False)


def _points(hand):
    _heard(hand, Outcome.POINTS)


def _none(hand):
    _heard(hand, Outcome.NONE)


def _excused(hand):
    _heard(hand, Outcome.EXCUSED)


def _upheld(hand):
    _heard(hand, Outcome.POINTS)
    hand.appeal()
    hand.close()


def _appealed(hand):
    _heard(hand, Outcome.POINTS)
    hand.appeal()


def _explained(hand):
    hand.verify()
    hand.explain()


def _by_phone(hand):
    hand.verify()
    hand.told_on_the_phone()
    hand.decide(Outcome.NONE)


WAYS = (
    *(_excused, _upheld, _points, _untrue, _none),
    *(_appealed, _untrue, _explained, _by_phone),
)


def _way(county, hint, n):
    """No appeal about the year that was appraised is left open: it would not have been decided."""
    way = WAYS[n % len(WAYS)]
    over = hint.happened_on < Period.of("month", county.on).first
    return _upheld if way is _appealed and over else way


def _of_an_office(hand, *, untrue):
    """What binds a township or a department: verified and told, and nobody loses anything."""
    hand.verify(true=not untrue)
    if not untrue:
        hand.decide(Outcome.NONE)


def _asks_the_secretary(county, rows, staff):
    """The demo's own secretary has one to explain, found on the last look."""
    mine = rows.filter(cadre=county.home_posting.cadre, state=HintState.SEEN).last()
    if mine:
        hand = _Hand(county, mine, staff)
        verify(mine, true=True, by=hand.clerk, on=county.on, note=TRUE)
