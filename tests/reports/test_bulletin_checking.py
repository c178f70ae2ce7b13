"""Checking and reading bulletins."""

from datetime import date

from fushan.reports.bulletins.moving import send
from fushan.reports.models import Bulletin, BulletinState
from tests.factories import VillageFactory, VisitFactory
from tests.factories.reports import BulletinFactory
from tests.queries import at_most
from tests.reports.bulletins import drafted, faults_of, finished, head, page, sent


def test_another_checks_it_and_the_drafter_may_not(client, staff, other, county):
    paper = drafted(staff)
    client.force_login(staff)
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="send"))
    assert client.get(page("check-bulletin", paper)).status_code == 403
    client.force_login(other)
    asked = client.get(page("check-bulletin", paper))
    assert "入户" in asked.text and "数字的出处" in asked.text  # what is decided is read here
    seen = asked.context["form"]["seen"].value()
    response = client.post(page("check-bulletin", paper), sent(seen=seen, good="no"))
    assert faults_of(response) == ["请写一句哪里要改。"]
    client.post(page("check-bulletin", paper), sent(seen=seen, good="yes"))
    paper.refresh_from_db()
    assert (paper.state, paper.checked_by) == (BulletinState.FINAL, other)


def test_whoever_checks_is_told_what_changed_since_it_was_sent(client, staff, other, county):
    paper = drafted(staff)
    send(paper)
    taken = f"审核的是{paper.snapshot['taken_at']}送审的这一份"
    client.force_login(other)
    for name in ("bulletin", "check-bulletin"):
        text = client.get(page(name, paper)).text
        assert taken in text and "现在台账上是" not in text
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    for name in ("bulletin", "check-bulletin"):
        text = client.get(page(name, paper)).text
        assert "到村指导</a>：送审时 0次，现在 1次" in text
        assert ">没有到村指导</a>" in text


def test_it_goes_back_with_the_reason_on_its_page(client, staff, other, county):
    paper = drafted(staff)
    send(paper)
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    client.post(page("check-bulletin", paper), sent(seen=seen, good="no", reason="核对培训次数"))
    client.force_login(staff)
    assert "退回修改：核对培训次数" in client.get(page("bulletin", paper)).text


def test_one_that_was_withdrawn_meanwhile_is_not_made_final(client, staff, other, county):
    paper = drafted(staff)
    send(paper)
    client.force_login(other)
    seen = client.get(page("check-bulletin", paper)).context["form"]["seen"].value()
    client.force_login(staff)
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="withdraw"))
    client.force_login(other)
    late = client.post(page("check-bulletin", paper), sent(seen=seen, good="yes"))
    assert late.status_code == 403
    paper.refresh_from_db()
    assert paper.state == BulletinState.DRAFT


def test_a_colleague_takes_a_draft_over_and_then_does_not_check_it(client, staff, other, county):
    paper = drafted(staff)
    client.force_login(other)
    assert client.get(page("edit-bulletin", paper)).status_code == 403
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="take-over"))
    assert client.get(page("edit-bulletin", paper)).status_code == 200
    client.post(page("move-bulletin", None, bulletin_id=paper.pk, move="send"))
    assert client.get(page("check-bulletin", paper)).status_code == 403


def test_a_draft_is_deleted_by_its_drafter_and_a_final_one_by_nobody(client, staff, other, county):
    paper, done = drafted(staff), finished(staff, other)
    client.force_login(staff)
    for each in (paper, done):
        client.post(page("move-bulletin", None, bulletin_id=each.pk, move="delete"))
    assert list(Bulletin.objects.all()) == [done]


def test_a_leader_reads_what_is_sent_for_review_and_final_and_no_draft(
    client, staff, other, leader, county
):
    paper, review, done = drafted(staff), drafted(staff), finished(staff, other)
    send(review)
    client.force_login(leader)
    answers = [client.get(page("bulletin", each)).status_code for each in (paper, review, done)]
    assert answers == [404, 200, 200]
    text = client.get(page("bulletins")).text
    assert f"{done}" in text and f"{paper} " not in text and "写一期" not in text
    assert client.get(page("edit-bulletin", done)).status_code == 403


def test_a_township_reads_the_countys_without_links_it_may_not_open(
    client, staff, other, official, county
):
    done = finished(staff, other)
    client.force_login(official)
    text = client.get(page("bulletin", done)).text
    assert "入户30户" in text and "/ledger/" not in text
    assert client.get(page("bulletin-paper", done)).status_code == 200


def test_a_township_writes_its_own(client, official, county):
    client.force_login(official)
    assert "委员会" in client.get(page("write-bulletin")).text
    client.post(page("write-bulletin"), head(about=official.area_code))
    paper = Bulletin.objects.get()
    assert (paper.area_id, paper.about_id) == (official.area_code, official.area_code)


def test_who_has_no_business_with_it_is_turned_away(client, secretary, admin, auditor, county):
    for user in (secretary, admin, auditor):
        client.force_login(user)
        assert client.get(page("bulletins")).status_code == 403


def test_the_list_and_the_page_cost_the_same_however_many(client, staff, other, county):
    for _ in range(3):
        finished(staff, other)
    client.force_login(staff)
    with at_most(8):
        client.get(page("bulletins"))
    paper = drafted(staff, text="【到村指导】【选派村】【培训主题】")
    with at_most(8):
        client.get(page("bulletin", paper))
    with at_most(8):
        client.get(page("bulletin", Bulletin.objects.filter(state=BulletinState.FINAL).first()))
    with at_most(12):
        client.get(page("edit-bulletin", paper))
    send(paper)
    client.force_login(other)
    with at_most(8):
        client.get(page("check-bulletin", paper))
    client.force_login(staff)
    BulletinFactory.create_batch(25, drafted_by=staff)
    with at_most(8):
        listed = client.get(page("bulletins"))
    assert len(listed.context["page"]) == 20
    assert "再往前" in listed.text
