"""The register of identity boards (身份牌): a line for a village, its five parties side by side."""

from collections import defaultdict
from operator import attrgetter

from django.db.models import Prefetch

from cadres.models import Posting
from fushan.desk.registers import DAY, MOST_EXPORTED, Column, Places, Register, Units, person, words
from fushan.org.models import Selection, Unit, Village
from villages.known import KnownOfficials
from villages.models import BoardSeat, Official, Seat

# seat: the columns of its holder's name, unit and post
PARTIES = {
    Seat.COUNTY_LEADER: ("leader", "leader_unit", "leader_post"),
    Seat.TOWNSHIP_OFFICIAL: ("clerk", "clerk_unit", "clerk_post"),
    Seat.UNIT_HEAD: ("head", "unit", "head_post"),
    Seat.PARTY_GUIDE: ("guide", "guide_unit", "guide_post"),
}


class BoardRegister(Register):
    code, label = "boards", "五方责任人登记表"
    writes = (Unit, Official, BoardSeat)
    telling = {BoardSeat: ("since",)}
    notes = (
        "一个村一行。换了人只填新的人和“自”，原来的人到那一天为止。",
        "党支部书记是选派干部的，从任职读取，这里可不填；填了须与任职一致。",
        "登记表里没有的干部会新建，须填单位；预检时会列出，请核对是否写错。",
        "“自”不填的，从该村列入选派村之日算起。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "township__name", example="张庄镇", also=["任职乡镇"])
    village = Column("村", words(60), "name", required=True, width=16, example="陈家圪塔村",
                     also=["村名", "选派村"])
    secretary = Column("党支部书记", person(), "holders__secretary", also=["支部书记", "书记"])
    leader = Column("县级包联领导", person(), "holders__county__name", width=14, example="李四",
                    also=["县级包联领导姓名", "包联县领导"])
    leader_unit = Column("县级包联领导单位", words(80), "holders__county__unit__name", width=18,
                         example="县委")
    leader_post = Column("县级包联领导职务", words(60), "holders__county__post", width=18,
                         also=["县级包联领导单位职务"])
    clerk = Column("乡镇包联干部", person(), "holders__township__name", width=14,
                   also=["乡镇包联干部姓名"])
    clerk_unit = Column("乡镇包联干部单位", words(80), offered=False)
    clerk_post = Column("乡镇包联干部职务", words(60), "holders__township__post", width=18)
    unit = Column("包联单位", words(80), "holders__unit__unit__name", width=18, example="县××局")
    head = Column("包联单位负责人", person(), "holders__unit__name", width=16,
                  also=["包联单位负责人姓名"])
    head_post = Column("包联单位负责人职务", words(60), "holders__unit__post", width=20)
    guide = Column("党建指导员", person(), "holders__guide__name", also=["党建指导员姓名"])
    guide_unit = Column("党建指导员单位", words(80), "holders__guide__unit__name", width=18)
    guide_post = Column("党建指导员职务", words(60), "holders__guide__post", width=18)
    since = Column("自", DAY, "holders__since", example="2020-04-15", also=["起始日期", "任职时间"])
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        given = [line[unit] for line in lines for _, unit, _ in PARTIES.values()]
        self.units = Units(given, self.county)
        self.known = KnownOfficials(
            {ln[n] for ln in lines for n, _, _ in PARTIES.values() if ln[n]}
        )
        self._look_up_villages({v.pk for same in self.places.villages.values() for v in same})
        self.seen = {}

    def plan_line(self, line, plan):
        village = self._village(line, plan)
        holders = {seat: self._holder(line, plan, seat, village) for seat in PARTIES}
        self._check_secretary(line, plan, village)
        if not village:
            return
        due = self._due(line, village, holders)
        since = self._since(line, plan, village, due) if due else None
        if not line.wrong:
            for seat, holder in due.items():
                self._seat(line, plan, village, seat, since, holder)

    def records(self):
        now = BoardSeat.objects.filter(until=None).select_related("official__unit")
        posted = Posting.objects.secretaries().filter(ended_on=None).select_related("cadre")
        rows = Village.objects.filter(selections__until=None, selections__isnull=False)
        rows = rows.select_related("township").prefetch_related(
            Prefetch("board_seats", now, to_attr="seats"),
            Prefetch("postings", posted, to_attr="secretaries"),
        )
        for village in rows.order_by("pk")[:MOST_EXPORTED]:
            village.holders = {s.seat: s.official or s.local_name for s in village.seats}
            for posting in village.secretaries:
                village.holders[Seat.SECRETARY] = posting.cadre.name
            village.holders["since"] = max((s.since for s in village.seats), default=None)
            yield village

    def _village(self, line, plan):
        village = self.places.find(plan, line)
        first = self.seen.setdefault(village and village.pk, line.number)
        if village and first != line.number:
            plan.fault(line, "village", f"与第 {first} 行是同一个村。")
        return village

    def _look_up_villages(self, codes):
        self.seats = {
            (s.village_id, s.seat): s
            for s in BoardSeat.objects.filter(village__in=codes, until=None).select_related(
                "official"
            )
        }
        posted = Posting.objects.secretaries().filter(village__in=codes, ended_on=None)
        self.posted = {p.village_id: p.cadre for p in posted.select_related("cadre")}
        selections = Selection.objects.filter(village__in=codes, until=None)
        self.selected = dict(selections.values_list("village", "since"))
        self.halls = defaultdict(list)
        for unit in Unit.objects.filter(area__in=list(self.places.areas)):
            self.halls[unit.area_id].append(unit)

    def _check_secretary(self, line, plan, village):
        cadre = village and self.posted.get(village.pk)
        if cadre and line["secretary"] and line["secretary"] != cadre.name:
            plan.fault(
                line,
                "secretary",
                f"该村现任党支部书记是选派干部{cadre.name}。换人请在花名册里改任职，这里可不填。",
            )

    def _holder(self, line, plan, seat, village):
        """The official who is to hold this seat; None where the sheet names nobody."""
        column, unit_column, post = PARTIES[seat]
        name = line[column]
        if not name or not village:
            return None
        if line[unit_column]:
            unit = self.units.find_or_make(plan, line, unit_column, line[unit_column])
            official = unit and self.known.of_unit(name, unit)
        else:
            unit, official = self._without_unit(line, plan, seat, village)
        if official:
            return plan.change(line, official, column, post=line[post])
        if unit is None or column in line.faulty:
            return None
        self.known.warn_of_namesakes(plan, line, column, name, unit)
        return self.known.make(
            plan, line, column, Official(name=name, unit=unit, post=line[post] or "")
        )

    def _without_unit(self, line, plan, seat, village):
        """(unit of a new official, the known official)."""
        column, unit_column, _ = PARTIES[seat]
        in_township = seat == Seat.TOWNSHIP_OFFICIAL
        place = village.township_id if in_township else village.pk[:6]
        official = plan.resolve(line, column, self.known.in_places, line[column], {place})
        if official or column in line.faulty:
            return None, official
        if in_township and (unit := self._hall(line, plan, village)):
            return unit, None
        header = self.fields[unit_column].header
        plan.fault(line, column, f"登记表里没有这名干部，请填写“{header}”以便新建。")
        return None, None

    def _hall(self, line, plan, village):
        """The township's unit where there is one; where there is none, its government is made."""
        known, name = self.halls[village.township_id], f"{village.township}人民政府"
        if not known:
            area = village.township_id
            known.append(self.units.find_or_make(plan, line, "clerk", name, area=area))
        return known[0] if len(known) == 1 else next((u for u in known if u.name == name), None)

    def _due(self, line, village, holders):
        """seat -> its new holder as the fields of a seat, where that is not the present one."""
        given = {seat: {"official": holder} for seat, holder in holders.items() if holder}
        if line["secretary"] and village.pk not in self.posted:
            given[Seat.SECRETARY] = {"local_name": line["secretary"]}
        return {
            seat: holder
            for seat, holder in given.items()
            if not _holds(self.seats.get((village.pk, seat)), holder)
        }

    def _since(self, line, plan, village, due):
        """The day from which all of them hold their seats, after all that those before began."""
        if "since" in line.faulty:
            return None
        since = line["since"] or self.selected.get(village.pk)
        known = [self.seats[village.pk, seat] for seat in due if (village.pk, seat) in self.seats]
        last = max(known, key=attrgetter("since"), default=None)
        if not since:
            plan.fault(line, "since", "该村不在选派村名单上，请填写“自”。")
        elif last and since <= last.since:
            now = f"{last.get_seat_display()}现由{last.holder}担任（自 {last.since}）"
            plan.fault(line, "since", f"{now}，“自”须晚于这一天。")
        return since

    def _seat(self, line, plan, village, seat, since, holder):
        """Who holds the seat from now on; whoever held it holds it until that day."""
        column = "secretary" if seat == Seat.SECRETARY else PARTIES[seat][0]
        if known := self.seats.get((village.pk, seat)):
            plan.change(line, known, column, until=since)
        record = BoardSeat(village=village, seat=seat, since=since, **holder)
        [who] = holder.values()  # an official not yet written has no number to know them by
        plan.add(
            line, record, column, f"{village.township}{village}{record.get_seat_display()}：{who}"
        )


def _holds(seat, holder):
    return seat and all(getattr(seat, name) == value for name, value in holder.items())
