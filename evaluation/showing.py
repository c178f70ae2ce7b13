"""Where the records that a hint shows are read."""

from django.urls import reverse

from fushan.org.roles import Role

PAGES = {
    "cadres.leave": "leave:leave",
    "cadres.worklog": "cadres:log",
    "petitions.matter": "petitions:matter",
    "training.trainingsession": "training:session",
    "villages.project": "projects:project",
}
OFFICES_PAGES = {"cadres.townshipmeeting": "meetings:meeting"}
DESK = ("cadres.borrowing", "villages.incident", "cadres.posting", "cadres.presence")


def shown_records(hint, user):
    """[(label, address or "")]: the record's own page, or the desk's, or the village's.

    A cadre reads of a township's meeting what the label says: its page lists the others too.
    """
    return [(one["label"], _address(one, hint, user)) for one in hint.shown]


def _address(one, hint, user):
    if page := OFFICES_PAGES.get(one["model"]):
        is_office = user.role in (Role.STAFF, Role.TOWNSHIP)
        return reverse(page, args=[one["id"]]) if is_office else ""
    if page := PAGES.get(one["model"]):
        return reverse(page, args=[one["id"]])
    if user.role == Role.STAFF and one["model"] in DESK:
        return reverse(f"admin:{one['model'].replace('.', '_')}_change", args=[one["id"]])
    return reverse("village", args=[hint.village_id])
