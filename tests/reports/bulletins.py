"""Bulletins in every state for tests of their pages, and what is posted to these."""

from datetime import date
from uuid import uuid4

from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Difficulty
from fushan.org.models import Role
from fushan.reports.bulletins.moving import make_final, send
from fushan.reports.bulletins.overdue import overdue
from fushan.reports.models import BulletinKind, Paragraph
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    PostingFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.reports import BulletinFactory

TEXT = "到村指导【到村指导】，入户30户。"


def page(name, paper=None, **more):
    return reverse(f"bulletins:{name}", args=[paper.pk] if paper else [], kwargs=more or None)


def drafted(user, text=TEXT, **more):
    paper = BulletinFactory(drafted_by=user, **more)
    Paragraph.objects.create(bulletin=paper, area_id=paper.area_id, section="0", text=text)
    return paper


def made_final(paper):
    """By a checker of its own."""
    send(paper)
    make_final(paper, by=UserFactory(role=Role.STAFF, area_code="141027"))
    return paper


def finished(user, checker, **more):
    paper = drafted(user, **more)
    send(paper)
    make_final(paper, by=checker)
    return paper


def neglected():
    """Two townships with something overdue: a difficulty nobody claimed."""
    for code, name in (("141027103", "北王镇"), ("141027102", "张庄镇")):
        village = VillageFactory(
            township=TownshipFactory(code=code, name=name), code=f"{code}204", name=f"{name}某村"
        )
        cadre = CadreFactory(name="秦小妹", area_code=village.code)
        PostingFactory(cadre=cadre, village=village, began_on=date(2020, 4, 15))
        DifficultyFactory(cadre=cadre, village=village, raised_on=date(2020, 5, 6), text="没有车")


def notice(user):
    """A 通报 that lists what is neglected there, gone after."""
    neglected()
    items = [item for item in overdue("141027", localdate()) if item.kind == "difficulty"]
    verified = [item.as_data() for item in items]
    return drafted(user, "现予通报。", kind=BulletinKind.NOTICE, issue=None, verified=verified)


def done(township):
    """The difficulty there needs nobody any more."""
    rows = Difficulty.objects.filter(village__township__name=township)
    rows.update(dropped_on=localdate(), dropped_reason="已经有车")


def sent(**more):
    return {"submission": uuid4()} | more


def head(**more):
    return (
        sent(
            kind="briefing",
            title="工作情况",
            about="141027",
            span="last_month",
            sections=["0", "1"],
            name="选派干部工作简报",
            issue="1",
            unit="中共浮山县委组织部",
            dated=f"{localdate()}",
        )
        | more
    )


def faults_of(response):
    form = response.context["form"]
    return [said for faults in form.errors.values() for said in faults]


def edited(client, paper, **more):
    """Post the text as the page has it, with what is changed."""
    url = page("edit-bulletin", paper)
    form = client.get(url).context["form"]
    data = {"submission": uuid4(), "seen": form["seen"].value()}
    data |= {f"part_{section}": text for section, text in form.texts.items()}
    return client.post(url, data | more)
