"""How far the months of a place are settled, in words: what a number of presence does not tell."""

from django.db.models import Count, Q
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.desk.models import ClosedMonth
from fushan.kit.periods import Period

MOST, NAMED = 12, 3  # a month closes by itself: what is open lies among the last ones

ALL = Q()


def unsettled(area, period):
    """只到9月：10月还没有收尾。Nothing where all is told; one query, whatever the size."""
    months = _months(period)
    asked = {f"all{n}": _townships(month) for n, month in enumerate(months)}
    asked |= {f"open{n}": _townships(month, ~_closed(month)) for n, month in enumerate(months)}
    rows = Posting.objects.filter(village__gte=area, village__lt=f"{area}:")
    found = rows.aggregate(**asked) if asked else {}
    told = [(month, found[f"open{n}"], found[f"all{n}"]) for n, month in enumerate(months)]
    return _said([one for one in told if one[2]])


def _months(period):
    """The last months that begin in the period and have begun."""
    months, month = [], Period.of("month", min(period.last, localdate()))
    while month and month.first >= period.first and len(months) < MOST:
        months.append(month)
        month = month.previous
    return months[::-1]


def _townships(month, more=ALL):
    """How many had somebody posted in this month."""
    still = Q(ended_on=None) | Q(ended_on__gt=month.first)
    posted = Q(still, began_on__lte=month.last)
    return Count("village__township", distinct=True, filter=posted & more)


def _closed(month):
    closed = ClosedMonth.objects.standing().filter(month=month.first)
    return Q(village__township__in=closed.values("area"))


def _said(told):
    """`told`: [(month, townships that have not closed it, townships)] in their order."""
    none = [month for month, left, of in told if left == of]
    some = [(month, left) for month, left, of in told if 0 < left < of]
    if not none and not some:
        return ""
    parts = [f"{_named(month)}还有{left}个乡镇没有收尾" for month, left in some]
    parts += [f"{_names(none)}还没有收尾"] if none else []
    return f"{_how_far(told, none, some)}：{'，'.join(parts)}。"


def _how_far(told, none, some):
    if len(none) == len(told):
        return "还没有数"
    full = [month for month, *_ in told if month not in none]
    return "还不全" if some or full[-1].first > none[0].first else f"只到{_named(full[-1])}"


def _names(months):
    said = "、".join(_named(month) for month in months[-NAMED:])
    return said if len(months) <= NAMED else f"{_named(months[0])}等{len(months)}个月"


def _named(month):
    this_year = month.first.year == localdate().year
    return f"{month.first.month}月" if this_year else month.label
