import pghistory
from django.core.management.base import BaseCommand

from fushan.org.areas import load_areas
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "载入全国省市县和浮山县乡镇、村的名称与代码，已有的不动"

    def handle(self, **options):
        with reach(EVERYTHING), pghistory.context(name="载入区划"):
            areas, villages = load_areas()
        self.stdout.write(f"新增行政区划 {areas} 个、村 {villages} 个。")
