"""The registers of study trips and of exchange meetings: one line for a cadre who took part."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.posted import OfPosted
from fushan.desk.registers import DAY, MOST_EXPORTED, Cell, Column, one_of, person, words
from fushan.kit import cells
from fushan.org.models import Area
from training.models import (
    Exchange,
    ExchangeMember,
    Organiser,
    StudyTrip,
    TripMember,
    TripPlace,
)
from training.trip_forms import counties_called, counties_named, names_in

ORGANISERS = {"县": Organiser.COUNTY, "乡镇": Organiser.TOWNSHIP, "自己": Organiser.SELF}


def _day(cell):
    return None if cells.blank(cell) else cells.day(cell)


class TakingPart(OfPosted):
    """`model`: what one takes part in. `member`, `key`: the row of one who does, and its way up."""

    model = member = None
    key = ""

    def look_up(self, lines):
        super().look_up(lines)
        rows = self.on_record({line["happened_on"] for line in lines if line["happened_on"]})
        self.events = {self.known_by(row): row for row in rows}
        noted = self.member.objects.filter(**{f"{self.key}__in": rows})
        self.noted = set(noted.values_list(self.key, "cadre"))
        self.today, self.seen = localdate(), {}

    def plan_line(self, line, plan):
        if line["happened_on"] and line["happened_on"] > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        posting = self.posting(line, plan)
        if line.wrong or posting is None:
            return
        event = self.event(line, plan, posting)
        if event is None or self._known_already(line, plan, event, posting):
            return
        place = {"cadre": posting.cadre, "village": posting.village}
        row = self.member(**{self.key: event}, **place)
        plan.add(line, row, "name", f"{posting.cadre}：{event.theme}")

    def _known_already(self, line, plan, event, posting):
        if (event.pk, posting.cadre_id) in self.noted:
            plan.warn(line, "name", "这一条已有，不再导入。")
            return True
        key = (*self.known_by(event), posting.cadre_id)
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个人同一次。")
        return line.wrong


class TripRegister(TakingPart):
    code, label = "trips", "外出学习登记表"
    writes = (StudyTrip, TripPlace, TripMember)
    unseen = (TripPlace, TripMember)
    telling = {StudyTrip: ("organiser",)}
    model, member, key = StudyTrip, TripMember, "trip"
    notes = (
        "一行写一名干部外出一次；同一天同一件事的几行算一次，去的地方以第一行为准。",
        "一次去几个县的用顿号隔开，写县（市、区）全名。",
        "已登记过的不会重复导入。",
    )

    # fmt: off
    happened_on = Column("日期", DAY, "trip__began_on", required=True, example="2020-05-16",
                         also=["从哪天", "外出日期", "时间"])
    ended_on = Column("到哪天", Cell(_day), "trip__ended_on", example="2020-05-17")
    theme = Column("学什么", words(60), "trip__theme", required=True, width=24,
                   example="看合作社怎么分红", also=["主题", "内容"])
    places = Column("去了哪些县", words(300), "went_to", required=True, width=24,
                    example="右玉县、襄汾县", also=["地点", "学习地点"])
    organiser = Column("谁组织", one_of(Organiser.choices, ORGANISERS), "trip__organiser",
                       required=True, example="县里组织", note="、".join(Organiser.labels))
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("姓名", person(), "cadre__name", required=True, example="张三",
                  also=["选派干部"])
    notes_ = Column("收获", words(2000), "trip__notes", width=30, example="入股的户怎么选")
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        named = [name for line in lines for name in names_in(line["places"] or "")]
        self.counties = counties_called(named)

    def on_record(self, days):
        return list(StudyTrip.objects.filter(began_on__in=days))

    def known_by(self, trip):
        return trip.area_code, trip.began_on, trip.theme

    def event(self, line, plan, posting):
        """The trip of this line; a new one stands where it was organised."""
        area = self._area(line["organiser"], posting)
        key = (area, line["happened_on"], line["theme"])
        if key in self.events:
            return self.events[key]
        ended = line["ended_on"] or line["happened_on"]
        if ended < line["happened_on"]:
            return plan.fault(line, "ended_on", "“到哪天”不能早于“日期”。")
        try:
            places = counties_named(line["places"], self.counties)
        except ValidationError as error:
            return plan.fault(line, "places", " ".join(error.messages))
        return self._added(line, plan, area, ended, places)

    def _added(self, line, plan, area, ended, places):
        trip = StudyTrip(
            area_code=area,
            organiser=line["organiser"],
            began_on=line["happened_on"],
            ended_on=ended,
            theme=line["theme"],
            notes=line["notes_"] or "",
            entered_by=plan.by,
        )
        plan.add(line, trip, "theme", f"{trip.theme} {date_format(trip.began_on, 'Y年n月j日')}")
        for place in places:
            where = {"area_code": area, "began_on": trip.began_on, "place": place}
            plan.add(line, TripPlace(trip=trip, **where), "places", f"{place}")
        self.events[self.known_by(trip)] = trip
        return trip

    def _area(self, organiser, posting):
        ways = {Organiser.COUNTY: self.county, Organiser.TOWNSHIP: posting.village_id[:9]}
        return ways.get(organiser, posting.village_id)

    def records(self):
        rows = TripMember.objects.select_related("trip", "village__township", "cadre")
        rows = rows.prefetch_related("trip__places__place")
        rows = list(rows.order_by("-trip__began_on", "trip", "village", "pk")[:MOST_EXPORTED])
        for row in rows:
            row.went_to = "、".join(f"{one.place}" for one in row.trip.places.all())
        return rows


class ExchangeRegister(TakingPart):
    code, label = "exchanges", "经验交流会登记表"
    writes = (Exchange, ExchangeMember)
    unseen = (ExchangeMember,)
    telling = {Exchange: ("place",)}
    model, member, key = Exchange, ExchangeMember, "exchange"
    notes = (
        "一行写一名干部参加一次交流会；同一天同一主题的几行算一次。",
        "“谁办的”空着就是县里办的；乡镇办的写乡镇名。",
        "已登记过的不会重复导入。",
    )

    # fmt: off
    happened_on = Column("日期", DAY, "exchange__held_on", required=True, example="2020-05-16",
                         also=["哪天", "时间"])
    theme = Column("主题", words(60), "exchange__theme", required=True, width=24,
                   example="怎样打开工作局面")
    office = Column("谁办的", words(40), "exchange__area__name", example="张庄镇", also=["主办"])
    place = Column("地点", words(60), "exchange__place", width=16, example="县委党校")
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名", "任职村"])
    name = Column("姓名", person(), "cadre__name", required=True, example="张三",
                  also=["选派干部"])
    notes_ = Column("要点", words(2000), "exchange__notes", width=30, example="先摸底再开会")
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        named = {line["office"] for line in lines if line["office"]}
        inside = Area.objects.filter(pk__gte=self.county, pk__lt=f"{self.county}:")
        self.offices = {area.name: area.pk for area in inside.filter(name__in=named)}

    def on_record(self, days):
        return list(Exchange.objects.filter(held_on__in=days))

    def known_by(self, exchange):
        return exchange.area_id, exchange.held_on, exchange.theme

    def event(self, line, plan, posting):
        office = line["office"]
        if office and office not in self.offices:
            return plan.fault(line, "office", f"没有找到“{office}”，请写乡镇全称，县里办的空着。")
        area = self.offices[office] if office else self.county
        key = (area, line["happened_on"], line["theme"])
        if key not in self.events:
            exchange = self.events[key] = Exchange(
                area_id=area,
                held_on=line["happened_on"],
                theme=line["theme"],
                place=line["place"] or "",
                notes=line["notes_"] or "",
                entered_by=plan.by,
            )
            plan.add(
                line,
                exchange,
                "theme",
                f"{exchange.theme} {date_format(exchange.held_on, 'Y年n月j日')}",
            )
        return self.events[key]

    def records(self):
        rows = ExchangeMember.objects.select_related("exchange__area", "village__township", "cadre")
        return rows.order_by("-exchange__held_on", "exchange", "village", "pk")[:MOST_EXPORTED]
