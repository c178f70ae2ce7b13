"""Difficulties, matters, projects and money of the sample workbooks."""

from datetime import date, timedelta

from fushan.demo.samples.people import VILLAGES, cadres

DIFFICULTIES_SOLVED, DIFFICULTIES_OPEN = 34, 6
SMALL_DONE, HARD_DONE, STILL_OPEN = 136, 50, 13
INDUSTRY, PARTY, PLANNED_ONLY = 11, 9, 3
MONEY = 4_312_600  # yuan that have arrived
FIRST = date(2020, 4, 20)

TROUBLES = (
    "村里没有打印机，报材料要跑镇上",
    "不会用合作社的记账软件",
    "从县城到村没有班车",
    "土地流转合同不知怎么拟",
    "住处没有取暖",
)
SMALL = (
    ("二组自来水停了", "吃水用水", "换了水泵"),
    ("老人医保不会缴", "社保医保", "陪着在镇上办好"),
    ("社保卡丢了", "社保医保", "代为补办"),
    ("路灯不亮", "住房环境", "换了灯头"),
)
HARD = (
    ("河滩地要整平", "土地", "整地十余亩"),
    ("三组进村路塌了一段", "修路", "填实并砌了护坡"),
    ("两家为滴水檐争了多年", "矛盾纠纷", "当面说开，立了字据"),
)
INDUSTRIES = ("养羊示范基地", "玉露香梨园", "苹果园防草布", "青贮饲料", "连翘种植", "耳机代加工")
PARTIES = ("党群服务中心改造", "党建主题公园", "活动场所标准化")
DEPARTMENTS = ("县财政局", "县农业农村局", "县水利局", "县委组织部")


def _day(n, spread=120):
    return FIRST + timedelta(days=n * 7 % spread)


def difficulties():
    people = cadres()
    for n in range(DIFFICULTIES_SOLVED + DIFFICULTIES_OPEN):
        person, day = people[n % len(people)], _day(n)
        told = {
            "提出日期": f"{day}",
            "乡镇": person.township,
            "村": person.village,
            "姓名": person.name,
            "什么事": f"{TROUBLES[n % len(TROUBLES)]}（{n + 1}）",
        }
        if n < DIFFICULTIES_SOLVED:
            told |= {
                "谁在办": ("乡镇", "县委组织部")[n % 2],
                "怎么办的": "其他方式",
                "答复": "已经协调办好。",
                "答复日期": f"{day + timedelta(days=6)}",
                "解决日期": f"{day + timedelta(days=8)}",
            }
        yield told


def matters():
    """Small ones, hard ones, and some that are still in hand."""
    for n in range(SMALL_DONE + HARD_DONE + STILL_OPEN):
        is_hard = SMALL_DONE <= n < SMALL_DONE + HARD_DONE
        done = n < SMALL_DONE + HARD_DONE
        text, category, result = (HARD if is_hard else SMALL)[n % (3 if is_hard else 4)]
        township, village = VILLAGES[n % len(VILLAGES)]
        day = _day(n, 150)
        told = {
            "哪天说的": f"{day}",
            "乡镇": township,
            "村": village,
            "什么事": f"{text}（{n + 1}）",
            "大小": "难事" if is_hard else "小事",
            "类别": category,
            "怎么说的": ("说事室", "联系卡、电话", "微信群")[n % 3],
            "谁受理": "示例支委",
            "受理日期": f"{day + timedelta(days=1)}",
            "谁来办": "示例支委",
        }
        if done:
            told |= {
                "办结日期": f"{day + timedelta(days=20 if is_hard else 5)}",
                "怎么办成的": result,
                "回告日期": f"{day + timedelta(days=22 if is_hard else 6)}",
                "本人评价": "满意" if n % 11 else "基本满意",
            }
        yield told


def projects():
    """Eleven and nine that were handed in; three that are only thought of."""
    kinds = ["产业项目"] * INDUSTRY + ["党建项目"] * PARTY + ["产业项目"] * PLANNED_ONLY
    for n, kind in enumerate(kinds):
        township, village = VILLAGES[n % len(VILLAGES)]
        names = INDUSTRIES if kind == "产业项目" else PARTIES
        told = {
            "乡镇": township,
            "村": village,
            "项目名称": names[n % len(names)],
            "哪类": kind,
            "怎么办": "支部领办合作社" if kind == "产业项目" else "村集体自办",
            "谋划日期": "2020-05-06",
            "进度": "谋划",
        }
        if n < INDUSTRY + PARTY:
            told |= {"进度": "申报", "申报日期": f"{_day(n)}", "村里议定日期": "2020-05-10"}
            told["怎么议定的"] = "村民代表会议通过"
        yield told


def supports():
    """Money of four departments, each village's share; the last takes what is over. And things."""
    share = MONEY // len(VILLAGES) // 100 * 100
    for n, (township, village) in enumerate(VILLAGES):
        arrived = share if n else MONEY - share * (len(VILLAGES) - 1)
        where = {"乡镇": township, "村": village}
        yield where | {
            "部门": DEPARTMENTS[n % len(DEPARTMENTS)],
            "投入什么": "资金",
            "做什么用": "产业和基础设施",
            "哪天下达": f"{_day(n)}",
            "计划（元）": f"{arrived + 20_000}",
            "到位（元）": f"{arrived}",
            "支出（元）": f"{arrived // 200 * 100}",
        }
        yield where | {
            "部门": "县水利局",
            "投入什么": "设施",
            "做什么用": "路灯",
            "哪天下达": f"{_day(n)}",
            "数量": f"{12 + n}",
            "单位": "盏",
        }
