"""How many of a form a month owes in an area, and by how many people."""

from django.db.models import Q
from django.db.models.functions import Left

from cadres.models import Posting
from fushan.desk.models import Suggestion
from fushan.org.models import Role, User
from villages.models import Leadership, VillageWeek


def visits(area, month):
    """One a village and week where a visit is asked for; any member of the leadership pays it."""
    weeks = _inside(VillageWeek.objects, area).filter(
        due=True, monday__range=(month.first, month.last)
    )
    townships = weeks.annotate(township=Left("village", 9)).values("township")
    leading = Leadership.objects.filter(area__in=townships, since__lte=month.last)
    leading = leading.filter(Q(until=None) | Q(until__gt=month.first))
    return weeks.count(), leading.values("official").distinct().count()


def closings(area, month):
    """One a township and month, by one person."""
    posted = _inside(Posting.objects, area).filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first), began_on__lte=month.last
    )
    townships = posted.annotate(township=Left("village", 9)).values("township").distinct().count()
    return townships, townships


def reviews(area, month):
    """One a village with a cadre and month, by that village's cadres."""
    posted = _inside(Posting.objects, area).filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first), began_on__lte=month.last
    )
    villages = posted.values("village").distinct().count()
    return villages, villages


def answers(area, month):
    asked = Suggestion.objects.filter(made_on__range=(month.first, month.last)).count()
    return asked, User.objects.filter(role=Role.STAFF, is_active=True).count()


def _inside(rows, area):
    return rows.filter(village__gte=area, village__lt=f"{area}:")
