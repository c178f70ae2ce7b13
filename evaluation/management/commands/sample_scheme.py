from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from evaluation.models import Scheme
from evaluation.sample import VERSION, lay_sample
from fushan.org.models import Area
from fushan.org.reach import reach


class Command(BaseCommand):
    help = "放入一份考评办法示例（8项指标、21条管理办法）的草稿，改好以后再启用"

    def add_arguments(self, parser):
        parser.add_argument("area", help="县的代码，如 141027")
        parser.add_argument("--from", dest="began_on", type=date.fromisoformat, help="自哪天起")

    def handle(self, *, area, began_on, **options):
        with reach(area):
            place = Area.objects.filter(pk=area).first()
            if place is None:
                raise CommandError(f"没有代码为 {area} 的地方。")
            if Scheme.objects.filter(area=place, version=VERSION).exists():
                raise CommandError("示例已经放过。")
            scheme = lay_sample(place, began_on=began_on or localdate().replace(month=1, day=1))
        self.stdout.write(f"已放入{scheme}的草稿。")
