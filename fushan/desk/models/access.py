"""Who came in, who looked at what is private, and who took what out of the system."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F

from fushan.org.models import User


class Deed(models.TextChoices):
    LOOK = "look", "查看未脱敏信息"
    EXPORT = "export", "导出"
    PRINT = "print", "打印"
    IMPORT = "import", "导入"
    SIGN_IN = "sign_in", "登录"
    WRONG = "wrong", "登录失败"
    LOCKED = "locked", "连续输错被锁定"
    CLEAR = "clear", "到期清理"


class AccessLog(models.Model):
    """Append-only. The key is made here, so that nobody needs to read a row to write one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    happened_at = models.DateTimeField("时间", auto_now_add=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="账号")
    who = models.CharField("姓名", max_length=40)
    area_code = models.CharField("账号所在", max_length=12, blank=True, db_collation="C")
    deed = models.CharField("行为", max_length=10, choices=Deed)
    what = models.CharField("对象", max_length=200)
    page = models.CharField("页面", max_length=200)
    rows = models.PositiveIntegerField("条数", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "登录、查看和导出记录"
        indexes = [models.Index(F("happened_at").desc(), F("id").desc(), name="access_latest")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.who}{self.get_deed_display()}{self.what}"


def note_access(request, deed, what, *, rows=1):
    """Write down that this person saw or took this. `rows`: how many records it held."""
    user = request.user
    return AccessLog.objects.create(
        user=user,
        who=user.name,
        area_code=user.area_code,
        deed=deed,
        what=what[:200],
        page=request.get_full_path()[:200],
        rows=rows,
    )
