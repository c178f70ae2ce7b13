from datetime import date

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from evaluation.checking import check_rules
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "对照管理办法看记录，有疑问的列为待核实提示；不扣任何人的分，重复运行不重复提示"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="当作今天的日期，如 2026-11-02")

    def handle(self, *, on, **options):
        with reach(EVERYTHING):
            hints = check_rules(on or localdate())
            for hint in hints:
                self.stdout.write(f"{hint.code} {hint.village_id} {hint.text}")
        self.stdout.write(f"新的提示 {len(hints)} 条。")
