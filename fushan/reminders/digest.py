"""What the week wants (一周提醒): one notice a person, one text for the office's own group.

Only work with a date on it is told; never who signed in or wrote how much.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.text import Truncator

from fushan.catalogue.dues import dues_by_township, dues_of
from fushan.desk.models import overrides, setting
from fushan.inbox.models import Notice, tell
from fushan.kit.periods import week_of
from fushan.kit.workdays import is_working
from fushan.org.models import Area, Role, User
from fushan.org.reach import reach

HEAD = "本周要办"
NAMED, LONGEST = 4, 200
WRITERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
BEGINS, ENDS = 7, 20  # o'clock; before and after, and on days off, nobody is told anything


@dataclass(frozen=True)
class Digest:
    """What one person is told."""

    user: User
    text: str


def is_quiet(moment):
    """Whether this is a night, or a day that is not worked."""
    return not (BEGINS <= moment.hour < ENDS and is_working(moment.date(), overrides()))


def told_from(day):
    """The day of that week from which it is told: the one that is set, or the next worked one."""
    monday, sunday = week_of(day)
    first = monday + timedelta(days=int(setting("digest_weekday")) - 1)
    days = (first + timedelta(days=n) for n in range((sunday - first).days + 1))
    return next((day for day in days if is_working(day, overrides())), None)


def is_wanted(day):
    """Whether the week's digest may go out on that day."""
    first = setting("digest_weekday") != "0" and told_from(day)
    return bool(first) and day >= first


def digests(day):
    """[Digest] of everybody who owes something by the week's end and was not told yet.

    Asks as each person: nobody is told of what they do not see.
    """
    monday, sunday = week_of(day)
    told = Notice.objects.filter(text__startswith=HEAD, told_at__date__range=(monday, sunday))
    people = User.objects.filter(is_active=True, role__in=WRITERS).exclude(area_code="")
    people = people.exclude(pk__in=told.values("user")).order_by("area_code", "pk")
    found = ((user, _owed(user, day, sunday)) for user in list(people) if not user.unposted)
    return [Digest(user, _text(owed)) for user, owed in found if owed]


def _owed(user, day, sunday):
    with reach(*user.reach):
        return [due for due in dues_of(user, day) if due.due_on <= sunday]


def _text(owed):
    over = sum(due.urgency == "bad" for due in owed)
    late = f"，其中 {over} 件已过期" if over else ""
    named = "；".join(f"{due.text}（{due.word}）" for due in owed[:NAMED])
    more = "；……" if len(owed) > NAMED else ""
    return Truncator(f"{HEAD} {len(owed)} 件{late}：{named}{more}").chars(LONGEST)


def leave(digest):
    """In the app, where the person finds it when they come."""
    tell(digest.user, digest.text, "due")


def of_the_county(area, day):
    """The office's own text, by township: how much is to be done, no name in it. "" for nothing."""
    with reach(area.pk):
        owed = dues_by_township(day)
    if not owed:
        return ""
    names = dict(Area.objects.filter(pk__in=owed).values_list("pk", "name"))
    monday, sunday = week_of(day)
    lines = [f"{area.name}选派干部工作，{_dated(monday)}至{_dated(sunday)}："]
    lines += [_line(names[code], kinds) for code, kinds in sorted(owed.items()) if code in names]
    return "\n".join(lines)


def _line(name, kinds):
    over = sum(over for _, _, over in kinds)
    late = f"，过期 {over} 件" if over else ""
    return f"{name}：待办 {sum(n for _, n, _ in kinds)} 件{late}"


def _dated(day):
    return f"{day.month}月{day.day}日"
