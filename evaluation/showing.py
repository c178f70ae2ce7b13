"""Where the records that a hint shows are read."""

from django.urls import reverse

PAGES = {
    "cadres.leave": "leave:leave",
    "cadres.worklog": "cadres:log",
    "petitions.matter": "petitions:matter",
    "training.trainingsession": "training:session",
    "villages.project": "projects:project",
}
DESK = ("cadres.borrowing", "villages.incident", "cadres.posting", "cadres.presence")


def shown_records(hint, *, at_desk):
    """[(label, address or "")]: the record's own page, or the desk's, or the village's."""
    return [(one["label"], _address(one, hint, at_desk)) for one in hint.shown]


def _address(one, hint, at_desk):
    if page := PAGES.get(one["model"]):
        return reverse(page, args=[one["id"]])
    if at_desk and one["model"] in DESK:
        return reverse(f"admin:{one['model'].replace('.', '_')}_change", args=[one["id"]])
    return reverse("village", args=[hint.village_id])
