"""Who is likely to have come along, so that it need not be typed."""

from villages.models import Official, Visit


def officials_for(village):
    """Those of the village's township and of the county, by unit and name; former ones left out."""
    places = [village.township_id, village.township_id[:6]]
    rows = Official.objects.filter(area__in=places, left_on=None)
    return rows.select_related("unit").order_by("-area", "pinyin", "pk")


def last_party(user, village):
    """The ids of those who came on this person's last visit; else of the person alone."""
    mine = Official.objects.filter(user=user).values_list("pk", flat=True).first()
    last = Visit.objects.filter(entered_by=user).order_by("-pk").first()
    party = set(last.visitors.values_list("official", flat=True)) if last else set()
    return party if mine is None or mine in party else {mine}
