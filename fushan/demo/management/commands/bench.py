import resource
from dataclasses import dataclass
from math import ceil
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.demo.bench import pages, sheets, stock
from fushan.demo.bench.database import second_database
from fushan.kit.periods import Period
from fushan.org.models import Role, User
from fushan.org.reach import EVERYTHING, reach
from villages.models import Visit

VILLAGES_IN_A_COUNTY = 20
PROVINCE = "14"


@dataclass(frozen=True)
class Place:
    """The secretary's village, with one visit and one log of it, and the secretary."""

    village_id: str
    cadre_id: int
    visit_id: int
    log_id: int


class Command(BaseCommand):
    help = "在另一个库里装许多个 20 村的县，量每一页几次查询、多大、多快，并和原样的后台、导入比"

    def add_arguments(self, parser):
        parser.add_argument("--villages", type=int, default=20, help="几个选派村")
        parser.add_argument("--weeks", type=int, default=26, help="几周的记录")
        parser.add_argument("--keep", action="store_true", help="留着这个库，下次直接用")
        parser.add_argument("--no-sheets", action="store_true", help="不量导入导出")
        parser.add_argument("--load-only", action="store_true", help="只装库，什么也不量")

    def handle(self, *, villages, weeks, keep, load_only, no_sheets, **options):
        if not settings.LOCAL:
            raise CommandError("只在本机量（FUSHAN_LOCAL=1）：会装虚构的数据。")
        name = f"fushan_bench_{villages}x{weeks}"
        with second_database(name, keep=keep) as is_new:
            call_command("migrate", interactive=False, verbosity=0)
            if is_new:
                self._load(villages, weeks)
            if load_only:
                return
            stock.install()
            with reach(EVERYTHING):
                self._tell_size(villages, weeks)
                users = {user.username: user for user in User.objects.filter(username__in=CAST)}
                self._pages(users)
                self._against_stock(users["staff"])
                if not no_sheets:
                    self._sheets(users["staff"])

    def _load(self, villages, weeks):
        began = perf_counter()
        size = {"villages": min(villages, VILLAGES_IN_A_COUNTY), "weeks": weeks, "verbosity": 0}
        call_command("demo", counties=ceil(villages / VILLAGES_IN_A_COUNTY), **size)
        with reach(EVERYTHING):
            name = "示例省领导"
            User.objects.create(
                username="province", name=name, role=Role.LEADER, area_code=PROVINCE
            )
        self.stdout.write(f"装库 {perf_counter() - began:.0f} 秒")

    def _tell_size(self, villages, weeks):
        self.rows = {"visit": Visit.objects.count(), "worklog": WorkLog.objects.count()}
        told = f"{villages} 个选派村 × {weeks} 周：到村指导 {self.rows['visit']} 条，日志 "
        self.stdout.write(f"{told}{self.rows['worklog']} 条。\n")

    def _pages(self, users):
        self._table("身份", "页面", "查询", "千字节", "毫秒")
        period = Period.of("month", localdate())
        home = users["secretary"].area_code
        place = Place(
            home,
            users["secretary"].cadre_id,
            Visit.objects.filter(village=home).values_list("pk", flat=True).first(),
            WorkLog.objects.filter(village=home).values_list("pk", flat=True).first(),
        )
        for user in users.values():
            for what, url in pages.pages(user, place, period).items():
                row = pages.measure(user, what, url)
                kilobytes, spent = f"{row.bytes / 1000:.0f}", f"{row.milliseconds:.0f}"
                self._table(row.role, row.page, row.queries, kilobytes, spent)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"\n看完这些页面，进程占内存最多 {peak:.0f} MB。\n")

    def _against_stock(self, staff):
        self._table("全国的名单", "我们的毫秒", "原样后台的毫秒", "快几倍")
        with stock.everywhere():
            for what, ours, theirs in stock.compare(staff, self.rows):
                self._table(what, f"{ours:.0f}", f"{theirs:.0f}", f"{theirs / ours:.1f}")

    def _sheets(self, staff):
        ours, theirs = sheets.import_seconds(staff)
        per = ours / sheets.ROWS, theirs / sheets.STOCK_ROWS
        self.stdout.write(
            f"\n导入 {sheets.ROWS} 行日志 {ours:.1f} 秒；原样的导入 {sheets.STOCK_ROWS} 行 "
            f"{theirs:.1f} 秒；按每行算快 {per[1] / per[0]:.0f} 倍。"
        )
        spent, rows = sheets.export_seconds()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"导出 {rows} 行日志 {spent:.1f} 秒，进程占内存最多 {peak:.0f} MB。")

    def _table(self, *cells):
        self.stdout.write("| " + " | ".join(map(str, cells)) + " |")


CAST = ["secretary", "township", "staff", "leader", "province", "auditor", "admin"]
