import pghistory
from django.core.management.base import BaseCommand

from cadres.actions import follow
from cadres.models import Cadre
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "每天凌晨：预先填了到村或离村日期的干部，到日子把所在和账号跟过去"

    def handle(self, **options):
        with reach(EVERYTHING), pghistory.context(name="任职到日"):
            moved = [cadre for cadre in Cadre.objects.select_related("user") if self.moved(cadre)]
        self.stdout.write(f"{len(moved)} 名干部的所在已更新。")

    def moved(self, cadre):
        before = cadre.area_code
        follow(cadre)
        return cadre.area_code != before
