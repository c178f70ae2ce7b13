"""Who is likely to have come along, so that it need not be typed."""

from django.db.models import Q

from villages.models import Official, Visit


def officials_for(visit):
    """Those of the village's township and of the county, and whoever the visit names already."""
    township = visit.village.township_id
    serving = Q(area__in=[township, township[:6]], left_on=None)
    named = Q(pk__in=visit.visitors.values("official")) if visit.pk else Q()
    rows = Official.objects.filter(serving | named)
    return rows.select_related("unit").order_by("-area", "pinyin", "pk")


def last_party(user, village):
    """The ids of those who came on this person's last visit; else of the person alone."""
    mine = Official.objects.filter(user=user).values_list("pk", flat=True).first()
    last = Visit.objects.filter(entered_by=user).order_by("-pk").first()
    party = set(last.visitors.values_list("official", flat=True)) if last else set()
    return party if mine is None or mine in party else {mine}
