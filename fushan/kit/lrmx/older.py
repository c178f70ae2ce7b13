"""Reads an `.lrm`: one line of 33 fields in quotes, in GBK, as the program before wrote it."""

from fushan.kit.lrmx.form import BLANK, OF_RELATIVE, Form, Relative

FIELDS = 33
WRONG = "这个 .lrm 文件应有 33 项，实际有 {n} 项，请用任免审批表编辑器另存为 .lrmx 再上传。"
PLACES = {
    1: "XingMing",
    2: "XingBie",
    3: "ChuShengNianYue",
    4: "MinZu",
    5: "JiGuan",
    6: "RuDangShiJian",
    7: "JianKangZhuangKuang",
    8: "ChuShengDi",
    9: "CanJiaGongZuoShiJian",
    12: "ZhuanYeJiShuZhiWu",
    17: "ShuXiZhuanYeYouHeZhuanChang",
    18: "JianLi",
    19: "JiangChengQingKuang",
    20: "NianDuKaoHeJieGuo",
    26: "XianRenZhiWu",
    27: "NiRenZhiWu",
    28: "NiMianZhiWu",
    29: "RenMianLiYou",
    30: "ChengBaoDanWei",
    31: "JiSuanNianLingShiJian",
    32: "TianBiaoRen",
    33: "TianBiaoShiJian",
}
EDUCATION = (
    "QuanRiZhiJiaoYu_XueLi",
    "QuanRiZhiJiaoYu_XueWei",
    "ZaiZhiJiaoYu_XueLi",
    "ZaiZhiJiaoYu_XueWei",
)
LEVELS, SCHOOLS, RELATIVES = 10, 11, range(21, 26)


def read_older(raw):
    """A `Form`; the photo lies in a file beside and is not in it. ValueError says what is wrong."""
    try:
        text = raw.decode("gb18030").strip()
    except UnicodeDecodeError:
        text = raw.decode("utf-8-sig", "replace").strip()
    fields = text.removeprefix('"').removesuffix('"').split('","')
    if len(fields) != FIELDS:
        raise ValueError(WRONG.format(n=len(fields)))
    fields = ["", *(field.replace("\r\n", "\n").strip() for field in fields)]
    values = {tag: fields[place] for place, tag in PLACES.items()}
    values |= _parted(fields[LEVELS], EDUCATION)
    values |= _parted(fields[SCHOOLS], [f"{tag}_BiYeYuanXiaoXi" for tag in EDUCATION])
    return Form(BLANK | values, _family([fields[place] for place in RELATIVES]))


def _parted(text, tags):
    """`全日制#全日制@在职#在职`, the level before the degree."""
    at_school, _, at_work = text.partition("@")
    parts = [*_two(at_school), *_two(at_work)]
    return dict(zip(tags, parts, strict=True))


def _two(text):
    level, _, degree = text.partition("#")
    return level.strip(), degree.strip()


def _family(columns):
    """Columns with an entry a person; a short one leaves the last persons' entry empty."""
    parted = [column.split("@") for column in columns]
    rows = range(max(map(len, parted)))
    told = [[c[n].strip() if n < len(c) else "" for c in parted] for n in rows]
    return tuple(Relative(dict(zip(OF_RELATIVE, row, strict=True))) for row in told if any(row))
