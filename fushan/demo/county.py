"""The invented county: places, units, people and boards."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cadres.models import Cadre, CadrePrivate, Post, Posting
from fushan.demo.people import TOWNSHIP_POSTS, UNITS, cadre_name, id_number, official_name
from fushan.org.models import Area, Batch, Role, Selection, Unit, User, Village
from fushan.org.roles import Duty
from villages.models import BoardSeat, Leadership, Official, OfficialPrivate, Seat

COUNTY = "141027"
# The villages of the article come first, so that a small demo still has them.
FIRST = [
    "141027102231",
    "141027102217",
    "141027102226",
    "141027100215",
    "141027103209",
    "141027103204",
]
LEADING = 8  # so many of these posts are members of the leadership


@dataclass
class County:
    """What was made, for the records to be laid on."""

    on: date
    weeks: int
    random: Random
    began_on: date = None
    code: str = COUNTY
    before: int = 0  # people of the counties laid before it: no number is given twice
    batch: Batch = None
    villages: list = field(default_factory=list)
    leaders: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    of_township: dict = field(default_factory=dict)
    postings: list = field(default_factory=list)
    clerks: dict = field(default_factory=dict)
    named: int = 0  # officials given a name so far

    @property
    def home(self):
        """The village of the demo's secretary."""
        return next((v for v in self.villages if v.pk == FIRST[0]), self.villages[0])

    @property
    def home_posting(self):
        return next(p for p in self.postings if p.village_id == self.home.pk)


def build_county(*, on, weeks, townships, villages, seed, code=COUNTY, before=0):
    county = County(on=on, weeks=weeks, random=Random(seed), code=code, before=before)
    monday = on - timedelta(days=on.weekday())
    county.began_on = monday - timedelta(weeks=weeks)
    _places(county, townships, villages)
    _officials(county)
    _cadres(county)
    _boards(county)
    return county


def _places(county, townships, villages):
    known = Area.objects.filter(pk__regex=rf"^{county.code}\d\d\d$")
    places = list(known.order_by("pk")[:townships])
    made = [
        Area(code=f"{county.code}{300 + n:03}", name=f"示例{n + 1}乡")
        for n in range(townships - len(places))
    ]
    places += Area.objects.bulk_create(made)
    county.villages = _chosen(county, places, villages)
    county.batch = Batch.objects.create(
        name=f"{county.began_on.year}年选派",
        area_id=county.code,
        began_on=county.began_on,
        planned_end_on=county.began_on + timedelta(days=730),
    )
    Selection.objects.bulk_create(
        Selection(village=village, batch=county.batch, since=county.began_on)
        for village in county.villages
    )


def _chosen(county, places, wanted):
    """The article's villages, then others of these townships in turn, then invented ones."""
    rows = Village.objects.filter(township__in=places, name__endswith="村").order_by("pk")
    real = {village.pk: village for village in rows.select_related("township")}
    chosen = [real.pop(code) for code in FIRST if code in real][:wanted]
    others = sorted(real.values(), key=lambda village: (village.pk[9:], village.pk))
    chosen += county.random.sample(others, min(len(others), wanted - len(chosen)))
    missing = [
        Village(
            code=f"{place.pk}{500 + n:03}",
            name=f"示例{place.pk[-2:]}{n + 1}村",
            official_name=f"示例{place.pk[-2:]}{n + 1}村委会",
            township=place,
        )
        for n, place in _rounds(places, wanted - len(chosen))
    ]
    return sorted(chosen + Village.objects.bulk_create(missing), key=lambda village: village.pk)


