import pghistory
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from cadres.actions import follow as follow_cadre
from cadres.models import Cadre
from cadres.months import close_what_is_over
from fushan.desk.retention import clear_what_is_over
from fushan.org.reach import EVERYTHING, reach
from villages.actions import follow as follow_official
from villages.models import Official


class Command(BaseCommand):
    help = "每天凌晨：到日子的人随调动走，到期的月份自动收尾，过了保存期限的清掉"

    def handle(self, **options):
        with reach(EVERYTHING), pghistory.context(name="到日子自动办理"):
            cadres = [c for c in Cadre.objects.select_related("user") if self.moved(c)]
            gone = Official.objects.filter(left_on__lte=localdate(), user__is_active=True)
            gone = list(gone.select_related("user"))
            for official in gone:
                follow_official(official)
            closed = close_what_is_over(localdate())
            cleared = clear_what_is_over(now())
        self.stdout.write(
            f"{len(cadres)} 名干部的所在已更新，{len(gone)} 名离任干部的账号已停用，"
            f"{closed} 个乡镇的上月已自动收尾。"
        )
        for what, count in cleared:
            self.stdout.write(f"过了保存期限，已清掉：{what} {count} 条。")

    def moved(self, cadre):
        before = cadre.area_code
        follow_cadre(cadre)
        return cadre.area_code != before
