"""Who stands in the sample workbooks: 20 real villages, 30 cadres, 128 officials, all invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from fushan.demo.people import SURNAMES, TOWNSHIP_POSTS, UNITS, official_name

BEGAN = date(2020, 4, 15)
COUNTY_OFFICIALS, OF_A_TOWNSHIP = 68, (9, 9, 9, 9, 8, 8, 8)  # 128 in all
TOWNSHIPS = ("天坛镇", "响水河镇", "张庄镇", "北王镇", "东张乡", "槐埝乡", "寨圪塔乡")
# Real villages, the article's among them; two townships have a 南庄村.
VILLAGES = (
    *(("张庄镇", name) for name in ["陈家圪塔村", "卫家河村", "南西河村", "米家垣村", "史演河村"]),
    *(("北王镇", name) for name in ["南庄村", "堡子上村", "桥北村", "李家场村"]),
    *(("天坛镇", name) for name in ["东鲁村", "平里村", "河底村"]),
    *(("响水河镇", "范家坡村"), ("响水河镇", "辛庄村"), ("东张乡", "贯里村"), ("东张乡", "辛壁村")),
    *(("槐埝乡", "南庄村"), ("槐埝乡", "北庄村"), ("寨圪塔乡", "土岭村"), ("寨圪塔乡", "院头村")),
)


@dataclass(frozen=True)
class Official:
    name: str
    unit: str
    post: str
    township: str = ""


@dataclass(frozen=True)
class Cadre:
    name: str
    unit: str
    township: str
    village: str
    post: str


def officials():
    """Of the county's units in turn, and so many of each township."""
    made = [
        Official(
            official_name(n), UNITS[n % len(UNITS)], "主要负责人" if n < len(UNITS) else "干部"
        )
        for n in range(COUNTY_OFFICIALS)
    ]
    for township, count in zip(TOWNSHIPS, OF_A_TOWNSHIP, strict=True):
        for is_party, post in TOWNSHIP_POSTS[:count]:
            unit = f"{township}{'党委' if is_party else '人民政府'}"
            post = post.format(township[-1])
            made.append(Official(official_name(len(made)), unit, post, township))
    return made


def cadres():
    """A secretary in each village, and in every second one a member beside."""
    places = [(*place, "党支部书记") for place in VILLAGES]
    places += [(*place, "工作队员") for place in VILLAGES[::2]]
    return [
        Cadre(f"{SURNAMES[n]}示例", unit, *place)
        for n, (place, unit) in enumerate(zip(places, cycle(UNITS), strict=False))
    ]


def working_days(first, count):
    """So many days from Monday to Friday, from this one on."""
    days, day = [], first
    while len(days) < count:
        days += [day] if day.weekday() < 5 else []
        day += timedelta(days=1)
    return days
