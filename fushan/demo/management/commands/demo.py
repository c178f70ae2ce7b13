from datetime import date

import pghistory
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.timezone import localdate

from fushan.demo.county import accounts, build_county
from fushan.demo.logins import LOGINS, make_logins
from fushan.demo.nation import lay_others
from fushan.demo.records import lay_records
from fushan.demo.suggestions import lay_suggestions
from fushan.desk.models import Setting, reckon_weeks
from fushan.kit.once import remembering
from fushan.org.areas import load_areas
from fushan.org.backends import DEMO_PASSWORD
from fushan.org.models import User
from fushan.org.reach import EVERYTHING, reach

MOST_TOWNSHIPS = 500


def analyze():
    """Or the foreign keys of a large county are checked by plans made for empty tables."""
    tables = ", ".join(
        model._meta.db_table
        for app in ("org", "cadres", "villages", "training", "petitions")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


class Command(BaseCommand):
    help = "装一个虚构的演示县；已有数据的库一律不动"

    def add_arguments(self, parser):
        parser.add_argument("--townships", type=int, default=7, help="几个乡镇，前7个用浮山的")
        parser.add_argument("--villages", type=int, default=20, help="几个选派村")
        parser.add_argument("--weeks", type=int, default=26, help="几周的记录")
        parser.add_argument("--counties", type=int, default=1, help="几个同样大的县，浮山在先")
        parser.add_argument(
            "--seed", type=int, default=141027, help="随机种子，同样的数装出同样的县"
        )
        parser.add_argument("--on", type=date.fromisoformat, help="当作今天的日期，如 2026-11-23")
        parser.add_argument("--if-empty", action="store_true", help="库里有数据就什么也不做")
        parser.add_argument("--logins", action="store_true", help="只列出演示账号")

    def handle(self, *, logins, if_empty, **options):
        with reach(EVERYTHING):
            if logins:
                return self.tell_logins()
            if User.objects.exists():
                if if_empty:
                    return None
                raise CommandError("库里已经有账号和数据，演示数据只装进空库。")
            self.load(**options)
        return None

    @pghistory.context(name="演示数据")
    def load(self, *, townships, villages, weeks, counties, seed, on, **options):
        if not settings.LOCAL:
            raise CommandError("演示账号的密码是公开的，只能装在本机（FUSHAN_LOCAL=1）。")
        if not (1 <= townships <= MOST_TOWNSHIPS and villages >= 1 and weeks >= 1):
            raise CommandError(f"乡镇须为1到{MOST_TOWNSHIPS}个，村和周至少1个。")
        size = {"on": on or localdate(), "weeks": weeks, "villages": villages, "seed": seed}
        county = self._first(townships, size)
        lay_others(counties - 1, after=county, records=self._records, **size)
        self.stdout.write(f"演示县已装好：{villages} 个选派村，{weeks} 周记录。")

    @transaction.atomic
    def _first(self, townships, size):
        """Fushan, whole or not at all."""
        reckon_weeks()
        load_areas()
        county = build_county(townships=townships, **size)
        accounts(county)
        make_logins(county)
        self._records(county)
        lay_suggestions(county)
        Setting.objects.create(key="demo", value="1")
        Setting.objects.create(key="county_label", value="浮山县选派干部到村任职")
        return county

    def _records(self, county, *, analyzed=True):
        if analyzed:
            analyze()
        with remembering():
            lay_records(county)
        if analyzed:
            analyze()

    def tell_logins(self):
        if not Setting.objects.filter(pk="demo").exists():
            return
        self.stdout.write(f"演示账号（密码都是 {DEMO_PASSWORD}）：")
        for username, who, does in LOGINS:
            self.stdout.write(f"  {username:<10} {who}：{does}")
