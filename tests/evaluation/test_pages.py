"""The pages of a hint: each does their part on one page, and nobody somebody else's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import MeetingAbsence, TownshipMeeting
from evaluation.checking import check_rules
from evaluation.models import Hint, Outcome, Rule, Scheme
from evaluation.moving import verify, write_down
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import reach
from tests.factories import CadreFactory, PostingFactory, UserFactory
from tests.factories.evaluation import sample_scheme
from tests.queries import at_most

TODAY = localdate()


@pytest.fixture
def posting(secretary, village):
    began = TODAY - timedelta(days=300)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


@pytest.fixture
def hint(posting, staff):
    sample_scheme(TODAY - timedelta(days=200))
    rule = Rule.objects.get(code="R05")
    told = {"by": staff, "on": TODAY, "happened_on": TODAY - timedelta(days=2)}
    return write_down(rule, posting, text="专班到村时不在。", **told)


def sent(client, user, hint, to, **typed):
    client.force_login(user)
    response = client.post(reverse("hints:move-hint", args=[hint.pk, to]), typed)
    hint.refresh_from_db()
    return response


def owed(user, code):
    with reach(*user.reach):
        return [due.url for due in dues_of(user, TODAY) if due.kind == code]


def test_each_in_turn_does_their_part(client, hint, official, secretary, staff):
    page = reverse("hints:hint", args=[hint.pk])
    assert owed(official, "hint_verify") == [page]
    sent(client, official, hint, "verified", note="打电话核实过")
    assert (owed(official, "hint_verify"), owed(secretary, "hint_explain")) == ([], [page])
    sent(client, secretary, hint, "explained", note="送村民去医院")
    assert (owed(secretary, "hint_explain"), owed(staff, "hint_decide")) == ([], [page])
    sent(client, staff, hint, "decided", note="情有可原", outcome="excused")
    assert (hint.state, hint.outcome, owed(staff, "hint_decide")) == ("decided", "excused", [])
    sent(client, secretary, hint, "appealed", note="不该提示")
    assert owed(staff, "hint_appeal") == [page]
    assert "情有可原" in client.get(page).text


def test_nobody_does_anothers_part(client, hint, official, secretary, leader):
    assert sent(client, secretary, hint, "verified", note="属实").status_code == 403
    assert sent(client, leader, hint, "verified", note="属实").status_code == 403
    verify(hint, true=True, by=official, on=TODAY, note="属实")
    assert sent(client, official, hint, "decided", note="扣", outcome="none").status_code == 403
    assert hint.state == "verified"


def test_points_are_said_where_points_are_taken(client, hint, official, secretary, staff):
    sent(client, official, hint, "verified", note="属实")
    sent(client, secretary, hint, "explained", note="忘了请假")
    answer = sent(client, staff, hint, "decided", note="属实", outcome="points")
    assert "认定扣分，请填扣几分。" in answer.text
    answer = sent(client, staff, hint, "decided", note="属实", outcome="points", points="5")
    assert hint.state == "explained"
    assert answer.context["form"].errors["points"] == ["最多扣 2 分。"]
    answer = sent(client, staff, hint, "decided", note="属实", outcome="none", points="1")
    assert answer.context["form"].errors["points"] == ["认定的不是扣分，这里请空着。"]
    sent(client, staff, hint, "decided", note="属实", outcome="points", points="1.5")
    assert (hint.outcome, float(hint.costs)) == (Outcome.POINTS, 1.5)


def test_what_is_written_for_the_cadre_is_called_so(client, hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=TODAY, note="属实")
    doors = {}
    for user in (staff, secretary):
        client.force_login(user)
        doors[user.role] = client.get(reverse("hints:hint", args=[hint.pk])).context["doors"]
    assert doors == {
        "staff": [("explained", "代本人说明", False)],
        "village": [("explained", "本人说明", True)],
    }
    sent(client, staff, hint, "explained", note="电话里说送医了", how="phone")
    sent(client, staff, hint, "decided", note="情有可原", outcome="excused")
    told = client.get(reverse("hints:hint", args=[hint.pk])).context["doors"]
    assert told == [("appealed", "代本人申诉", False)]


def test_a_second_tap_is_told_where_it_stands(client, hint, official):
    sent(client, official, hint, "verified", note="属实")
    response = sent(client, official, hint, "verified", note="属实")
    assert response.status_code == 302
    assert hint.steps.count() == 2


def test_a_colleagues_page_has_nothing_of_it(client, hint, village):
    other = CadreFactory(area_code=village.code)
    client.force_login(UserFactory(role=Role.VILLAGE, area_code=village.code, cadre_id=other.pk))
    assert "专班到村时不在" not in client.get(reverse("hints:hints")).text
    assert client.get(reverse("hints:hint", args=[hint.pk])).status_code == 404


def test_a_meeting_stayed_away_from_is_opened_by_the_offices_only(
    client, hint, posting, official, secretary
):
    township = posting.village.township
    meeting = TownshipMeeting.objects.create(area=township, held_on=TODAY - timedelta(days=3))
    MeetingAbsence.objects.create(meeting=meeting, cadre=posting.cadre, village=posting.village)
    check_rules(TODAY)
    missed = Hint.objects.get(rule__code="R08", text__contains="例会")
    records = []
    for user in (official, secretary):
        client.force_login(user)
        records += client.get(reverse("hints:hint", args=[missed.pk])).context["records"]
    page = reverse("meetings:meeting", args=[meeting.pk])
    assert records == [(str(meeting), page), (str(meeting), "")]


def test_a_hint_is_written_down_by_hand(client, hint, posting, official):
    client.force_login(official)
    rule = Rule.objects.get(code="R08")
    typed = {"posting": posting.pk, "rule": rule.pk, "happened_on": TODAY, "times": 1}
    client.post(reverse("hints:write-hint"), typed | {"text": "没有参加例会，也没有请假。"})
    made = Hint.objects.get(code="R08")
    assert (made.cadre_id, made.state, made.entered_by) == (posting.cadre_id, "seen", official)


def test_the_page_says_whose_turn_it_is_where_it_is_not_ones_own(client, hint, official, staff):
    page = reverse("hints:hint", args=[hint.pk])
    client.force_login(staff)
    assert "请乡镇的另一位同志核实" in client.get(page).text
    answer = sent(client, staff, hint, "verified", note="属实")
    assert (answer.status_code, "请乡镇的另一位同志核实" in answer.text) == (403, True)
    sent(client, official, hint, "verified", note="打电话核实过")
    answer = sent(client, official, hint, "explained", note="他说忘了", how="phone")
    assert (answer.status_code, "不能代本人说明" in answer.text) == (403, True)


def test_an_explanation_written_for_the_cadre_says_how_it_was_said(client, hint, official):
    sent(client, official, hint, "verified", note="打电话核实过")
    another = UserFactory(role=Role.TOWNSHIP, area_code=official.area_code)
    answer = sent(client, another, hint, "explained", note="忘了请假")
    assert "请选本人是当面、电话还是纸面说的。" in answer.text
    sent(client, another, hint, "explained", note="忘了请假", how="paper")
    page = client.get(reverse("hints:hint", args=[hint.pk])).text
    assert f"{another} 代 {hint.cadre} 记（纸面）" in page


def test_where_one_person_registered_and_verified_the_trail_says_so(client, posting, official):
    sample_scheme(TODAY - timedelta(days=200))
    rule = Rule.objects.get(code="R05")
    told = {"by": official, "on": TODAY, "happened_on": TODAY, "text": "没有请假。"}
    hint = write_down(rule, posting, **told)
    sent(client, official, hint, "verified", note="属实")
    page = client.get(reverse("hints:hint", args=[hint.pk])).text
    assert "登记和核实是同一个人" in page


def test_who_decides_reads_what_was_found_and_said(client, hint, official, secretary, staff):
    sent(client, official, hint, "verified", note="打电话核实过")
    sent(client, secretary, hint, "explained", note="送村民去医院")
    client.force_login(staff)
    page = client.get(reverse("hints:move-hint", args=[hint.pk, "decided"])).text
    assert "打电话核实过" in page and "送村民去医院" in page
    assert "认定扣分的必填" in page and "可不填" not in page


def test_nothing_is_chosen_by_being_first(client, hint, official):
    client.force_login(official)
    page = client.get(reverse("hints:write-hint")).text
    assert "请选择" in page and "---------" not in page


def test_every_page_that_shows_the_sample_says_so(client, hint, secretary, official):
    client.force_login(secretary)
    pages = [reverse("hints:hints"), reverse("hints:scheme"), reverse("hints:hint", args=[hint.pk])]
    assert ["示例" in client.get(page).text for page in pages] == [True] * 3
    client.force_login(official)
    pages = [reverse("hints:move-hint", args=[hint.pk, "verified"]), reverse("hints:write-hint")]
    assert ["示例" in client.get(page).text for page in pages] == [True] * 2


def test_every_list_of_the_desk_that_shows_the_sample_says_so(client, hint, staff):
    client.force_login(staff)
    lists = ["scheme", "indicator", "rule"]
    pages = [reverse(f"admin:evaluation_{name}_changelist") for name in lists]
    assert ["· 示例" in client.get(page).text for page in pages[1:]] == [True] * 2
    assert "示例" in client.get(pages[0]).text


def test_a_list_costs_the_same_however_long_it_is(client, hint, posting, staff):
    rule = Rule.objects.get(code="R03")
    for n in range(30):
        day = TODAY - timedelta(days=n)
        write_down(rule, posting, by=staff, on=TODAY, happened_on=day, text=f"第{n}次")
    client.force_login(staff)
    with at_most(8):
        client.get(reverse("hints:hints"))
    with at_most(8):
        client.get(reverse("hints:scheme"))


def test_the_numbers_name_no_cadre(hint, posting):
    figure, month = FIGURES["hints_open"], Period.span(TODAY - timedelta(days=30), TODAY)
    assert figure.value("141027", month).number == 1
    told = [column.of(row) for row in figure.rows("141027", month) for column in figure.columns]
    assert posting.cadre.name not in told


def test_the_desk_is_told_the_sum_that_stands_against_a_scheme(client, staff):
    scheme = sample_scheme(TODAY, in_use=False)
    indicator = scheme.indicators.get(code="I1")
    indicator.points = 10
    indicator.save()
    client.force_login(staff)
    deed = {"action": "put_into_use", "_selected_action": [scheme.pk]}
    url = reverse("admin:evaluation_scheme_changelist")
    assert "现在合计 98 分" in client.post(url, deed, follow=True).text
    indicator.points = 12
    indicator.save()
    client.post(url, deed)
    assert Scheme.objects.get().in_use_on == TODAY
