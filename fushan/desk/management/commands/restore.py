from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from fushan.desk.backups import BackupError, restore
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "从备份文件恢复到一个空的数据库并核对；不加 --confirm 只检查文件，什么也不写"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="backup 命令做出的文件")
        parser.add_argument("--confirm", action="store_true", help="检查没有问题就恢复")
        parser.add_argument(
            "--key-is-lost", action="store_true", help="原来的 FIELD_KEY 已丢失，个人信息不要了"
        )

    def handle(self, *, file, confirm, key_is_lost, **options):
        try:
            with reach(EVERYTHING):
                manifest = restore(file, confirmed=confirm, key_is_lost=key_is_lost)
        except BackupError as error:
            raise CommandError(f"没有恢复。{error}") from error
        counts = f"{sum(manifest.rows.values())} 行，照片文件 {len(manifest.photos)} 个"
        if confirm:
            self.stdout.write(f"已恢复并核对：{counts}。再运行一次 migrate，就可以启用。")
        else:
            self.stdout.write(f"备份完好：{counts}。加 --confirm 恢复到这个空库。")
