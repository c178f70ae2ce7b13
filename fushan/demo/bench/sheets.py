"""A workbook in and one out, and the same rows through an importer as it comes."""

import tempfile
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter

from django.db import transaction
from django.utils.timezone import localdate
from import_export.resources import ModelResource
from tablib import Dataset
from xlsxwriter import Workbook

from cadres.log_resources import LogRegister
from cadres.models import Posting, WorkLog
from fushan.desk.registers import confirm, upload
from fushan.kit.sheets import write
from fushan.org.reach import reach

ROWS, STOCK_ROWS, OUT, CHUNK = 10_000, 500, 100_000, 2_000

COLUMNS = ["id", "cadre", "village", "happened_on", "text", "entered_by"]


class StockLogs(ModelResource):
    class Meta:
        model = WorkLog
        fields = COLUMNS
        clean_model_instances = True
        skip_unchanged = True


def _lines(count):
    """(day, posting, text) in this month, the days that are open to be written."""
    today = localdate()
    days = [today - timedelta(days=n) for n in range(today.day)]
    postings = list(
        Posting.objects.filter(ended_on=None, began_on__lt=days[-1]).select_related(
            "cadre", "village__township"
        )[:ROWS]
    )
    turns = ((day, posting) for _ in range(count) for day in days for posting in postings)
    for n, (day, posting) in enumerate(islice(turns, count)):
        yield day, posting, f"第 {n} 件：入户走访，商量秋收互助。"


def import_seconds(user):
    """(ours for 10,000 rows, the importer as it comes for 500), checking and saving.

    Nothing of it stays: a kept database is as large the next time.
    """
    with reach(*user.reach), tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "logs.xlsx")
        _write(file)
        with transaction.atomic():
            began = perf_counter()
            register = LogRegister()
            batch = upload(register, file.read_bytes(), file.name, user, area_code=user.area_code)
            plan = confirm(register, batch, by=user, county=user.area_code)
            ours = perf_counter() - began
            transaction.set_rollback(True)
        if not plan.clean:
            raise RuntimeError(str(plan.all_faults()[:3]))
        return ours, _stock_seconds(user)


def _write(file):
    book = Workbook(file)
    page = book.add_worksheet()
    heads = ["日期", "乡镇", "村", "姓名", "类别", "做了什么"]
    page.write_row(0, 0, heads)
    for number, (day, posting, text) in enumerate(_lines(ROWS), start=1):
        village = posting.village
        row = [f"{day}", village.township.name, village.name, posting.cadre.name, "", text]
        page.write_row(number, 0, row)
    book.close()


def _stock_seconds(user):
    data = Dataset(headers=COLUMNS)
    for day, posting, text in _lines(STOCK_ROWS):
        data.append(["", posting.cadre_id, posting.village_id, f"{day}", text, user.pk])
    began = perf_counter()
    for dry_run in (True, False):
        with transaction.atomic():
            result = StockLogs().import_data(data, dry_run=dry_run, raise_errors=False)
            transaction.set_rollback(True)
        if result.has_errors() or result.has_validation_errors():
            raise RuntimeError("the plain importer refused its rows")
    return perf_counter() - began


def export_seconds():
    """(seconds, rows) of a workbook of logs, larger than any that leaves the system."""
    register, count = LogRegister(), 0
    columns = register.offered(private=False)

    def told():
        nonlocal count
        rows = WorkLog.objects.select_related("cadre", "village__township").order_by("-pk")
        for record in rows[:OUT].iterator(chunk_size=CHUNK):
            count += 1
            yield [column.export(record) for column in columns]

    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        on_sheet = [column.on_sheet() for column in columns]
        path = Path(folder, "logs.xlsx")
        write(path, title=register.label, columns=on_sheet, rows=told())
        return perf_counter() - began, count
