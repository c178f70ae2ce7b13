"""Month's end: what was told is judged, the notice says it, the month page asks for it."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.dashboards import month_open
from fushan.org.reach import reach
from fushan.org.roles import Role
from petitions.models import Household, HouseholdLink, Matter, PartyMember, Review
from tests.factories import UserFactory
from tests.petitions.test_matters import a_matter, posted  # noqa: F401
from villages.models import Support, TalkRoom

DAY = timedelta(days=1)


def a_review(village, *, by=None, **more):
    counts = {"households": 30, "present": 20, "issued": 20, "returned": 20}
    counts |= {"said_good": 15, "said_fair": 3, "said_bad": 1, "said_unsure": 1}
    counts |= {"held_good": 10, "held_fair": 5, "held_bad": 2, "held_unsure": 3}
    days = {"month": date(2025, 9, 1), "held_on": date(2025, 9, 29)} | more
    seen = {"confirmed_by": by, "confirmed_at": "2025-09-30T08:00+08:00"} if by else {}
    return Review.objects.create(village=village, **counts, **days, **seen)


def told(village, day=date(2025, 9, 20), **more):
    days = {"raised_on": day, "done_on": day, "told_on": day}
    return a_matter(village, state="told", **days, **more)


def test_what_was_told_is_judged_and_the_dissatisfied_is_taken_up_again(client, secretary, posted):  # noqa: F811
    review = a_review(posted.village)
    judged, unhappy = told(posted.village), told(posted.village, answer="bad")
    later = told(posted.village, date(2025, 9, 30))
    client.force_login(secretary)
    page = client.get(reverse("petitions:review", args=[review.pk]))
    assert list(page.context["told"]) == [judged, unhappy]
    client.post(reverse("petitions:judge-matters", args=[review.pk]))
    states = dict(Matter.objects.values_list("pk", "state"))
    assert states == {judged.pk: "reviewed", unhappy.pk: "told", later.pk: "told"}
    judged.refresh_from_db()
    assert judged.reviewed_on == review.held_on


def test_the_notice_has_the_money_and_who_looks_after_whom_and_no_telephone(
    client,
    secretary,
    official,
    posted,  # noqa: F811
):
    village = posted.village
    member = PartyMember(village=village, name="李示例")
    member.phone = "13900000000"
    member.save()
    house = Household.objects.create(village=village, number="二组12号")
    HouseholdLink.objects.create(
        village=village, member=member, household=house, since=date(2025, 1, 1)
    )
    money = {"kind": "money", "planned": 50000, "arrived": 30000, "spent": 12000}
    Support.objects.create(village=village, happened_on=date(2025, 3, 1), what="修渠", **money)
    room = {"place": "村委会一层", "hours": "每周二上午", "duty": "周二 张示例\n周四 李示例"}
    TalkRoom.objects.create(village=village, **room)
    review = a_review(village, by=official)
    client.force_login(secretary)
    text = client.get(reverse("notice-text", args=[review.pk])).text.splitlines()
    assert text[0] == f"【群众评事公示】{village.township}{village} 2025年9月"
    assert "党员说事：满意15，基本满意3，不满意1，不了解1。" in text
    assert "其他帮扶资金：计划50,000元，到位30,000元，支出12,000元。" in text
    assert "李示例包联：二组12号" in text
    assert "说事室：村委会一层，每周二上午，值班 周二 张示例；周四 李示例" in text
    assert "公示时间：2025年9月30日至2025年10月7日。有不同意见，请向村党支部或乡镇反映。" in text
    assert not any("139" in line for line in text)
    for size in ("a4", "a3"):
        paper = client.get(reverse("notice-paper", args=[review.pk]), {"size": size})
        assert paper["Content-Type"] == "application/pdf"


def test_whoever_counted_is_not_asked_to_confirm(official, village):
    colleague = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id)
    a_review(village, entered_by=official)
    asked = {}
    for user in (official, colleague):
        with reach(*user.reach):
            asked[user] = [due.kind for due in dues_of(user, localdate()) if due.kind == "review"]
    assert asked == {official: [], colleague: ["review"]}


def test_the_month_page_asks_for_the_review_until_another_confirmed_it(
    client,
    official,
    posted,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setattr(month_open, "localdate", lambda: date(2025, 9, 29))
    client.force_login(official)
    address = reverse("month") + f"?area={official.area_code}&period=2025-09"
    asked = f"{posted.village}这个月还没有群众评事"
    waits = f"{posted.village}群众评事待确认"

    def said():
        return [text for text, _, _ in client.get(address).context["open"] if "评事" in text]

    assert said() == [asked]
    review = a_review(posted.village)
    assert said() == [waits]
    client.post(reverse("petitions:confirm-review", args=[review.pk]))
    assert said() == []


def test_before_the_twenty_fifth_nobody_is_asked(client, official, posted, monkeypatch):  # noqa: F811
    monkeypatch.setattr(month_open, "localdate", lambda: date(2025, 9, 24))
    client.force_login(official)
    address = reverse("month") + f"?area={official.area_code}&period=2025-09"
    assert [text for text, _, _ in client.get(address).context["open"] if "评事" in text] == []


def test_households_nobody_heard_from_are_the_villages_own_list(
    client,
    secretary,
    official,
    posted,  # noqa: F811
):
    village, today = posted.village, localdate()
    never = Household.objects.create(village=village, number="一组1号")
    long_ago = Household.objects.create(
        village=village, number="一组2号", heard_on=today - 91 * DAY
    )
    Household.objects.create(village=village, number="一组3号", heard_on=today - 90 * DAY)
    Household.objects.create(village=village, number="一组4号", left_on=today)
    client.force_login(official)
    address = reverse("petitions:quiet", args=[village.pk])
    assert client.get(address).status_code == 403
    client.force_login(secretary)
    assert list(client.get(address).context["households"]) == [never, long_ago]
    client.post(reverse("petitions:heard", args=[never.pk]))
    assert list(client.get(address).context["households"]) == [long_ago]
    never.refresh_from_db()
    assert never.heard_on == today


def test_what_is_typed_finds_what_is_open_and_reads_alike(client, secretary, posted):  # noqa: F811
    known = a_matter(posted.village, text="三组路塌了一段，车过不去", raised_on=date(2025, 9, 1))
    a_matter(posted.village, text="路灯不亮")
    client.force_login(secretary)
    address = reverse("petitions:similar", args=[posted.village_id])
    found = client.get(address, {"text": "三组路塌了一段"}).json()["matters"]
    place = reverse("petitions:matter", args=[known.pk])
    assert found == [{"text": known.text, "said": "9月1日 已说", "url": place}]


def test_the_strip_shows_how_many_stand_where(client, leader, posted):  # noqa: F811
    a_matter(posted.village)
    taken = a_matter(posted.village, state="accepted")
    told(posted.village)
    client.force_login(leader)
    page = client.get(reverse("petitions:matters"))
    strip = [(state.value, n) for state, n, *_ in page.context["strip"]]
    assert strip[:2] == [("raised", 1), ("accepted", 1)]
    page = client.get(reverse("petitions:matters"), {"state": "accepted"})
    assert (list(page.context["open"]), list(page.context["page"])) == ([taken], [])
