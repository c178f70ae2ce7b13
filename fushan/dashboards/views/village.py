"""A village on one page: who answers for it, who is posted there, what happened last."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Posting, WorkLog
from evaluation.facts import FINDINGS
from fushan.catalogue.figures import FIGURES
from fushan.kit.facts import told
from fushan.org import places
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Selection, Village
from fushan.org.roles import Role
from petitions.facts import OPEN as MATTERS
from villages.boards import boards
from villages.models import PARTIES, BoardSeat, Seat, Vacancy, Visit, Visitor
from villages.party_facts import ACTIVITIES
from villages.plan_facts import PLANS
from villages.project_facts import PROJECTS
from villages.year_facts import YEAR

LAST, MOST = 5, 200
LEDGERS = [
    "walls",
    "needs_raised",
    "attendances",
    "difficulties_raised",
    "matters_raised",
    "solved_rate",
    "in_time_rate",
    "satisfaction_raise",
    "satisfaction_deliberate",
    "households_linked",
    "reviews",
    "plan_tasks",
    "collective_income",
    "talk_rooms",
    "projects_industry",
    "projects_party",
    "supports",
    "party_activities",
]


@for_roles(*COUNTY_AND_BELOW)
def villages(request):
    """The selected villages by township; with words, any village or area they find."""
    words = request.GET.get("q", "").strip()
    context = {"words": words}
    if words:
        context |= {"villages": places.villages(words), "areas": places.areas(words)}
    else:
        rows = Selection.objects.on(localdate()).select_related("village__township")
        context["villages"] = [row.village for row in rows.order_by("village_id")[:MOST]]
    return render(request, "dashboards/villages.html", context)


@for_roles(*COUNTY_AND_BELOW)
def village(request, code):
    today = localdate()
    vacant = Vacancy.objects.on(today).filter(village=OuterRef("pk")).values("since")
    rows = Village.objects.select_related("township").annotate(vacant_since=Subquery(vacant[:1]))
    village = get_object_or_404(rows, pk=code)
    if request.user.unposted:
        return render(request, "dashboards/left_village.html", {"village": village})
    postings = Posting.objects.on(today).filter(village=village).select_related("cadre__unit")
    postings = list(postings.order_by("began_on", "pk"))
    came = Visitor.objects.filter(visit=OuterRef("pk")).order_by("pk")
    visits = Visit.objects.filter(village=village)
    visits = visits.annotate(names=ArraySubquery(came.values("official__name")))
    logs = WorkLog.objects.filter(village=village).select_related("cadre", "village", "entered_by")
    context = {
        "village": village,
        "postings": postings,
        "board": _board(village, postings, today),
        "visits": visits.order_by("-happened_on", "-pk")[:LAST],
        "logs": logs.order_by("-happened_on", "-pk")[:LAST],
        "life": _life(village, today),
        "all": f"2000-01-01~{today}",
        "ledgers": [(code, FIGURES[code].label) for code in LEDGERS],
        "may_record_visit": _may_record_visit(request.user, village),
    }
    return render(request, "dashboards/village.html", context)


@for_roles(*COUNTY_AND_BELOW)
def seats(request, code):
    """Who held each of the five seats, and from when to when."""
    village = get_object_or_404(Village.objects.select_related("township"), pk=code)
    held = [
        (Seat(row.seat), row.holder, row.since, row.until, _history(row)) for row in _seats(village)
    ]
    held += [
        (Seat.SECRETARY, posting.cadre.name, posting.began_on, posting.ended_on, _history(posting))
        for posting in village.postings.secretaries().select_related("cadre")
    ]
    context = {
        "village": village,
        "parties": [
            (seat.label, sorted((row[1:] for row in held if row[0] == seat), key=_since))
            for seat in PARTIES
        ],
    }
    return render(request, "dashboards/seats.html", context)


def _life(village, day):
    """[(section, lines, where there is more)] of what its fact sheet says too; two queries."""
    area, everything = {"area": village.pk}, f"2000-01-01~{day}"
    more = {
        MATTERS: reverse("petitions:matters", query=area),
        FINDINGS: reverse("ledger", args=["findings_open"], query=area),
        YEAR: reverse("years:years-of", args=[village.pk]),
        PLANS: reverse("ledger", args=["plan_tasks"], query=area | {"period": everything}),
        PROJECTS: reverse("projects:projects", query=area),
        ACTIVITIES: reverse(
            "ledger", args=["party_activities"], query=area | {"period": everything}
        ),
    }
    sections = told(more, [village], day)
    return [(section, lines.get(village.pk, []), more[section]) for section, lines in sections]


def _seats(village):
    return BoardSeat.objects.filter(village=village).select_related("official")


def _since(row):
    """The latest first."""
    return -row[1].toordinal()


def _may_record_visit(user, village):
    if user.role == Role.VILLAGE:
        return village.pk == user.area_code
    return user.role in (Role.TOWNSHIP, Role.STAFF)


def _board(village, postings, day):
    """[(party, holder, unit)] in the article's order; an empty seat has no holder."""
    return [
        (held.seat.label, held.name, held.unit)
        for held in boards([village], day, postings)[village.pk]
    ]


def _history(record):
    return reverse("history", args=[record._meta.label_lower, record.pk])
