import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from fushan.desk.models import reckon_weeks
from fushan.org.areas import load_areas
from fushan.org.models import Area, Role, User
from fushan.org.passwords import initial_password
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "正式启用：载入区划，建一个系统管理员账号并显示初始密码；不装演示数据"

    def add_arguments(self, parser):
        parser.add_argument("county", help="县级行政区划代码，如 141027")

    def handle(self, *, county, **options):
        with reach(EVERYTHING), pghistory.context(name="初始化"), transaction.atomic():
            if User.objects.exists():
                raise CommandError("已经有账号了，不再初始化。忘了密码请由其他管理员重置。")
            areas, villages = load_areas()
            area = Area.objects.filter(pk=county).first()
            if area is None or area.level != "县":
                raise CommandError(f"没有代码为 {county} 的县，请核对6位行政区划代码。")
            reckon_weeks()
            password = initial_password()
            User.objects.create_user(
                "admin", password, name="系统管理员", role=Role.ADMIN, must_change_password=True
            )
        self.stdout.write(f"{area}：行政区划 {areas} 个，村 {villages} 个。")
        self.stdout.write(
            f"系统管理员账号 admin，初始密码 {password}（首次登录须修改，只显示这一次）。"
        )
