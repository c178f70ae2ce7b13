"""Walls, promises and printed boards of the invented county, written in bulk."""

from datetime import timedelta

from django.utils.formats import date_format

from cadres.models import Citation, Hung, Pledge, PledgeState, Shape, Wall
from fushan.desk.models import Setting
from villages.models import BoardPrint, Visit

ASPIRATIONS = [
    "我从机关来到村里，是想把学到的用在最需要的地方，和乡亲们一起把日子过好。",
    "组织把我派到这里，是信任，也是考验。我要踏踏实实干满一届。",
    "我是农民的儿子，回到农村，就是回家。",
]
GOALS = [
    "支部有凝聚力，村里有产业，家家有活干。",
    "把党支部建成让群众信得过的支部，集体收入过五万元。",
    "路通、水通、灯亮，老人有人管，年轻人愿回来。",
]
VERSES = [
    "一张蓝图绘到底\n一任接着一任干",
    "脚下沾有多少泥土\n心中沉淀多少真情",
    "",
]
PLEDGES = [
    "给村里装上路灯",
    "办起一个合作社",
    "把活动场所修好",
    "每月和党员谈一次心",
    "解决老旧管道漏水",
]


def lay_walls(county):
    """Nearly everybody has one; some promises are kept."""
    rows = [
        Wall(
            cadre=posting.cadre,
            village_id=posting.village_id,
            aspiration=county.random.choice(ASPIRATIONS),
            goal=county.random.choice(GOALS),
            verse=county.random.choice(VERSES),
            shape=list(Shape)[n % len(Shape)],
            hung=Hung.OFFICE if n % 3 else Hung.BRANCH,
            made_on=min(posting.began_on + timedelta(days=20), county.on),
            entered_by=posting.cadre.user,
        )
        for n, posting in enumerate(county.postings)
        if n % 9 != 8
    ]
    Wall.objects.bulk_create(rows)
    pledges = [pledge for wall in rows for pledge in _pledges(county, wall)]
    Pledge.objects.bulk_create(pledges)
    _cited(county, pledges)
    _printed(county)


def _pledges(county, wall):
    for text in county.random.sample(PLEDGES, 3):
        kept = county.random.random() < 0.3
        day = min(wall.made_on + timedelta(days=county.random.randrange(30, 120)), county.on)
        yield Pledge(
            wall=wall,
            cadre_id=wall.cadre_id,
            village_id=wall.village_id,
            text=text,
            due_on=wall.made_on + timedelta(days=county.random.choice([180, 365, 700])),
            state=PledgeState.KEPT if kept else PledgeState.OPEN,
            settled_on=day if kept else None,
        )


def _cited(county, pledges):
    """Kept ones point to a visit of their village that saw it."""
    seen = {}
    visits = Visit.objects.filter(village__in=county.villages).order_by("happened_on", "pk")
    for visit in visits.iterator(chunk_size=2000):
        seen[visit.village_id] = visit
    Citation.objects.bulk_create(
        Citation(
            pledge=pledge,
            cadre_id=pledge.cadre_id,
            village_id=pledge.village_id,
            figure="visits",
            record_id=str(seen[pledge.village_id].pk),
            label=_told(seen[pledge.village_id]),
        )
        for pledge in pledges
        if pledge.state == PledgeState.KEPT and pledge.village_id in seen
    )


def _told(visit):
    return f"到村指导 {date_format(visit.happened_on, 'Y年n月j日')}：{visit.text}"[:80]


def _printed(county):
    """Two boards hung before somebody changed: they are to be printed again."""
    Setting.objects.get_or_create(key="supervision_phone", defaults={"value": "0357-0000000"})
    BoardPrint.objects.bulk_create(
        BoardPrint(
            village=village,
            made_on=county.began_on + timedelta(days=14),
            size="60×40 厘米",
            content=[["党支部书记", "示例前任", "", ""]],
        )
        for village in county.villages[:2]
    )
