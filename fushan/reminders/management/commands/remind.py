from datetime import date, datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, localtime

from fushan.desk.models import Setting, setting
from fushan.org.models import Area, Role, User
from fushan.org.reach import EVERYTHING, reach
from fushan.reminders.digest import digests, is_quiet, is_wanted, leave, of_the_county, told_from
from fushan.reminders.ways import NotSentError, ways

SENT = "digest_sent"
NOON = time(12)


class Command(BaseCommand):
    help = "一周提醒：本周到期和已过期的事，每人每周一条；夜里 20:00—07:00 和放假的日子不发"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="哪一天，如 2026-11-30，默认今天")
        parser.add_argument("--dry-run", action="store_true", help="只列出会发什么，不发")

    def handle(self, *, on, dry_run, **options):
        day = on or localdate()
        with reach(EVERYTHING):
            if why := _why_not(day):
                self.stdout.write(why)
                return
            self._tell(digests(day), dry_run)
            self._send(day, dry_run)

    def _tell(self, found, dry_run):
        for digest in found:
            if dry_run:
                self.stdout.write(f"{digest.user.name}（{digest.user.username}）：{digest.text}")
            else:
                leave(digest)
        self.stdout.write(f"{'会提醒' if dry_run else '已提醒'} {len(found)} 人。")

    def _send(self, day, dry_run):
        """To the office, once a week; what one way refuses does not keep the others."""
        text = "\n\n".join(filter(None, (of_the_county(area, day) for area in _counties())))
        if not text or not ways() or setting(SENT) >= told_from(day).isoformat():
            return
        if dry_run:
            self.stdout.write(f"会发到{'、'.join(ways())}：\n{text}")
            return
        Setting.objects.update_or_create(key=SENT, defaults={"value": day.isoformat()})
        failed = [f"{name}{why}" for name, send in ways().items() if (why := _sent(send, text))]
        if failed:
            raise CommandError("；".join(failed))
        self.stdout.write(f"已发到{'、'.join(ways())}。")


def _why_not(day):
    """Why nothing is told now; "" where it may be. Another day than today is taken at its noon."""
    moment = localtime() if day == localdate() else datetime.combine(day, NOON)
    if is_quiet(moment):
        return "夜里 20:00—07:00 和放假的日子不提醒。"
    if not is_wanted(day):
        return "还没到本周提醒的日子，或设置里关掉了。"
    return ""


def _counties():
    codes = User.objects.filter(is_active=True, role=Role.STAFF).values("area_code")
    return Area.objects.filter(pk__in=codes).order_by("pk")


def _sent(send, text):
    """Why it was not; "" where it was."""
    try:
        send("选派干部工作一周提醒", text)
    except NotSentError as error:
        return str(error)
    return ""
