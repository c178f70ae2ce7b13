"""What shows only in years: claimed with a sign, looked at when due, whoever is there by then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from evaluation.models import Potential, PotentialCitation
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.kit.constraints import sentence_of
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import reach
from tests.factories import (
    CadreFactory,
    PostingFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
    WorkLogFactory,
)
from tests.queries import at_most

TODAY = localdate()
LONG_AGO = TODAY - timedelta(days=400)
TYPED = {
    "text": "栽连翘三百亩，建起育苗棚。",
    "tag": "lasting",
    "horizon": "3",
    "sign": "成活九成以上",
    "evidence": "",
}


@pytest.fixture
def posting(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=LONG_AGO)


@pytest.fixture
def claim(posting):
    """Due since a month: a year after it was claimed."""
    return claimed(posting)


def claimed(posting, **more):
    told = {"text": "修通水渠三里。", "tag": "base", "horizon": 1, "sign": "下游两组浇上地"}
    of = {"cadre": posting.cadre, "village": posting.village, "claimed_on": LONG_AGO}
    made = Potential.objects.create(**told | of | more)
    made.refresh_from_db()
    return made


def signed_in(client, user):
    client.force_login(user)
    return client


def sent(client, url, **typed):
    form = client.get(url).context["form"]
    hidden = {"submission": form["submission"].value()}
    if "seen" in form.fields:
        hidden["seen"] = form["seen"].value()
    return client.post(url, hidden | typed)


def refusal(error):
    return error.value.__cause__.diag.constraint_name


def test_a_cadre_claims_it_and_cites_a_record_that_shows_it(client, secretary, posting):
    log = WorkLogFactory(
        cadre=posting.cadre, village=posting.village, text="栽完连翘三百亩。", happened_on=TODAY
    )
    url = reverse("claim-potential")
    sent(signed_in(client, secretary), url, cited=[f"logs:{log.pk}"], **TYPED)
    made = Potential.objects.get()
    assert (made.cadre, made.village, made.horizon) == (posting.cadre, posting.village, 3)
    assert (made.claimed_on, made.due_on.year) == (TODAY, TODAY.year + 3)
    shown = client.get(reverse("potential", args=[made.pk])).text
    assert reverse("cadres:log", args=[log.pk]) in shown
    sent(client, reverse("edit-potential", args=[made.pk]), **TYPED)
    assert PotentialCitation.objects.count() == 0


@pytest.mark.parametrize("horizon", [1, 3, 5])
def test_the_database_reckons_when_it_is_due(posting, horizon):
    leap = claimed(posting, horizon=horizon, claimed_on=date(2024, 2, 29))
    assert leap.due_on == date(2024 + horizon, 2, 28)
    Potential.objects.filter(pk=leap.pk).update(due_on=TODAY)
    leap.refresh_from_db()
    assert leap.due_on == date(2024 + horizon, 2, 28)


def test_what_is_claimed_wrongly_is_told(client, secretary, posting):
    url, client = reverse("claim-potential"), signed_in(client, secretary)
    assert "请填“先行指标”。" in sent(client, url, **TYPED | {"sign": ""}).text
    assert "选择" in sent(client, url, **TYPED | {"horizon": "2"}).text
    sent(client, url, **TYPED)
    assert "这件事已经申报过。" in sent(client, url, **TYPED).text
    assert Potential.objects.count() == 1
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        claimed(posting, horizon=2)
    assert refusal(error) == "potential_shows_in_1_3_or_5_years"


def test_a_claim_is_nobodys_but_ones_own_in_a_village(client, claim, village):
    colleague = CadreFactory(area_code=village.pk)
    user = UserFactory(role=Role.VILLAGE, area_code=village.pk, cadre_id=colleague.pk)
    for name in ("potential", "edit-potential"):
        assert signed_in(client, user).get(reverse(name, args=[claim.pk])).status_code == 404
    assert "修通水渠" not in client.get(reverse("potentials")).text
    assert client.get(reverse("verify-potential", args=[claim.pk])).status_code == 403


def test_it_comes_back_to_township_and_department_when_due(
    claim, posting, staff, official, secretary
):
    later = claimed(posting, text="三年后见效的事。", horizon=3)
    for user in (staff, official):
        with reach(*user.reach):
            owed = [d.url for d in dues_of(user, TODAY) if d.kind == "potential"]
            early = dues_of(user, claim.due_on - timedelta(days=1))
        assert owed == [reverse("potential", args=[claim.pk])]
        assert "potential" not in [d.kind for d in early]
    with reach(*secretary.reach):
        assert "potential" not in [d.kind for d in dues_of(secretary, TODAY)]
    assert later.due_on > TODAY


def test_it_comes_back_even_after_the_cadre_has_left(client, claim, posting, secretary, official):
    posting.ended_on = TODAY - timedelta(days=20)
    posting.save()
    elsewhere = VillageFactory()
    posting.cadre.area_code = secretary.area_code = elsewhere.pk
    posting.cadre.save()
    secretary.save()
    with reach(*official.reach):
        owed = [d.kind for d in dues_of(official, TODAY)]
    assert "potential" in owed
    shown = signed_in(client, official).get(reverse("potential", args=[claim.pk])).text
    assert "已经不在这个村" in shown and "写核实结果" in shown
    own = signed_in(client, secretary)
    assert own.get(reverse("potential", args=[claim.pk])).status_code == 200
    assert own.get(reverse("edit-potential", args=[claim.pk])).status_code == 403


@pytest.mark.parametrize("came", ["true", "partly", "not"])
def test_what_has_come_of_it_is_said_with_words_and_then_stands(client, claim, official, came):
    url = reverse("verify-potential", args=[claim.pk])
    typed = {"came": came, "verified_on": TODAY, "verified_note": "到地头看了，水到了。"}
    sent(signed_in(client, official), url, **typed)
    claim.refresh_from_db()
    assert (claim.came, claim.verified_by) == (came, official)
    with reach(*official.reach):
        assert "potential" not in [d.kind for d in dues_of(official, TODAY)]
    assert "已经核实的潜绩事项不能再改。" in sent(client, url, **typed | {"came": "not"}).text
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Potential.objects.update(text="别的事")
    assert refusal(error) == "potential_stands_as_verified"


def test_a_faulty_verification_is_told(client, claim, posting, official):
    url = reverse("verify-potential", args=[claim.pk])
    typed = {"came": "true", "verified_on": TODAY, "verified_note": "看了。"}
    client = signed_in(client, official)
    assert "请写一句核实的情况。" in sent(client, url, **typed | {"verified_note": ""}).text
    assert "请选见效了没有。" in sent(client, url, **typed | {"came": ""}).text
    tomorrow = TODAY + timedelta(days=1)
    assert "日期不能晚于今天。" in sent(client, url, **typed | {"verified_on": tomorrow}).text
    early = claimed(posting, text="还没到期的事。", horizon=3)
    told = sent(client, reverse("verify-potential", args=[early.pk]), **typed)
    assert "没到回头看的那天，先不核实。" in told.text
    assert "写核实结果" not in client.get(reverse("potential", args=[early.pk])).text


@pytest.mark.parametrize(
    "change",
    [{"horizon": 5}, {"tag": "whole"}, {"sign": "看着还行"}, {"text": "修渠。"}],
    ids=["horizon", "tag", "sign", "text"],
)
def test_from_the_due_day_on_what_was_claimed_stands(claim, change):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Potential.objects.filter(pk=claim.pk).update(**change)
    assert refusal(error) == "potential_stands_once_due"
    assert "凭据还可以补" in sentence_of(error.value)


def test_before_the_due_day_it_may_still_be_put_right(posting):
    early = claimed(posting, horizon=3)
    assert Potential.objects.filter(pk=early.pk).update(horizon=5, sign="改了") == 1


def test_once_due_evidence_is_added_and_nothing_else_is_asked(client, claim, secretary, posting):
    log = WorkLogFactory(cadre=posting.cadre, village=posting.village, happened_on=TODAY)
    url = reverse("edit-potential", args=[claim.pk])
    client = signed_in(client, secretary)
    form = client.get(url).context["form"]
    assert set(form.fields) == {"cited", "evidence", "submission", "seen"}
    sent(client, url, sign="软一点", evidence="渠里有水", cited=[f"logs:{log.pk}"])
    sent(client, url, evidence="渠里有水")
    claim.refresh_from_db()
    assert (claim.evidence, claim.sign) == ("渠里有水", "下游两组浇上地")
    assert claim.citations.count() == 1


def test_the_page_leads_to_what_was_changed(client, claim, secretary):
    Potential.objects.filter(pk=claim.pk).update(evidence="渠里有水")
    page = signed_in(client, secretary).get(reverse("potential", args=[claim.pk])).text
    history = reverse("history", args=["evaluation.potential", claim.pk])
    assert history in page
    assert "渠里有水" in client.get(history).text


def test_a_list_tells_each_once_and_calls_due_only_what_is(client, claim, posting, staff):
    claimed(posting, text="三年后见效的事。", horizon=3)
    page = signed_in(client, staff).get(reverse("potentials")).text
    assert (page.count("修通水渠三里"), page.count("三年后见效的事")) == (1, 1)
    assert (page.count("待回头看</span>"), page.count("还没到期</span>")) == (1, 1)


def test_the_twelve_latest_records_are_offered_and_the_older_ones_folded(
    client, secretary, posting
):
    for n in range(12):
        WorkLogFactory(
            cadre=posting.cadre, village=posting.village, happened_on=TODAY - timedelta(days=n)
        )
    VisitFactory(village=posting.village, happened_on=TODAY - timedelta(days=90))
    page = signed_in(client, secretary).get(reverse("claim-potential")).text
    first, older = page.split("更早的")
    assert (first.count('value="logs:'), older.count('value="logs:')) == (12, 0)
    assert (first.count('value="visits:'), older.count('value="visits:')) == (0, 1)


def test_an_office_claims_for_a_cadre_and_both_names_stay(client, posting, official):
    client = signed_in(client, official)
    assert "替谁申报潜绩事项" in client.get(reverse("claim-potential")).text
    url = f"{reverse('claim-potential')}?cadre={posting.cadre_id}"
    sent(client, url, **TYPED)
    made = Potential.objects.get()
    assert (made.cadre, made.entered_by) == (posting.cadre, official)
    assert "代录" in client.get(reverse("potential", args=[made.pk])).text


def test_a_record_that_is_gone_is_named_and_leads_nowhere(client, claim, staff):
    of = {"claim": claim, "cadre": claim.cadre, "village": claim.village}
    PotentialCitation.objects.create(figure="logs", record_id="0", label="工作日志 3月2日", **of)
    PotentialCitation.objects.create(figure="none", record_id="x", label="没有的统计项", **of)
    shown = signed_in(client, staff).get(reverse("potential", args=[claim.pk])).text
    assert "工作日志 3月2日" in shown and "没有的统计项" in shown


def test_the_number_due_is_told_by_its_records_and_the_list_asks_little(
    client, claim, posting, staff
):
    period = Period.span(claim.due_on, claim.due_on)
    assert FIGURES["potential_due"].value("141027", period).number == 1
    for n in range(25):
        claimed(posting, text=f"第 {n} 件")
    signed_in(client, staff)
    with at_most(8):
        client.get(reverse("potentials"))
    with at_most(8):
        client.get(reverse("potential", args=[claim.pk]))
    done = {"came": "true", "verified_on": TODAY, "verified_by": staff, "verified_note": "看了"}
    Potential.objects.update(**done)
    assert FIGURES["potential_due"].value("141027", period).number == 0
