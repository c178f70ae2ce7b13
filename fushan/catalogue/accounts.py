"""The register of accounts: made for those whom the roster and the officials' register know."""

from collections import defaultdict

from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError

from cadres.models import Cadre
from fushan.desk.registers import (
    MOST_EXPORTED,
    Cell,
    Column,
    Places,
    Register,
    Unclear,
    one_of,
    person,
    some_of,
    words,
)
from fushan.kit import cells
from fushan.org.models import Area, Duty, Role, User
from villages.models import Official

ROLES = [(role.value, role.label) for role in Role if role not in (Role.ADMIN, Role.AUDITOR)]


def _username(cell):
    found = cells.text(cell, 40)
    try:
        UnicodeUsernameValidator()(found)
    except ValidationError:
        raise ValueError("账号只能用字母、数字、汉字和 @ . + - _，不能有空格。") from None
    return found


class AccountRegister(Register):
    code, label = "users", "账号登记表"
    writes = (User, Cadre, Official)
    telling = {User: ("duties",)}
    notes = (
        "县领导和组织部干部的“管辖范围”可不填；乡镇干部填乡镇名；选派干部按现任职村，可不填。",
        "乡镇职责可写几项：审批、班子成员、经办，用顿号隔开。",
        "“对应干部”是花名册或县乡干部登记表里的姓名，与本人姓名相同的可不填。",
        "导入只建账号；初始密码在“密码条”页发放并打印。",
        "系统管理员和安全审计员的账号由系统管理员在后台建立。",
    )

    # fmt: off
    username = Column("账号", Cell(_username), "username", required=True, width=18,
                      example="zhangsan", also=["用户名", "登录名"])
    name = Column("姓名", person(), "name", required=True, example="张三")
    role = Column("身份", one_of(ROLES), "role", required=True, example="乡镇干部", also=["角色"])
    area = Column("管辖范围", words(60), "place", width=16, example="张庄镇", also=["乡镇", "范围"])
    duties = Column("乡镇职责", some_of(Duty.choices), "duties", width=18, example="班子成员")
    person = Column("对应干部", person(), "person", width=14, also=["对应人员"])
    # fmt: on

    def look_up(self, lines):
        names = {n for line in lines for n in (line["name"], line["person"]) if n}
        self.places = Places([], [ln["area"] for ln in lines if ln["role"] == Role.TOWNSHIP])
        self.county_name = (
            Area.objects.filter(pk=self.county).values_list("name", flat=True).first()
        )
        wanted = {line["username"] for line in lines}
        self.users = {u.username: u for u in User.objects.filter(username__in=wanted)}
        self.people = {Role.VILLAGE: defaultdict(list), "office": defaultdict(list)}
        cadres = Cadre.objects.filter(name__in=names, postings__ended_on=None)
        for cadre in cadres.filter(postings__isnull=False).select_related("user").order_by("pk"):
            self.people[Role.VILLAGE][cadre.name].append(cadre)
        officials = Official.objects.filter(name__in=names, left_on=None)
        for official in officials.select_related("user", "unit").order_by("pk"):
            self.people["office"][official.name].append(official)
        self.seen, self.owned = {}, {}

    def plan_line(self, line, plan):
        self._once(line, plan, self.seen, line["username"], "username")
        user = self.users.get(line["username"])
        if user and line["role"] and user.role != line["role"]:
            plan.fault(line, "role", f"这个账号的身份是{user.get_role_display()}，不能用表格改。")
        if line["duties"] and line["role"] and line["role"] != Role.TOWNSHIP:
            plan.fault(line, "duties", "只有乡镇干部才有乡镇职责。")
        if line.wrong:
            return
        someone = plan.resolve(line, "name", self._someone, line)
        if someone:
            self._owner(line, plan, someone, user)
        area = plan.resolve(line, "area", self._area, line, someone)
        if not line.wrong:
            self._write(line, plan, user, area, someone)

    def records(self):
        rows = User.objects.select_related("cadre", "official").filter(role__in=dict(ROLES))
        users = list(rows.order_by("area_code", "pinyin", "pk")[:MOST_EXPORTED])
        areas = dict(
            Area.objects.filter(pk__in={u.area_code[:9] for u in users}).values_list("pk", "name")
        )
        for user in users:
            user.place = "" if user.role == Role.VILLAGE else areas.get(user.area_code[:9])
            user.person = _owner_of(user)
            yield user

    def _someone(self, line):
        """The cadre or official whose account it is, None for an official nobody registered."""
        name = line["person"] or line["name"]
        cadre = line["role"] == Role.VILLAGE
        found = self.people[Role.VILLAGE if cadre else "office"][name]
        if not cadre:
            found = [o for o in found if len(o.area_id) == (9 if _in_township(line) else 6)]
        if not found and (cadre or line["person"]):
            raise ValueError(
                f"{'花名册里没有在任的' if cadre else '县乡干部登记表里没有'}“{name}”。"
            )
        if len(found) > 1:
            raise Unclear(
                f"有几位{name}，请说明是哪一位。",
                {str(p.pk): (f"{p.unit}的{p.name}", p) for p in found},
                about=f"{name}（第 {line.number} 行）",
            )
        return found[0] if found else None

    def _owner(self, line, plan, someone, user):
        """One account for a person, one person for an account."""
        if someone.user_id and someone.user_id != getattr(user, "pk", None):
            plan.fault(line, "name", f"{someone}已有账号 {someone.user.username}。")
        self._once(line, plan, self.owned, (type(someone), someone.pk), "name")

    def _once(self, line, plan, seen, key, column):
        first = seen.setdefault(key, line.number)
        if key and first != line.number and column not in line.faulty:
            plan.fault(line, column, f"与第 {first} 行重复。")

    def _area(self, line, someone):
        if line["role"] == Role.VILLAGE:
            return someone.area_code if someone else ""
        if _in_township(line):
            if not line["area"]:
                raise ValueError("乡镇干部须填写所在乡镇。")
            return self.places.township(line["area"]).pk
        if not self.county or line["area"] not in ("", None, self.county_name, "全县"):
            raise ValueError("县领导和组织部干部的管辖范围是全县，可不填。")
        return self.county

    def _write(self, line, plan, user, area, someone):
        values = {"name": line["name"], "duties": line["duties"] or [], "area_code": area}
        if user:
            plan.change(line, user, "username", **values)
        else:
            user = User(
                username=line["username"],
                role=line["role"],
                password=make_password(None),  # nobody signs in until a slip is issued
                must_change_password=True,
                cadre_id=someone.pk if line["role"] == Role.VILLAGE else None,
                **values,
            )
            told = "，".join(filter(None, [user.get_role_display(), line["area"]]))
            plan.add(line, user, "username", f"{user.username} {user.name}（{told}）")
        if someone:
            plan.change(line, someone, "name", user=user)


def _in_township(line):
    return line["role"] == Role.TOWNSHIP


def _owner_of(user):
    for name in ("cadre", "official"):
        if hasattr(user, name):
            return getattr(user, name).name
    return ""