def _rounds(places, count):
    return [(at // len(places), places[at % len(places)]) for at in range(count)]


def _officials(county):
    units = [Unit(name=name, area_id=county.code) for name in UNITS]
    townships = {village.township_id: village.township for village in county.villages}
    halls = {
        code: {
            party: Unit(name=f"{place.name}{'党委' if party else '人民政府'}", area_id=code)
            for party in (True, False)
        }
        for code, place in townships.items()
    }
    Unit.objects.bulk_create([*units, *(hall for pair in halls.values() for hall in pair.values())])
    county.leaders = [_official(county, units[0], "县委常委") for _ in range(8)]
    county.heads = [_official(county, unit, "主要负责人") for unit in units]
    county.heads += [_official(county, units[1], "党建指导员") for _ in range(6)]
    for code, pair in halls.items():
        kind = townships[code].name[-1]
        county.of_township[code] = [
            _official(county, pair[party], post.format(kind)) for party, post in TOWNSHIP_POSTS
        ]
    everyone = _everyone(county)
    Official.objects.bulk_create(everyone)
    _leaderships(county)
    _phones(everyone)


def _everyone(county):
    return [
        *county.leaders,
        *county.heads,
        *(o for group in county.of_township.values() for o in group),
    ]


def _official(county, unit, post):
    county.named += 1
    name = official_name(county.named - 1)
    return Official(name=name, unit=unit, area_id=unit.area_id, post=post)


def _leaderships(county):
    since = county.began_on - timedelta(days=365)
    Leadership.objects.bulk_create(
        Leadership(official=official, area_id=code, since=since)
        for code, group in county.of_township.items()
        for official in group[:LEADING]
    )


def _phones(officials):
    rows = []
    for n, official in enumerate(officials):
        row = OfficialPrivate(official=official, area_id=official.area_id)
        row.phone = f"1390000{n:04}"
        rows.append(row)
    OfficialPrivate.objects.bulk_create(rows)


def _cadres(county):
    """A secretary in every village, and in every second one another cadre.

    In a county of some size one village stands vacant, and one was handed over to a successor.
    """
    units = {unit.name: unit for unit in Unit.objects.filter(area=county.code)}
    places = [(village, Post.SECRETARY) for village in county.villages]
    places += [(village, Post.WORKER) for village in county.villages[::2]]
    changed = _changed(county)
    places += [(village, Post.SECRETARY) for village in changed[1:]]
    places += [(village, Post.WORKER) for village in county.villages[1:2] if changed]
    cadres = [
        _cadre(county, n, village, units[UNITS[n % len(UNITS)]])
        for n, (village, _) in enumerate(places, start=county.before)
    ]
    county.postings = [
        Posting(
            cadre=cadre,
            village=village,
            post=post,
            batch=county.batch,
            began_on=county.began_on,
            planned_end_on=county.batch.planned_end_on,
        )
        for cadre, (village, post) in zip(cadres, places, strict=True)
    ]
    _change(county, changed)
    Cadre.objects.bulk_create(cadres)
    _privates(county, cadres)
    Posting.objects.bulk_create(county.postings)


def _changed(county):
    """The village whose cadre left without a successor, and the one that has a new secretary."""
    usable = [v for v in county.villages[1::2] if v != county.home]
    return usable[-2:] if len(county.villages) >= 8 and county.weeks >= 8 else []


def _change(county, changed):
    """Both left on a day; the successor, the last secretary there, began the same day."""
    for village, days_ago in zip(changed, (20, 45), strict=False):
        first, *later = [
            p for p in county.postings if p.village == village and p.post == Post.SECRETARY
        ]
        first.ended_on = county.on - timedelta(days=days_ago)
        first.reason = "提拔交流"
        first.cadre.area_code = county.code
        for successor in later:
            successor.began_on = first.ended_on


def _born(county, n):
    return date(1984 + n % 14, 1 + n % 12, 1 + n % 28)


def _cadre(county, n, village, unit):
    return Cadre(
        name=cadre_name(n),
        gender="女" if n % 3 == 0 else "男",
        ethnicity="汉族",
        native_place="山西浮山",
        born_in=f"{_born(county, n):%Y%m}",
        joined_party=f"{_born(county, n).year + 21}06",
        worked_since=f"{_born(county, n).year + 23}08",
        education="大学",
        unit=unit,
        position="干部",
        status=["公务员", "参公", "事业"][n % 3],
        area_code=village.pk,
    )


def _privates(county, cadres):
    rows = []
    for n, cadre in enumerate(cadres, start=county.before):
        row = CadrePrivate(cadre=cadre, area_code=cadre.area_code)
        row.id_number = id_number(2 * n + (cadre.gender == "男"), _born(county, n))
        row.phone = f"1380000{n:04}"
        rows.append(row)
    CadrePrivate.objects.bulk_create(rows)


def _boards(county):
    """All seats but one: a real county always has someone still to be named."""
    seats = []
    for n, village in enumerate(county.villages):
        holders = {
            Seat.COUNTY_LEADER: county.leaders[n % len(county.leaders)],
            Seat.TOWNSHIP_OFFICIAL: county.of_township[village.township_id][n % LEADING],
            Seat.UNIT_HEAD: county.heads[n % len(UNITS)],
            Seat.PARTY_GUIDE: county.heads[len(UNITS) + n % 6],
        }
        if n == len(county.villages) - 1:
            del holders[Seat.UNIT_HEAD]
        seats += [
            BoardSeat(village=village, seat=seat, official=official, since=county.began_on)
            for seat, official in holders.items()
        ]
    BoardSeat.objects.bulk_create(seats)


def accounts(county):
    """A clerk in every township and every cadre but the demo's own; nobody can open these."""
    for code, group in county.of_township.items():
        county.clerks[code] = User(
            username=f"clerk-{code}",
            name=group[LEADING].name,
            password="!",
            role=Role.TOWNSHIP,
            area_code=code,
            duties=[Duty.CLERK],
        )
    own = county.home_posting.cadre
    others = [p.cadre for p in county.postings if p.cadre is not own]
    for cadre in others:
        cadre.user = User(
            username=f"cadre-{cadre.pk}",
            name=cadre.name,
            password="!",
            role=Role.VILLAGE,
            area_code=cadre.area_code,
            cadre_id=cadre.pk,
        )
    User.objects.bulk_create([*county.clerks.values(), *(cadre.user for cadre in others)])
    officials = [group[LEADING] for group in county.of_township.values()]
    for official in officials:
        official.user = county.clerks[official.area_id]
    for cadre in others:
        cadre.user = cadre.user  # now that the account has its key
    Cadre.objects.bulk_update(others, ["user"], batch_size=1000)
    Official.objects.bulk_update(officials, ["user"], batch_size=1000)
