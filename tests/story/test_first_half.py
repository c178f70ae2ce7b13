"""The first half of the article, from an empty county, each role doing its own part in its turn."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Difficulty, Pledge, Wall
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.figures import Value
from mentors.models import Mentor, MentoringNote, Pairing
from tests.factories import CountyFactory, PostingFactory, SelectionFactory
from training.models import Attendance, Need, NeedRound, TrainingSession
from villages.models import Visit

TODAY = localdate


class Hand:
    """Somebody at their own browser: opens a page, fills in its form, sends it."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def send(self, page, *args, **typed):
        """The form as the page drew it, with what was typed; it must be taken."""
        path = reverse(page, args=args)
        drawn = self.client.get(path)
        form = drawn.context["form"]
        sent = {name: form[name].initial for name in form.fields if form[name].initial}
        sent = {name: getattr(value, "value", value) for name, value in sent.items()}
        answer = self.client.post(path, sent | {"submission": uuid4()} | typed)
        assert answer.status_code == 302, (page, answer.context["form"].errors)

    def tap(self, page, *args):
        assert self.client.post(reverse(page, args=args)).status_code == 302


@pytest.fixture
def people(secretary, official, staff, village):
    CountyFactory()
    SelectionFactory(village=village)
    official.duties = ["approver", "leadership", "clerk"]
    official.save()
    posting = PostingFactory(cadre=secretary.cadre, village=village)
    return posting, Hand(secretary), Hand(official), Hand(staff)


def test_asked_answered_claimed_planned_held_attended_rated(people):
    posting, cadre, _, staff = people
    today = f"{TODAY()}"
    staff.send("training:open-round", question="想学什么", topics="开支委会", ends_on=today)
    cadre.send("training:answer-round", NeedRound.objects.get().pk, topics=["开支委会"], own="")
    need = Need.objects.get()
    staff.tap("training:claim-need", need.pk)
    plan = {"theme": "支部建设", "form": "both", "began_on": today, "needs": [need.pk]}
    staff.send("training:plan-session", **plan)
    session = TrainingSession.objects.get()
    staff.send("training:attendance", session.pk)
    assert Attendance.objects.get().turnout == "attended"
    cadre.send("training:rate", session.pk, rating="used", words="改了记录")
    chain = cadre.client.get(reverse("training:need", args=[need.pk])).text
    assert [word in chain for word in ("领题", "支部建设", "用得上：改了记录")] == [True] * 3
    month = Period.of("month", TODAY())
    codes = ("trainings", "needs_answered", "training_attendance")
    found = [FIGURES[code].value(posting.village_id, month) for code in codes]
    assert found == [Value(0), Value(1, 1), Value(1, 1)]  # the county's training is the county's
    assert FIGURES["trainings"].value("141027", month) == Value(1)


def test_paired_noted_ended(people):
    posting, cadre, township, _ = people
    township.send("mentors:add-mentor", name="示例导师", kind="retired", post="退休干部", cap="2")
    township.send("mentors:pair", posting.cadre_id, chosen=Mentor.objects.get().pk)
    pairing = Pairing.objects.get()
    cadre.send("mentors:record-note", pairing.pk, text="一起走访两户", ways=["lead"])
    assert MentoringNote.objects.get().pairing == pairing
    paper = township.client.get(reverse("pairing-paper", args=[pairing.pk]))
    assert paper["Content-Type"] == "application/pdf"
    pairing.began_on = pairing.began_on.replace(year=pairing.began_on.year - 1)
    pairing.save()
    township.send("mentors:end-pairing", pairing.pk, reason="导师调离")
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY(), "导师调离")


def test_a_difficulty_is_solved_when_the_cadre_says_so(people):
    _, cadre, township, _ = people
    cadre.send("difficulties:raise-difficulty", text="合作社章程不会写")
    trouble = Difficulty.objects.get()
    township.tap("difficulties:claim-difficulty", trouble.pk)
    township.send("difficulties:answer-difficulty", trouble.pk, answer="请农经站来讲了")
    assert FIGURES["difficulties_solved"].value("141027", Period.of("month", TODAY())) == Value(0)
    cadre.send("difficulties:confirm-difficulty", trouble.pk, solved="solved")
    assert FIGURES["difficulties_solved"].value("141027", Period.of("month", TODAY())) == Value(1)


def test_a_wall_hung_and_a_pledge_kept_with_a_citation(people):
    posting, cadre, township, _ = people
    words = {"aspiration": "为什么来", "goal": "做什么", "shape": "ship", "hung": "office"}
    cadre.send("hang-wall", pledges="装路灯", **words)
    visitor = posting.village.township
    seen = {"text": "路灯亮了", "kinds": "guidance", "happened_on": f"{TODAY()}"}
    form = township.client.get(reverse("villages:record-visit", args=[posting.village_id]))
    officials = form.context["form"].fields["visitors"].queryset
    seen["visitors"] = [officials.get(area=visitor).pk]
    township.send("villages:record-visit", posting.village_id, **seen)
    visit = Visit.objects.get()
    pledge = Pledge.objects.get()
    cadre.send("settle-pledge", pledge.pk, state="kept", cited=[f"visits:{visit.pk}"])
    page = cadre.client.get(reverse("reconcile", args=[Wall.objects.get().pk]))
    ((kept, (cited,)),) = page.context["pledges"]
    assert (kept.state, cited.url) == ("kept", reverse("villages:visit", args=[visit.pk]))
