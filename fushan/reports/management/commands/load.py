import json
import sys
from dataclasses import asdict
from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db.models.functions import Left

from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import Fault, carry_out, confirm, drop, upload
from fushan.org.models import User, Village
from fushan.org.reach import ACCOUNTS, EVERYTHING, reach


class Command(BaseCommand):
    help = "从表格载入一个登记表；不加 --confirm 只预检，什么也不保存。有问题时退出码为 1"

    def add_arguments(self, parser):
        codes = "、".join(f"{code} {register.label}" for code, register in REGISTERS.items())
        parser.add_argument("register", choices=list(REGISTERS), help=codes)
        parser.add_argument("file", type=Path, help="xlsx、xls 或 csv 文件")
        parser.add_argument("--confirm", action="store_true", help="没有问题就保存")
        parser.add_argument("--json", action="store_true", help="结果写成 JSON")
        parser.add_argument("--user", help="以哪个账号的身份和范围导入；不写则不限范围")

    def handle(self, *, register, file, confirm, json, user, **options):
        register, user = REGISTERS[register](), _account(user)
        with reach(*user.reach) if user else reach(EVERYTHING), _history(user):
            outcome = _load(register, file, user, keep=confirm)
        (self._as_json if json else self._as_text)(outcome)
        if outcome["faults"]:
            sys.exit(1)

    def _as_json(self, outcome):
        self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=1))

    def _as_text(self, outcome):
        for fault in outcome["faults"]:
            self.stdout.write(
                f"第 {fault['row']} 行 {fault['column']} “{fault['value']}”：{fault['expected']}"
            )
        for warning in outcome["warnings"]:
            self.stdout.write(
                f"提醒：第 {warning['row']} 行 {warning['column']}：{warning['expected']}"
            )
        counts = f"新增 {outcome['added']} 条，修改 {outcome['changed']} 条"
        if outcome["faults"]:
            self.stdout.write(f"有 {len(outcome['faults'])} 处问题，什么也没有保存。")
        elif outcome["batch"]:
            self.stdout.write(f"已导入：{counts}（批次 {outcome['batch']}）。")
        else:
            self.stdout.write(f"没有问题：将{counts}。加 --confirm 保存。")


def _account(username):
    if username is None:
        return None
    with reach(ACCOUNTS):
        user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"没有账号 {username}，或已停用。")
    return user


def _history(user):
    who = {"user": user.pk, "name": user.name} if user else {"name": "命令行"}
    return pghistory.context(url="manage.py load", **who)


def _load(register, file, user, *, keep):
    """The outcome as plain data, for people and for programs."""
    outcome = {"register": register.code, "file": file.name, "rows": 0, "added": 0, "changed": 0}
    outcome |= {"batch": None, "faults": [], "warnings": []}
    county = _county(user)
    try:
        data = file.read_bytes()
        sheet = register.read(data, file.name)
    except OSError:
        raise CommandError(f"打不开文件 {file}。") from None
    except ValueError as error:
        return outcome | {"faults": [asdict(Fault(0, "文件", file.name, str(error)))]}
    plan = register.plan(sheet, by=user, county=county)
    if keep and plan.clean:
        plan, outcome["batch"] = _kept(register, data, file.name, user, county)
    else:
        carry_out(plan)
    return outcome | {
        "rows": len(sheet.rows),
        "added": len(plan.shown_additions()),
        "changed": len(plan.shown_changes()),
        "faults": [asdict(fault) for fault in plan.all_faults()],
        "warnings": [asdict(warning) for warning in plan.warnings],
    }


def _kept(register, data, name, user, county):
    """The plan as it was carried out, and its batch; none where the database refused."""
    batch = upload(register, data, name, user, area_code=county)
    plan = confirm(register, batch, by=user, county=county)
    if plan.clean:
        return plan, batch.pk
    drop(batch)
    return plan, None


def _county(user):
    """Of the account; without one, the only county that has villages here."""
    if user:
        return user.area_code if len(user.area_code) == 6 else ""
    counties = Village.objects.order_by().annotate(county=Left("pk", 6)).values_list("county")
    found = sorted({county for (county,) in counties.distinct()[:2]})
    if len(found) != 1:
        raise CommandError("库里没有村，或有几个县的村：请用 --user 说明以谁的身份导入。")
    return found[0]
