"""Sheets as an office would send them, and the small county they speak of."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from cadres.models import Post
from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import confirm, upload
from fushan.org.models import FormerName, UnitName
from tests.factories import (
    BatchFactory,
    BoardSeatFactory,
    CadreFactory,
    CadrePrivateFactory,
    CountyFactory,
    LeadershipFactory,
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    TownshipFactory,
    UnitFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)

COUNTY = "141027"
NUMBER = "99999919880312001X"


def fushan():
    """Four villages, two of one name; a secretary, a county leader, a township leader, a visit."""
    CountyFactory()
    zhangzhuang = TownshipFactory(code="141027102", name="张庄镇")
    FormerName.objects.create(code=zhangzhuang.code, name="米家垣乡")
    home = _village(zhangzhuang, "141027102231", "陈家圪塔")
    _village(zhangzhuang, "141027102217", "卫家河")
    _village(TownshipFactory(code="141027103", name="北王镇"), "141027103204", "南庄")
    _village(TownshipFactory(code="141027202", name="槐埝乡"), "141027202214", "南庄")
    unit = UnitFactory(name="浮山县教育科技局")
    UnitName.objects.create(unit=unit, name="县教科局")
    batch = BatchFactory(name="2020年选派", began_on=date(2020, 4, 15))
    SelectionFactory(village=home, batch=batch, since=batch.began_on)
    cadre = CadreFactory(name="秦小妹", unit=unit, area_code=home.code)
    private = CadrePrivateFactory.build(cadre=cadre, area_code=home.code)
    private.id_number = NUMBER
    private.save()
    PostingFactory(
        cadre=cadre, village=home, batch=batch, began_on=batch.began_on, post=Post.SECRETARY
    )
    _officials(home, zhangzhuang, batch.began_on)
    return home


def _village(township, code, name):
    return VillageFactory(
        township=township, code=code, name=f"{name}村", official_name=f"{name}村委会"
    )


def _officials(home, township, since):
    leader = OfficialFactory(name="李志强", unit__name="浮山县委办公室", post="县委常委")
    BoardSeatFactory(village=home, official=leader, since=since)
    guide = OfficialFactory(
        name="王建军", unit=UnitFactory(name="张庄镇人民政府", area=township), post="镇长"
    )
    LeadershipFactory(official=guide, area=township, since=date(2019, 1, 1))
    visit = VisitFactory(village=home, happened_on=date(2020, 5, 11), text="看了玉露香梨园。")
    VisitorFactory(visit=visit, official=guide)


def book(headers, *rows, empty=0):
    """An xlsx file: a header and rows below it, then formatted rows with nothing in them."""
    made = Workbook()
    sheet = made.active
    sheet.append(headers.split() if isinstance(headers, str) else headers)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    for number in range(sheet.max_row + 1, sheet.max_row + 1 + empty):
        for column in range(1, 6):
            sheet.cell(number, column).fill = PatternFill("solid", fgColor="FFEEEE")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def csv(headers, *rows):
    """The same as Excel saves it for an office: in GB 18030."""
    lines = [headers.split(), *rows]
    return "\r\n".join(",".join(map(str, line)) for line in lines).encode("gb18030")


def tried(code, headers, *rows, answers=None, by=None, empty=0):
    """The plan of such a sheet; nothing is saved."""
    return tried_file(code, book(headers, *rows, empty=empty), answers=answers, by=by)


def tried_file(code, data, **more):
    register = REGISTERS[code]()
    return register.tried(register.read(data, "表.xlsx"), county=COUNTY, **more)


def loaded(code, headers, *rows, by=None):
    """The batch of such a sheet, confirmed."""
    register = REGISTERS[code]()
    batch = upload(register, book(headers, *rows), "表.xlsx", by, area_code=COUNTY)
    plan = confirm(register, batch, by=by, county=COUNTY)
    assert plan.all_faults() == []
    batch.refresh_from_db()
    return batch


def said(plan):
    return [(fault.row, fault.column, fault.expected) for fault in plan.all_faults()]
