"""The registers of party members, and of households with who looks after them."""

from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    PHONE,
    Column,
    Places,
    Register,
    person,
    words,
)
from petitions.models import Household, HouseholdLink, PartyMember


class MemberRegister(Register):
    code, label = "party_members", "党员登记表"
    writes = (PartyMember,)
    telling = {PartyMember: ("duty",)}
    notes = ("同一个村同名的认作同一名党员；同村有两人同名的，请在系统里登记。",)

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    name = Column("姓名", person(), "name", required=True, example="张三", also=["党员姓名"])
    duty = Column("支部职务", words(40), "duty", width=16, example="支部委员", also=["职务"])
    phone = Column("联系电话", PHONE, "phone", width=16, private=True, also=["电话", "手机"])
    left_on = Column("转出日期", DAY, "left_on", note="还在本村支部的不填")
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        self.members = Members({line["name"] for line in lines if line["name"]})
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line.wrong or village is None:
            return
        first = self.seen.setdefault((village.pk, line["name"]), line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一名党员。")
            return
        given = {name: line[name] for name in ("duty", "phone", "left_on")}
        if known := plan.resolve(line, "name", self.members.known, village, line["name"]):
            plan.change(line, known, "name", **given)
        elif not line.wrong:
            member = PartyMember(village=village, name=line["name"], duty=line["duty"] or "")
            member.phone, member.left_on = line["phone"] or "", line["left_on"]
            plan.add(line, member, "name", f"{member}（{village}）")

    def records(self):
        rows = PartyMember.objects.filter(left_on=None).select_related("village__township")
        return rows.order_by("village", "pinyin", "pk")[:MOST_EXPORTED]


class HouseholdRegister(Register):
    code, label = "households", "农户和包联户登记表"
    writes = (Household, HouseholdLink)
    telling = {HouseholdLink: ("since",)}
    notes = (
        "一户一行，同一个村同一“组和门牌”的认作同一户。",
        "包联党员须已在党员登记表里；换了人的，原来的包联到“自”那一天为止。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    number = Column("组和门牌", words(40), "number", required=True, example="二组12号",
                    also=["门牌", "户号"])
    head = Column("户主", person(), "head", private=True, example="李四", also=["户主姓名"])
    member = Column("包联党员", person(), "link__member__name", example="张三", also=["联户党员"])
    since = Column("自", DAY, "link__since", example="2020-05-20", also=["包联日期"])
    card_on = Column("联系卡发放日期", DAY, "link__card_on", width=16, note="还没发的不填")
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        self.members = Members({line["member"] for line in lines if line["member"]})
        numbers = {line["number"] for line in lines if line["number"]}
        rows = Household.objects.filter(number__in=numbers)
        self.homes = {(row.village_id, row.number): row for row in rows}
        links = HouseholdLink.objects.filter(household__in=self.homes.values(), until=None)
        self.links = {link.household_id: link for link in links.select_related("member")}
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line["member"] and not line["since"] and "since" not in line.faulty:
            plan.fault(line, "since", "写了包联党员，也请填“自”。")
        if line.wrong or village is None:
            return
        first = self.seen.setdefault((village.pk, line["number"]), line.number)
        if first != line.number:
            plan.fault(line, "number", f"与第 {first} 行是同一户。")
            return
        home = self._home(line, plan, village)
        if line["member"]:
            self._link(line, plan, village, home)

    def records(self):
        rows = Household.objects.filter(left_on=None).select_related("village__township")
        rows = list(rows.order_by("village", "number", "pk")[:MOST_EXPORTED])
        links = HouseholdLink.objects.filter(household__in=rows, until=None)
        now = {link.household_id: link for link in links.select_related("member")}
        for home in rows:
            home.link = now.get(home.pk)
        return rows

    def _home(self, line, plan, village):
        known = self.homes.get((village.pk, line["number"]))
        if known:
            return plan.change(line, known, "number", head=line["head"])
        home = Household(village=village, number=line["number"])
        home.head = line["head"] or ""
        return plan.add(line, home, "number", f"{home}（{village}）")

    def _link(self, line, plan, village, home):
        member = plan.resolve(line, "member", self._member, village, line["member"])
        if member is None:
            return
        standing = self.links.get(home.pk) if home.pk else None
        if standing and standing.member_id == member.pk:
            plan.change(line, standing, "member", card_on=line["card_on"])
            return
        if standing and standing.since >= line["since"]:
            plan.fault(line, "since", f"原来的包联自 {standing.since} 开始，“自”须晚于它。")
            return
        if standing:
            plan.change(line, standing, "member", until=line["since"])
        told = {"since": line["since"], "card_on": line["card_on"]}
        link = HouseholdLink(village=village, member=member, household=home, **told)
        plan.add(line, link, "member", f"{member}包联{home}")

    def _member(self, village, name):
        found = self.members.known(village, name)
        if found is None:
            raise ValueError(f"{village}的党员登记表里没有{name}，请先登记。")
        return found


class Members:
    """Party members by village and name, asked once for a sheet."""

    def __init__(self, names):
        self.by_name = {}
        for row in PartyMember.objects.filter(name__in=names, left_on=None).order_by("pk"):
            self.by_name.setdefault((row.village_id, row.name), []).append(row)

    def known(self, village, name):
        """The one of that name, None where there is none. ValueError where there are several."""
        found = self.by_name.get((village.pk, name), [])
        if len(found) > 1:
            raise ValueError(f"{village}有几名党员叫{name}，请在系统里办。")
        return found[0] if found else None
