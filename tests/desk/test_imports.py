"""A sheet on its way: uploaded, looked at, answered, confirmed once, taken back."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cadres.models import Cadre, Posting, WorkLog
from fushan.desk.models import AccessLog, ImportBatch
from fushan.desk.models.imports import ImportState
from fushan.org.models import Role, Selection, Unit
from tests.desk.sheets import COUNTY, book, csv, fushan, loaded, tried_file
from tests.factories import UserFactory, WorkLogFactory

LOGS = "日期 姓名 做了什么"
ROSTER = "姓名 派出单位 身份证号 任职乡镇 任职村 村内职务 到村时间"
NEW = ["马华虎", "县水利局", "", "北王镇", "南庄村", "党支部书记", "2020.4.15"]
SAMPLE = settings.BASE_DIR / "docs" / "samples" / "花名册.xlsx"


@pytest.fixture(autouse=True)
def county(db):
    return fushan()


def sent(client, code, data, name="表.xlsx"):
    """Upload, and the batch that is then waiting."""
    file = SimpleUploadedFile(name, data)
    response = client.post(reverse("import-upload", args=[code]), {"file": file})
    assert response.status_code == 302, response.text
    return ImportBatch.objects.latest("pk")


def page(client, batch):
    return client.get(reverse("import-preview", args=[batch.pk]))


def confirmed(client, batch):
    seen = page(client, batch).context["plan"].digest()
    return client.post(reverse("import-confirm", args=[batch.pk]), {"seen": seen}, follow=True)


def test_a_preview_shows_what_would_be_and_saves_nothing(client, staff):
    client.force_login(staff)

    response = page(client, sent(client, "roster", book(ROSTER, NEW)))

    assert "马华虎：北王镇南庄村党支部书记" in response.text
    assert "将新建单位 县水利局" in response.text
    assert "南庄村列入选派村，自 2020-04-15" in response.text
    assert not Cadre.objects.filter(name="马华虎").exists()
    assert not Unit.objects.filter(name="县水利局").exists()


def test_what_is_confirmed_is_saved_whole_and_the_file_is_let_go(client, staff):
    client.force_login(staff)
    batch = sent(client, "roster", book(ROSTER, NEW))

    response = confirmed(client, batch)

    posting = Posting.objects.get(cadre__name="马华虎")
    assert "已导入：新增 4 条，修改 0 条。" in response.text
    assert (posting.village.pk, posting.batch.name) == ("141027103204", "2020年选派")
    assert posting.cadre.area_code == posting.village_id
    assert Selection.objects.filter(village=posting.village, since=date(2020, 4, 15)).exists()
    batch.refresh_from_db()
    assert (batch.state, batch.sealed_file, batch.added) == (ImportState.DONE, "", 4)
    assert AccessLog.objects.filter(deed="import", what="花名册：表.xlsx", rows=4).exists()


def test_a_second_confirm_does_nothing_twice(client, staff):
    client.force_login(staff)
    batch = sent(client, "logs", book(LOGS, ["2020.5.1", "秦小妹", "修渠。"]))
    confirmed(client, batch)

    url = reverse("import-confirm", args=[batch.pk])
    response = client.post(url, {"seen": ""}, follow=True)

    assert "没有重复导入" in response.text
    assert WorkLog.objects.filter(text="修渠。").count() == 1


def test_the_same_file_again_adds_nothing(client, staff):
    client.force_login(staff)
    data = book(LOGS, ["2020.5.1", "秦小妹", "修渠。"])
    confirmed(client, sent(client, "logs", data))

    response = page(client, sent(client, "logs", data))

    assert "没有要新增或修改的内容" in response.text
    assert "这一条已有，不再导入。" in response.text


def test_what_others_entered_meanwhile_is_shown_before_it_is_confirmed(client, staff, county):
    client.force_login(staff)
    rows = [["2020.5.1", "秦小妹", "修渠。"], ["2020.5.2", "秦小妹", "入户。"]]
    batch = sent(client, "logs", book(LOGS, *rows))
    seen = page(client, batch).context["plan"].digest()
    cadre = Cadre.objects.get(name="秦小妹")
    WorkLogFactory(cadre=cadre, village=county, happened_on=date(2020, 5, 1), text="修渠。")

    url = reverse("import-confirm", args=[batch.pk])
    response = client.post(url, {"seen": seen}, follow=True)

    assert "请再看一遍" in response.text
    assert WorkLog.objects.count() == 1


def test_faults_hold_everything_back_and_come_marked_in_the_sheet(client, staff):
    client.force_login(staff)
    good, bad = ["2020.5.1", "秦小妹", "修渠。"], ["2020.2.30", "秦小妹", "入户。"]
    batch = sent(client, "logs", csv(LOGS, good, bad), name="日志.csv")

    response = client.post(reverse("import-confirm", args=[batch.pk]), follow=True)
    marked = client.get(reverse("import-faulty", args=[batch.pk]))

    assert "什么也没有保存" in response.text
    assert "没有这一天" in response.text
    assert response.text.count("btn main") == 1
    assert "改好后重新上传" in response.text
    assert not WorkLog.objects.exists()
    assert marked.content.startswith(b"PK")


def test_a_village_name_in_two_townships_is_asked_and_the_answer_counts(client, staff):
    client.force_login(staff)
    row = [*NEW[:3], "", *NEW[4:]]
    batch = sent(client, "roster", book(ROSTER, row))

    asked = page(client, batch)
    answer = {"answer:任职村:南庄村": "141027202214"}
    client.post(reverse("import-answer", args=[batch.pk]), answer)
    confirmed(client, batch)

    assert "槐埝乡南庄村" in asked.text
    assert asked.text.count("btn main") == 1
    assert "确认导入" not in asked.text
    assert Posting.objects.get(cadre__name="马华虎").village_id == "141027202214"


def test_staff_of_another_county_cannot_open_the_batch(client, staff):
    batch = loaded("logs", LOGS, ["2020.5.1", "秦小妹", "修渠。"], by=staff)
    client.force_login(UserFactory(area_code="141028"))

    for name in ("import-preview", "import-faulty"):
        assert client.get(reverse(name, args=[batch.pk])).status_code == 404
    for name in ("import-confirm", "import-undo", "import-drop", "import-answer"):
        assert client.post(reverse(name, args=[batch.pk])).status_code == 404


@pytest.mark.parametrize("role", [Role.TOWNSHIP, Role.LEADER])
def test_only_the_department_imports(client, role):
    area = "141027102" if role == Role.TOWNSHIP else COUNTY
    client.force_login(UserFactory(role=role, area_code=area))

    assert client.get(reverse("registers")).status_code == 403
    assert client.get(reverse("register-export", args=["roster"])).status_code == 403


def test_a_dropped_batch_keeps_no_file_and_cannot_be_confirmed(client, staff):
    client.force_login(staff)
    batch = sent(client, "logs", book(LOGS, ["2020.5.1", "秦小妹", "修渠。"]))

    client.post(reverse("import-drop", args=[batch.pk]))
    client.post(reverse("import-confirm", args=[batch.pk]))

    batch.refresh_from_db()
    assert (batch.state, batch.sealed_file) == (ImportState.DROPPED, "")
    assert not WorkLog.objects.exists()


def test_a_cell_that_looks_like_a_formula_stays_text_both_ways(client, staff):
    client.force_login(staff)
    confirmed(
        client, sent(client, "logs", book(LOGS, ["2020.5.1", "秦小妹", "=cmd|' /C calc'!A0"]))
    )

    out = client.get(reverse("register-export", args=["logs"]))

    assert WorkLog.objects.get().text == "=cmd|' /C calc'!A0"
    again = tried_file("logs", out.content)
    assert [line["text"] for line in again.lines] == ["=cmd|' /C calc'!A0"]
    assert again.clean
