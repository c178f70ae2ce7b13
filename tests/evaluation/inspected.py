"""One village looked at, and what is done there."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate, now

from evaluation.inspecting import open_inspection
from evaluation.models import Inspection
from petitions.models import Review
from tests.factories import SelectionFactory, UserFactory

TODAY = localdate()
YEAR, LAST = date(TODAY.year - 1, 1, 1), date(TODAY.year - 1, 12, 31)
SAID = "想把连翘再扩一百亩，就怕销路。"


def opened(village, *team, **more):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    days = {"name": "第四季度调研", "began_on": TODAY, "ends_on": TODAY}
    new = Inspection(area_id="141027", entered_by=team[0], **days | more)
    return open_inspection(new, team, TODAY)


def page(name, *args):
    return reverse(f"inspections:{name}", args=args)


def signed_in(client, user):
    client.force_login(user)
    return client


def sent(client, url, **typed):
    """The form as the page draws it, with what is typed on it."""
    form = client.get(url).context["form"]
    hidden = {"submission": form["submission"].value()}
    if "seen" in form.fields:
        hidden["seen"] = form["seen"].value()
    return client.post(url, hidden | typed)


def looked(sheet, by, **levels):
    sheet.looked_on, sheet.looked_by = TODAY, by
    for name, value in levels.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet


def refusal(error):
    return error.value.__cause__.diag.constraint_name


def reviewed(village, bad=0, confirmed=True):
    good = 20 - bad
    said = {"said_good": good, "said_fair": 0, "said_bad": bad, "said_unsure": 0}
    held = {"held_good": 20, "held_fair": 0, "held_bad": 0, "held_unsure": 0}
    met = {"households": 20, "present": 20, "issued": 20, "returned": 20}
    days = {"month": TODAY.replace(day=1), "held_on": TODAY}
    counted, checked = UserFactory(), UserFactory()
    by = {"entered_by": counted}
    if confirmed:
        by |= {"confirmed_by": checked, "confirmed_at": now()}
    return Review.objects.create(
        village=village, remarks="路灯坏了。", **said, **held, **met, **days, **by
    )
