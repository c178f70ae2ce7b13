"""A batch can be taken back, unless others have built on it since."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.models import Cadre, CadrePrivate, Post, Posting, WorkLog
from fushan.catalogue.registers import REGISTERS
from fushan.desk.models.imports import ImportState
from fushan.desk.registers import Settled, undo
from fushan.org.models import Role, Selection, Unit
from tests.desk.sheets import NUMBER, fushan, loaded
from tests.factories import UserFactory, WorkLogFactory
from villages.models import BoardSeat, Official, Seat

ROSTER = "姓名 派出单位 身份证号 联系电话 任职乡镇 任职村 村内职务 到村时间"
NEW = ["马华虎", "县水利局", "", "", "北王镇", "南庄村", "党支部书记", "2020.4.15"]
MOVED = ["秦小妹", "县教科局", NUMBER, "13900000001", "北王镇", "南庄村", "第一书记", "2022.3.1"]


@pytest.fixture(autouse=True)
def county(db):
    return fushan()


def told(batch):
    return [(o.label, o.text, o.reason) for o in undo(REGISTERS[batch.register](), batch)]


def test_what_a_batch_added_is_deleted(county):
    before = (Cadre.objects.count(), Unit.objects.count(), Selection.objects.count())
    batch = loaded("roster", ROSTER, NEW)

    assert told(batch) == []

    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert (Cadre.objects.count(), Unit.objects.count(), Selection.objects.count()) == before
    assert not Posting.objects.filter(village="141027103204").exists()


def test_what_a_batch_changed_is_restored_with_what_followed_from_it(county):
    cadre = Cadre.objects.get(name="秦小妹")
    cadre.user = UserFactory(role=Role.VILLAGE, area_code=county.pk, cadre_id=cadre.pk)
    cadre.save()
    batch = loaded("roster", ROSTER, MOVED)
    cadre.refresh_from_db()
    assert (cadre.area_code, cadre.user.area_code) == ("141027103204", "141027103204")
    assert CadrePrivate.objects.get(cadre=cadre).phone == "13900000001"

    assert told(batch) == []

    cadre = Cadre.objects.get(pk=cadre.pk)
    private = CadrePrivate.objects.get(cadre=cadre)
    assert (cadre.area_code, cadre.user.area_code, private.area_code) == (county.pk,) * 3
    assert (private.phone, private.id_number) == ("", NUMBER)
    posting = cadre.postings.get()
    assert (posting.village, posting.ended_on, posting.post) == (county, None, Post.SECRETARY)


def test_a_row_changed_since_stands_against_it_and_nothing_is_taken_back(county):
    batch = loaded("roster", ROSTER, NEW)
    Cadre.objects.filter(name="马华虎").update(remark="已谈话")

    assert told(batch) == [("选派干部", "马华虎", "导入以后又被改过或删除")]

    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert Posting.objects.filter(cadre__name="马华虎").exists()


def test_a_row_that_others_rely_on_stands_against_it(client, staff, county):
    batch = loaded("roster", ROSTER, NEW, by=staff)
    posting = Posting.objects.get(cadre__name="马华虎")
    WorkLogFactory(cadre=posting.cadre, village=posting.village)
    client.force_login(staff)

    response = client.post(reverse("import-undo", args=[batch.pk]))

    assert "已有工作日志用到它" in response.text
    assert WorkLog.objects.count() == 1


def test_a_new_holder_makes_room_for_the_former_one_again(county):
    headers = "村 县级包联领导 县级包联领导单位 自"
    batch = loaded("boards", headers, ["陈家圪塔村", "张三", "县委办公室", "2021.6.1"])
    seats = BoardSeat.objects.filter(village=county, seat=Seat.COUNTY_LEADER)
    assert seats.on(date(2022, 1, 1)).get().official.name == "张三"

    assert told(batch) == []

    assert seats.get().official.name == "李志强"
    assert not Official.objects.filter(name="张三").exists()


def test_a_batch_is_taken_back_once(county):
    batch = loaded("roster", ROSTER, NEW)
    told(batch)

    with pytest.raises(Settled):
        told(batch)
