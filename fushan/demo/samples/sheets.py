"""The rows of each sample workbook, by the headers of its register, in the order of loading."""

from datetime import timedelta
from itertools import cycle

from fushan.demo.samples.people import (
    BEGAN,
    OF_A_TOWNSHIP,
    TOWNSHIPS,
    VILLAGES,
    cadres,
    officials,
    working_days,
)

VISITS = 1036
THEMES = ("支部规范化建设", "产业发展", "农村管理", "脱贫攻坚")
TRIPS = (
    ("支部怎样带产业", "翼城县、沁水县、沁源县"),
    ("合作社怎么分红", "襄汾县、曲沃县、侯马市"),
    ("荒山怎么变绿", "右玉县、绛县、乡宁县"),
    ("矛盾怎样在村里化解", "洪洞县、霍州市、古县"),
    ("养羊和青贮", "安泽县、蒲县、尧都区"),
    ("再看合作社的账", "襄汾县"),  # been to before: no further county
)
EXCHANGES = ("怎样打开工作局面", "怎样开好群众会", "怎样用好项目资金")
DAY = timedelta(days=1)


def officials_sheet():
    for person in officials():
        since = "2019-01-01" if person.township else ""
        yield {"姓名": person.name, "单位": person.unit, "职务": person.post, "班子成员自": since}


def roster():
    for person in cadres():
        yield {
            "姓名": person.name,
            "民族": "汉族",
            "籍贯": "山西浮山",
            "派出单位": person.unit,
            "单位职务": "干部",
            "选派批次": "2020年选派",
            "任职乡镇": person.township,
            "任职村": person.village,
            "村内职务": person.post,
            "到村时间": f"{BEGAN}",
        }


def boards():
    people = officials()
    county = [person for person in people if not person.township]
    for n, (township, village) in enumerate(VILLAGES):
        clerks = [person for person in people if person.township == township]
        leader, head, guide = county[n % 8], county[20 + n], county[44 + n % 6]
        clerk = clerks[n % len(clerks)]
        yield {
            "乡镇": township,
            "村": village,
            "县级包联领导": leader.name,
            "县级包联领导单位": leader.unit,
            "乡镇包联干部": clerk.name,
            "包联单位": head.unit,
            "包联单位负责人": head.name,
            "党建指导员": guide.name,
            "党建指导员单位": guide.unit,
            "自": f"{BEGAN}",
        }


SEEN = (
    "听了三季度打算，说到水渠的事。",
    "看了集体果园，技术员当场讲了剪枝。",
    "入户问了低保、医保的办理。",
)


def visits():
    """The 1036: each village in turn, by an official of the county's and one of the township's."""
    people = officials()
    in_turn = {
        place: cycle([person.name for person in people if person.township == place])
        for place in ("", *TOWNSHIPS)
    }
    days = working_days(BEGAN + DAY, -(-VISITS // len(VILLAGES)) * 2 + 1)
    for n in range(VISITS):
        turn, at = divmod(n, len(VILLAGES))
        township, village = VILLAGES[at]
        office = in_turn["" if (turn + at) % 2 else township]
        party = [next(office) for _ in range(1 if n % 9 else 2)]
        yield {
            "日期": f"{days[turn * 2 + at % 2]}",
            "乡镇": township,
            "村": village,
            "到村人员": "、".join(party),
            "做了什么": ("到村指导", "现场培训", "调研")[n % 3],
            "情况": SEEN[n % len(SEEN)],
        }


def trainings():
    """Eight of the county's; a township's coaching beside them is counted elsewhere."""
    for n in range(2 * len(THEMES)):
        held = {"日期": f"2020-{5 + n // 2:02}-{12 + n % 2 * 8:02}", "主题": THEMES[n // 2]}
        held |= {"形式": ("理论培训", "现场观摩")[n % 2], "地点": "县委党校", "谁来讲": "示例老师"}
        yield from (_attending(held, person, m + n) for m, person in enumerate(cadres()))
    held = {"日期": "2020-05-20", "主题": "土地合同怎么签", "谁办的": "张庄镇"}
    held |= {"形式": "现场观摩", "地点": "镇政府"}
    for person in cadres():
        if person.township == "张庄镇":
            yield _attending(held, person, 1)


def _attending(held, person, n):
    who = {"乡镇": person.township, "村": person.village, "姓名": person.name}
    return held | who | {"到场情况": "参加" if n % 13 else "请假"}


def trips():
    for n, (theme, places) in enumerate(TRIPS):
        for person in cadres()[n * 4 : n * 4 + 6]:
            yield {
                "日期": f"2020-{6 + n // 2:02}-{8 + n % 2 * 14:02}",
                "学什么": theme,
                "去了哪些县": places,
                "谁组织": "县里组织",
                "乡镇": person.township,
                "村": person.village,
                "姓名": person.name,
            }


def exchanges():
    for n, theme in enumerate(EXCHANGES):
        for person in cadres():
            yield {
                "日期": f"2020-{6 + n:02}-28",
                "主题": theme,
                "地点": "县委党校",
                "乡镇": person.township,
                "村": person.village,
                "姓名": person.name,
            }


def mentors():
    for n, person in enumerate(cadres()):
        yield {
            "乡镇": person.township,
            "姓名": f"{person.name}的导师",
            "哪类人员": ("产业带头人", "离退休干部", "乡镇业务骨干")[n % 3],
            "单位和职务": "示例职务",
            "专长": "产业发展",
            "最多带几人": "2",
        }


def pairings():
    for person in cadres():
        yield {
            "结对日期": "2020-05-06",
            "乡镇": person.township,
            "村": person.village,
            "选派干部": person.name,
            "导师": f"{person.name}的导师",
        }


assert sum(OF_A_TOWNSHIP) == 60
