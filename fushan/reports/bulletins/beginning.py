"""A new bulletin of an office, filled in as far as is known; each kind has its own name and row of
numbers, and goes to whom the last of its kind went."""

from django.db.models import Max
from django.utils.timezone import localdate

from fushan.org.models import Area
from fushan.reports.models import Bulletin, BulletinKind

NAMES = {
    BulletinKind.BRIEFING: "选派干部工作简报",
    BulletinKind.NOTICE: "选派干部工作通报",
}
TITLES = {
    BulletinKind.BRIEFING: "{place}选派干部到村任职工作情况",
    BulletinKind.NOTICE: "关于部分事项没有按期办理情况的通报",
}
TAIL = ("to_report", "to_send", "to_issue", "copies")


def kind_of(asked):
    """A 简报 unless a 通报 is asked for."""
    return BulletinKind.NOTICE if asked == BulletinKind.NOTICE else BulletinKind.BRIEFING


def begun(user, kind):
    place, today = Area.objects.get(pk=user.area_code), localdate()
    office = "委组织部" if len(place.pk) <= 6 else "委员会"
    before = Bulletin.objects.filter(area=place, kind=kind)
    return Bulletin(
        area=place,
        about=place,
        kind=kind,
        name=NAMES[kind],
        issue=_last_number(before, today) + 1,
        unit=f"中共{place}{office}",
        dated=today,
        title=TITLES[kind].format(place=place),
        drafted_by=user,
        since=today,
        **_tail_of(before.order_by("-dated", "-pk").first()),
    )


def _last_number(before, today):
    return before.filter(dated__year=today.year).aggregate(last=Max("issue"))["last"] or 0


def _tail_of(last):
    return {name: getattr(last, name) for name in TAIL} if last else {}
