"""The register of officials of county and township."""

from django.db.models import Prefetch
from django.utils.timezone import localdate

from fushan.desk.registers import DAY, MOST_EXPORTED, PHONE, Column, Register, Units, person, words
from fushan.org.models import Role, Unit, User
from villages.known import KnownOfficials
from villages.models import Leadership, Official, OfficialPrivate


class OfficialRegister(Register):
    code, label = "officials", "县乡干部登记表"
    writes = (Unit, User, Official, Leadership, OfficialPrivate)
    unseen = (OfficialPrivate,)
    telling = {Leadership: ("until",)}
    notes = (
        "同一单位的同名干部认作同一个人。",
        "登记表里没有的单位会新建，预检时会列出，请核对是否写错。",
        "班子成员填“班子成员自”；每周到村指导按班子成员统计。",
    )

    # fmt: off
    name = Column("姓名", person(), "name", required=True, example="张三")
    unit = Column("单位", words(80), "unit__name", required=True, width=24,
                  example="张庄镇人民政府", also=["工作单位", "单位名称", "单位全称"])
    post = Column("职务", words(60), "post", width=20, example="党委副书记")
    leader_since = Column("班子成员自", DAY, "leadership__since", example="2021-06-01",
                          note="不是班子成员的不填")
    leader_until = Column("班子成员至", DAY, "leadership__until", note="现仍是班子成员的不填")
    left_on = Column("离任日期", DAY, "left_on")
    phone = Column("联系电话", PHONE, "private__phone", width=16, private=True,
                   also=["电话", "手机", "手机号", "联系方式"])
    # fmt: on

    def look_up(self, lines):
        self.units = Units([line["unit"] for line in lines], self.county)
        self.known = KnownOfficials({line["name"] for line in lines if line["name"]})
        officials = [o.pk for same in self.known.by_name.values() for o in same]
        leading = Leadership.objects.filter(official__in=officials, until=None)
        self.leading = {leadership.official_id: leadership for leadership in leading}
        self.seen = {}

    def plan_line(self, line, plan):
        unit = None
        if line["unit"]:
            unit = self.units.find_or_make(plan, line, "unit", line["unit"])
        self._check(line, plan, unit)
        if not line.wrong:
            official = self._write(line, plan, unit)
            self._lead(line, plan, official)
            self._seal(line, plan, official)

    def records(self):
        leading = Prefetch("leaderships", Leadership.objects.order_by("-since"), to_attr="led")
        rows = Official.objects.select_related("unit", "private").prefetch_related(leading)
        for official in rows.order_by("area", "pinyin", "pk")[:MOST_EXPORTED]:
            official.leadership = next(iter(official.led), None)
            yield official

    def _check(self, line, plan, unit):
        if not unit or not line["name"]:
            self._check_term(line, plan, None)
            return
        first = self.seen.setdefault((line["name"], unit.pk or unit.name), line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个人。")
        if line["leader_until"] and not line["leader_since"] and not self._leading(line, unit):
            plan.fault(line, "leader_since", "填了“班子成员至”，也请填“班子成员自”。")
        self._check_term(line, plan, self._leading(line, unit))
        self.known.warn_of_namesakes(plan, line, "name", line["name"], unit)

    def _check_term(self, line, plan, leading):
        since = line["leader_since"] or (leading and leading.since)
        until = line["leader_until"]
        if since and until and until <= since:
            plan.fault(line, "leader_until", f"“班子成员至”须晚于“班子成员自”（{since}）。")

    def _leading(self, line, unit):
        official = self.known.of_unit(line["name"], unit)
        return official and self.leading.get(official.pk)

    def _write(self, line, plan, unit):
        official = self.known.of_unit(line["name"], unit)
        values = {name: line[name] for name in ("post", "left_on") if line[name]}
        if official:
            self._close_account(line, plan, official)
            return plan.change(line, official, "name", **values)
        return self.known.make(plan, line, "name", Official(name=line["name"], unit=unit, **values))

    def _close_account(self, line, plan, official):
        """Who has left keeps no account, as `villages.actions.follow` sees to at the desk."""
        gone = line["left_on"] and line["left_on"] <= localdate()
        if gone and official.user and official.user.role == Role.TOWNSHIP:
            plan.change(line, official.user, "left_on", is_active=False)

    def _lead(self, line, plan, official):
        since, until = line["leader_since"], line["leader_until"]
        known = self.leading.get(official.pk)
        if known:
            plan.change(line, known, "leader_since", since=since, until=until)
        elif since:
            leadership = Leadership(
                official=official, area_id=official.area_id, since=since, until=until
            )
            plan.add(line, leadership, "leader_since", f"{official}任班子成员，自 {since}")

    def _seal(self, line, plan, official):
        if not line["phone"]:
            return
        private = getattr(official, "private", None) if official.pk else None
        if private:
            plan.change(line, private, "phone", phone=line["phone"])
            return
        private = OfficialPrivate(official=official, area_id=official.area_id)
        private.phone = line["phone"]
        plan.add(line, private, "phone")
