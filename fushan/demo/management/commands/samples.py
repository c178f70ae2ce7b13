from pathlib import Path

from django.core.management.base import BaseCommand

from fushan.demo.samples.books import books, write_book


class Command(BaseCommand):
    help = "写出简报的样表：虚构的明细，合起来是 20 个村、30 人、1036 次到村……"

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="写到哪个文件夹，如 docs/samples/简报样表")

    def handle(self, *, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for name, code, rows in books():
            write_book(folder / name, code, rows())
            self.stdout.write(f"{name}（script/manage load {code}）")
