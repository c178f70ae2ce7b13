"""The article's own paragraph: its numbers, from the sample workbooks to the Word file."""

import io

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.registers import REGISTERS
from fushan.demo.samples.books import books, write_book
from fushan.desk.registers import confirm, upload
from fushan.kit import sheets
from fushan.org.areas import load_areas
from fushan.org.models import Role
from fushan.org.reach import reach
from fushan.reports.models import Bulletin
from tests.factories import UserFactory
from tests.reports.words import links_of, notes_of, paragraphs_of

FOLDER = settings.BASE_DIR / "docs" / "samples" / "简报样表"
COUNTY = "141027"


@pytest.fixture
def county(db):
    """Empty but for its places; staff load the workbooks one by one, as the handbook says."""
    load_areas()
    staff = UserFactory(role=Role.STAFF, area_code=COUNTY, name="示例科员")
    with reach(COUNTY):
        for name, code, _ in books():
            loaded(code, FOLDER / name, staff)
    return staff


def loaded(code, path, user):
    register = REGISTERS[code]()
    batch = upload(register, path.read_bytes(), path.name, user)
    plan = confirm(register, batch, by=user, county=COUNTY)
    assert (path.name, plan.all_faults()) == (path.name, [])


def test_the_samples_tell_the_articles_paragraph_in_the_word_file(client, county):
    client.force_login(county)
    client.post(
        reverse("bulletins:write-bulletin"),
        {
            "submission": "11111111-1111-4111-8111-111111111111",
            "kind": "briefing",
            "title": "选派干部到村任职工作情况",
            "about": COUNTY,
            "span": "term",
            "sections": list("01234"),
            "name": "选派干部工作简报",
            "issue": "1",
            "unit": "中共浮山县委组织部",
            "dated": f"{localdate()}",
        },
    )
    bulletin = Bulletin.objects.get()
    file = client.get(reverse("bulletins:bulletin-word", args=[bulletin.pk])).content

    text = "\n".join(paragraphs_of(file))
    for sentence in (
        "选派干部30人，到20个村任职",
        "现将任职以来（2020年4月15日起）的工作情况",
        "20个选派村五方责任人配齐、身份牌齐全",
        "县、乡干部120余人到村指导1000余次",
        "办培训8次（产业发展2次、农村管理2次、支部规范化建设2次、脱贫攻坚2次）",
        "外出学习到过15个县",
        "经验交流会开了3次",
        "急难事帮着解决34件",
        "办结小事136件，办结难事50件",
        "申报产业项目11个，申报党建项目9个，投入资金400余万元",
    ):
        assert sentence in text
    notes = "\n".join(notes_of(file))
    for exactly in ("走访干部：128人。", "到村指导：1036次。", "资金投入：431.26万元。"):
        assert exactly in notes
    assert f"/ledger/visits/?area=141027&period=2020-04-15~{localdate()}" in " ".join(
        links_of(file)
    )
    assert "/ledger/" not in text + notes


def test_each_workbook_is_what_the_command_writes():
    for name, code, rows in books():
        made = io.BytesIO()
        write_book(made, code, rows())
        headers = [column.header for column in REGISTERS[code]().columns]
        here, there = (
            sheets.read(data, name, headers, {}).rows
            for data in ((FOLDER / name).read_bytes(), made.getvalue())
        )
        assert [row.cells for row in here] == [row.cells for row in there], name
