from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from fushan.org.reach import EVERYTHING, reach
from petitions.forgetting import forget


class Command(BaseCommand):
    help = "过了保存期限的村民姓名和电话：销毁密钥，记录和修改历史里的名字一并抹去"

    def handle(self, **options):
        with reach(EVERYTHING):
            people = forget(localdate())
        self.stdout.write(f"已抹去 {people} 人的姓名和电话。")
