from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from fushan.desk.backups import BackupError, back_up
from fushan.org.reach import EVERYTHING, reach


class Command(BaseCommand):
    help = "把数据库和照片备份成一个文件，读回核对；没有成功时退出码为 1，管理首页也看得到"

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="放到哪个文件夹，默认 FUSHAN_DATA/backups")

    def handle(self, *, to, **options):
        folder = to or settings.DATA / "backups"
        try:
            with reach(EVERYTHING):
                made = back_up(folder.absolute())
        except BackupError as error:
            raise CommandError(f"备份没有成功。{error}") from error
        size = filesizeformat(made.bytes)
        self.stdout.write(
            f"已备份并核对：{made.file}（{size}，{made.rows} 行，照片文件 {made.photos} 个）。"
        )
        if made.lost:
            self.stderr.write(f"有 {made.lost} 张照片只有记录，文件已不在 media 里，请尽快找回。")
