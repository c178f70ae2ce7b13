"""Empty tables as superiors send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, PatternFill, Side

NAME = "选派干部情况统计表.xlsx"


def city_table(rows=3, *, numbered=False, **more):
    """A title, a note, a header on two lines, numbered columns, a sum and signatures."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附件1"
    sheet["A1"] = "附件1"
    sheet["A2"] = "全市选派干部到村任职情况统计表"
    sheet["A2"].font = Font(name="方正小标宋简体", size=20)
    sheet.merge_cells("A2:H2")
    sheet["A3"] = "填报单位（盖章）：            填报时间：   年  月  日"
    sheet["G3"] = "单位：万元"
    header = ["序\n号", "基 本 情 况", None, None, "派驻情况", None, "备 注", "协调资金"]
    below = [None, "姓  名", "性别", "出生\n年月", "派驻村", "选派单位", None, None]
    for n, (upper, lower) in enumerate(zip(header, below, strict=True), 1):
        sheet.cell(4, n, upper)
        sheet.cell(5, n, lower)
    for area in ("A4:A5", "B4:D4", "E4:F4", "G4:G5", "H4:H5"):
        sheet.merge_cells(area)
    for n, mark in enumerate("甲乙123456", 1):
        sheet.cell(6, n, mark)
    for row in range(7, 7 + rows):
        sheet.cell(row, 1, row - 6 if numbered else None)
        sheet.cell(row, 8).fill = PatternFill("solid", fgColor="FFFF00")
    total = 7 + rows
    sheet.cell(total, 1, "合计")
    sheet.cell(total, 8, f"=SUM(H7:H{total - 1})")
    sheet.cell(total + 1, 1, "注：1.本表由县委组织部填报。")
    sheet.merge_cells(start_row=total + 1, end_row=total + 1, start_column=1, end_column=8)
    sheet.cell(total + 2, 1, "填表人：")
    sheet.print_area = f"A1:H{total + 2}"
    book.create_sheet("填报说明")["A1"] = "26日17时前报送。"
    return saved(book, **more)


def village_table(names, *, townships=(), headers=("乡镇", "村名", "户数", "集体收入（万元）")):
    """Villages printed in it already, and a row of sums without a formula."""
    book = Workbook()
    sheet = book.active
    sheet.append(["各村集体经济收入情况表"])
    sheet.append(list(headers))
    for n, name in enumerate(names):
        sheet.append([townships[n] if townships else None, name])
    sheet.append(["合计"])
    return saved(book)


LINE = Side(style="thin")
LINES = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def ruled_table(rows=2):
    """A ruled header and ruled rows, a row without lines, then who signs; no sums."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "选派干部名册"
    sheet.merge_cells("A1:C1")
    sheet["A2"] = "填报单位：        统计时间："
    for n, header in enumerate(["姓名", "性别", "派驻村"], 1):
        for row in range(3, 4 + rows):
            sheet.cell(row, n, header if row == 3 else None).border = LINES
            sheet.cell(row, n).font = Font(name="仿宋", size=12)
    for row in range(4, 4 + rows):
        sheet.row_dimensions[row].height = 28
    foot = 5 + rows
    sheet.cell(foot, 1, "制表人：        审核人：")
    sheet.merge_cells(start_row=foot, end_row=foot, start_column=1, end_column=3)
    sheet.row_dimensions[foot].height = 40
    return saved(book)


def saved(book, name=NAME):
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile(name, target.getvalue())


def sheet_of(response, name=None):
    """The sheet of an answer that is a workbook."""
    book = load_workbook(io.BytesIO(response.content))
    return book[name] if name else book.worksheets[0]


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
