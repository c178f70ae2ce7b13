"""Boards to hang: the five in their order, blanks left blank, and word of what to reprint."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from cadres.actions import post
from cadres.models import CadrePrivate
from fushan.desk.models import Attachment, Setting, attach
from fushan.kit.images import clean_photo
from fushan.reports.boards import board_paper, contents, standings
from tests.factories import (
    BoardSeatFactory,
    CadrePrivateFactory,
    CountyFactory,
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    VillageFactory,
    VisitorFactory,
)
from tests.queries import at_most
from villages.models import BoardPrint, OfficialPrivate, PhoneConsent, Seat

DAY = date(2025, 9, 1)
PARTIES = ["党支部书记", "县级包联领导", "乡镇包联干部", "包联单位负责人", "党建指导员"]


@pytest.fixture
def posted(village):
    CountyFactory()
    SelectionFactory(village=village)
    return PostingFactory(village=village, cadre__name="示例书记䶮")


def told(village, day=DAY):
    return [party.told for party in contents([village], day)[village.pk]]


def photo():
    target = BytesIO()
    Image.new("RGB", (30, 40), "#843").save(target, "JPEG")
    target.seek(0)
    return clean_photo(target)


def test_the_five_stand_in_the_articles_order_and_an_empty_seat_is_blank(posted, village):
    BoardSeatFactory(village=village, official__name="示例领导", official__post="县委常委")
    rows = told(village)
    assert [row[0] for row in rows] == PARTIES
    assert [row[1] for row in rows] == ["示例书记䶮", "示例领导", "", "", ""]
    assert rows[1][2].endswith("县委常委")
    paper = board_paper([village], DAY, width=42, height=29.7)
    assert "待明确" not in str(paper.data)
    assert paper.missing == ""
    assert paper.pdf()[:5] == b"%PDF-"


def test_a_phone_stands_there_only_with_consent(posted, village):
    seat = BoardSeatFactory(village=village)
    row = OfficialPrivate(official=seat.official, area=seat.official.area)
    row.phone = "0357-8120000"
    row.save()
    private = CadrePrivateFactory(cadre=posted.cadre)
    private.phone = "13800000000"
    private.save()
    assert CadrePrivate.objects.get().phone == "13800000000"
    assert [row[3] for row in told(village)] == [""] * 5
    PhoneConsent.objects.create(official=seat.official, area_code="141027", given_on=DAY)
    assert [row[3] for row in told(village)] == ["", "0357-8120000", "", "", ""]


def test_a_seat_and_a_posting_of_the_same_number_keep_their_own_phones(posted, village):
    seat = BoardSeatFactory(village=village, official__pk=posted.cadre.pk)
    row = OfficialPrivate(official=seat.official, area=seat.official.area)
    private = CadrePrivateFactory(cadre=posted.cadre)
    row.phone, private.phone = "0357-8120000", "13800000000"
    row.save()
    private.save()
    for who in ({"official": seat.official}, {"cadre": posted.cadre}):
        PhoneConsent.objects.create(**who, area_code="141027", given_on=DAY)
    assert [row[3] for row in told(village)] == ["13800000000", "0357-8120000", "", "", ""]


def test_a_photo_lies_beside_the_template_and_nothing_else_does(posted, village, staff):
    attach(posted.cadre, photo(), area_code=village.pk, user=staff)
    paper = board_paper([village], DAY, width=60, height=40)
    assert len(paper.files) == 1
    with paper.laid_out() as folder:
        assert {path.name for path in folder.iterdir()} == {"board.typ", *paper.files}
    assert paper.pdf()[:5] == b"%PDF-"


def test_the_supervision_phone_is_the_settings(posted, village):
    assert board_paper([village], DAY, width=60, height=40).data["footer"] == ""
    Setting.objects.create(key="supervision_phone", value="0357-1234567")
    footer = board_paper([village], DAY, width=60, height=40).data["footer"]
    assert footer == "县委组织部监督电话：0357-1234567"


def test_a_code_stands_there_only_where_the_department_wants_it(client, staff, posted, village):
    assert board_paper([village], DAY, width=60, height=40).files == {}
    paper = board_paper([village], DAY, width=60, height=40, site="https://fushan.example")
    assert list(paper.files) == [f"code-{village.pk}.svg"]
    assert paper.pdf()[:5] == b"%PDF-"


def test_printing_warns_of_blanks_and_a_change_asks_for_a_reprint(client, staff, posted, village):
    client.force_login(staff)
    for _ in range(2):
        response = client.get(reverse("board-paper"), {"area": village.pk, "size": "a3"})
    assert response["Content-Type"] == "application/pdf"
    printed = BoardPrint.objects.get()
    assert (printed.size, printed.made_by) == ("A3（42×29.7 厘米）", staff)
    page = client.get(reverse("boards"))
    assert f"牌上留了空：{village}县级包联领导" in page.text
    ((_, _, _, changed),) = page.context["rows"]
    assert not changed
    BoardSeatFactory(village=village, seat=Seat.PARTY_GUIDE)
    ((_, _, _, changed),) = standings([village], localdate())
    assert changed


def _a_photo(posted, user):
    attach(posted.cadre, photo(), area_code=posted.village_id, user=user)


def _a_phone(posted, user):
    Setting.objects.create(key="supervision_phone", value="0357-1234567")


def _a_code(posted, user):
    Setting.objects.create(key="board_qr", value="1")


def _a_new_name(posted, user):
    type(posted.village).objects.filter(pk=posted.village_id).update(name="新名村")


def _a_new_name_of_the_township(posted, user):
    type(posted.village.township).objects.filter(pk=posted.village.township_id).update(name="新镇")


@pytest.mark.parametrize(
    "change", [_a_photo, _a_phone, _a_code, _a_new_name, _a_new_name_of_the_township]
)
def test_whatever_stands_on_a_board_asks_for_a_reprint(client, staff, posted, village, change):
    client.force_login(staff)
    ask = {"area": village.pk, "size": "a3"}

    def changed():
        ((_, _, _, found),) = client.get(reverse("boards")).context["rows"]
        return found

    client.get(reverse("board-paper"), ask)
    assert not changed()
    change(posted, staff)
    assert changed()
    client.get(reverse("board-paper"), ask)
    assert not changed()


def test_a_print_from_before_photos_were_noted_asks_for_nothing(posted, village):
    before = [row[:4] for row in told(village, localdate())]
    BoardPrint.objects.create(village=village, made_on=DAY, size="a3", content=before)
    ((_, _, _, changed),) = standings([village], localdate())
    assert not changed


def test_a_township_prints_a_county_leaders_photo_and_takes_none_away(
    client, staff, official, posted, village
):
    leader = OfficialFactory(unit__area=CountyFactory())
    BoardSeatFactory(village=village, official=leader)
    picture = attach(leader, photo(), area_code=leader.area_id, user=staff)
    client.force_login(staff)
    client.get(reverse("board-paper"), {"area": village.pk, "size": "a3"})
    client.force_login(official)
    ((_, parties, _, changed),) = client.get(reverse("boards")).context["rows"]
    assert [party.photo for party in parties] == [None, picture, None, None, None]
    assert not changed
    assert client.post(reverse("remove-photo", args=[picture.pk])).status_code == 403
    assert picture.path().exists()


def test_a_photo_goes_along_with_who_moves(posted, village, staff):
    _a_photo(posted, staff)
    elsewhere = VillageFactory()
    post(posted.cadre, village=elsewhere, on=localdate(), batch=posted.batch)
    assert Attachment.objects.get().area_code == elsewhere.pk


def test_a_size_of_ones_own_is_drawn_for_the_print_shop(client, staff, posted, village):
    client.force_login(staff)
    ask = {"area": village.pk, "width": "20", "height": "20"}
    response = client.get(reverse("board-picture"), ask)
    with Image.open(BytesIO(response.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (2362, 2362))
        assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]
        picture.load()


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ({"width": "20"}, "自定尺寸要宽和高都写。"),
        ({"width": "5", "height": "5"}, "大于或等于"),
        ({"size": "poster"}, "选择一个有效的选项"),
    ],
)
def test_a_size_that_is_none_is_told_and_not_printed(client, staff, posted, village, ask, said):
    client.force_login(staff)
    page = client.get(reverse("board-paper"), {"area": village.pk} | ask)
    assert (page.status_code, said in page.text) == (400, True)
    assert not BoardPrint.objects.exists()


def test_the_size_chosen_is_every_villages(client, staff, posted, village):
    client.force_login(staff)
    page = client.get(reverse("boards"), {"size": "a3", "area": village.pk}).text
    assert '<option value="a3" selected>' in page
    assert f'form="size" name="area" value="{village.pk}"' in page


def test_who_is_missing_is_told_before_it_is_printed(client, staff, posted, village):
    client.force_login(staff)
    page = client.get(reverse("boards")).text
    assert "打印前请看" in page
    assert page.index("打印前请看") < page.index("打印全部")


def test_a_township_is_shown_no_link_that_it_may_not_open(client, official, posted, village):
    county = OfficialFactory(unit__area=CountyFactory())
    BoardSeatFactory(village=village, seat=Seat.COUNTY_LEADER, official=county)
    ours = OfficialFactory(unit__area=village.township)
    BoardSeatFactory(village=village, seat=Seat.TOWNSHIP_OFFICIAL, official=ours)
    client.force_login(official)
    page = client.get(reverse("boards")).text
    assert county.name in page
    assert reverse("board-card", args=["official", county.pk]) not in page
    assert reverse("board-card", args=["official", ours.pk]) in page


def test_a_card_keeps_consent_and_takes_it_back(client, staff, posted):
    official = OfficialFactory(unit__area=CountyFactory())
    client.force_login(staff)
    card = reverse("board-card", args=["official", official.pk])
    client.post(card, {"agreed": "on"})
    assert PhoneConsent.objects.get().official == official
    client.post(card, {})
    assert not PhoneConsent.objects.exists()


def test_a_township_changes_nothing_of_the_countys_leaders(client, official, posted):
    leader = OfficialFactory(unit__area=CountyFactory())
    client.force_login(official)
    assert client.get(reverse("board-card", args=["official", leader.pk])).status_code == 403


def test_the_ledger_of_the_five_reads_visits_and_leaves_leaders_out(client, staff, posted, village):
    seat = BoardSeatFactory(village=village, seat=Seat.TOWNSHIP_OFFICIAL)
    BoardSeatFactory(village=village)
    VisitorFactory(visit__village=village, visit__happened_on=DAY, official=seat.official)
    client.force_login(staff)
    with at_most(10):
        page = client.get(reverse("parties"), {"period": "2025-Q3"})
    ((_, cells),) = page.context["rows"]
    assert [(party, len(done)) for party, _, done in cells] == [
        ("党支部书记", 1),
        ("乡镇包联干部", 1),
        ("包联单位负责人", 0),
        ("党建指导员", 0),
    ]
    assert page.text.count("本季暂无记录") == 0
    page = client.get(reverse("parties"), {"period": "2025-Q3", "leaders": "1"})
    assert page.text.count("本季暂无记录") == 1


def test_every_holder_of_a_seat_stands_with_their_days(client, leader, posted, village):
    first = BoardSeatFactory(village=village, until=date(2025, 8, 1))
    now = BoardSeatFactory(village=village, since=date(2025, 8, 1))
    client.force_login(leader)
    with at_most(6):
        page = client.get(reverse("seats", args=[village.pk]))
    held = dict(page.context["parties"])
    history = reverse("history", args=["cadres.posting", posted.pk])
    assert held["党支部书记"] == [("示例书记䶮", posted.began_on, None, history)]
    assert [row[0] for row in held["县级包联领导"]] == [now.official.name, first.official.name]


def test_boards_ask_no_more_for_more_villages(client, staff, posted):
    for _ in range(5):
        SelectionFactory()
    client.force_login(staff)
    with at_most(10):
        client.get(reverse("boards"))
