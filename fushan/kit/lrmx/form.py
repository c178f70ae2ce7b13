"""What stands on an appointment form, in the words of its file."""

import base64
import re
from dataclasses import dataclass, field

# In the order in which the file has them; the two of the newer form stand where it puts them.
FIELDS = {
    "XingMing": "姓名",
    "XingBie": "性别",
    "ChuShengNianYue": "出生年月",
    "MinZu": "民族",
    "JiGuan": "籍贯",
    "ChuShengDi": "出生地",
    "RuDangShiJian": "入党时间",
    "CanJiaGongZuoShiJian": "参加工作时间",
    "DaoLingNianYue": "到龄年月",
    "JianKangZhuangKuang": "健康状况",
    "ZhuanYeJiShuZhiWu": "专业技术职务",
    "ShuXiZhuanYeYouHeZhuanChang": "熟悉专业有何专长",
    "QuanRiZhiJiaoYu_XueLi": "全日制学历",
    "QuanRiZhiJiaoYu_XueWei": "全日制学位",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "全日制学历毕业院校系及专业",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "全日制学位毕业院校系及专业",
    "ZaiZhiJiaoYu_XueLi": "在职学历",
    "ZaiZhiJiaoYu_XueWei": "在职学位",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "在职学历毕业院校系及专业",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "在职学位毕业院校系及专业",
    "XianRenZhiWu": "现任职务",
    "NiRenZhiWu": "拟任职务",
    "NiMianZhiWu": "拟免职务",
    "JianLi": "简历",
    "JiangChengQingKuang": "奖惩情况",
    "NianDuKaoHeJieGuo": "年度考核结果",
    "RenMianLiYou": "任免理由",
    "JiaTingChengYuan": "家庭主要成员及重要社会关系",
    "ChengBaoDanWei": "呈报单位",
    "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限",
    "JiSuanNianLingShiJian": "计算年龄时间",
    "TianBiaoShiJian": "填表时间",
    "TianBiaoRen": "填表人",
    "ShenFenZheng": "身份证号",
    "ZhaoPian": "照片",
    "Version": "版本",
}
NEWER = ("DaoLingNianYue", "GaiGeQianRenZhiNianLingJieXian")
FAMILY, PHOTO = "JiaTingChengYuan", "ZhaoPian"
BLANK = {tag: "" for tag in FIELDS if tag not in (*NEWER, FAMILY, PHOTO)}
OF_RELATIVE = {
    "ChengWei": "称谓",
    "XingMing": "姓名",
    "ChuShengRiQi": "出生日期",
    "ZhengZhiMianMao": "政治面貌",
    "GongZuoDanWeiJiZhiWu": "工作单位及职务",
}
PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
BLANKS = re.compile(r"\s+|&#(?:13|xD|xd|10|xA|xa);")
MONTH = re.compile(r"(\d{4})[.\-/年]?(\d{1,2})(?:[.\-/月]?(\d{1,2}))?[日月]?")


@dataclass(frozen=True)
class Relative:
    """One of the family. `kept`: elements that no form we know has, as they stood."""

    values: dict
    kept: tuple = ()

    def __getitem__(self, tag):
        return self.values.get(tag, "")


@dataclass(frozen=True)
class Form:
    """One person. `values`: {tag: text} of the elements known, without photo and family.

    `photo`: base64 as it stood in the file, with its line breaks. `kept`: what another program put
    in, to be given back to it, as pairs of the tag that it stood after and the element as it stood.
    """

    values: dict
    family: tuple = ()
    photo: str = ""
    kept: tuple = field(default=())

    def __getitem__(self, tag):
        return self.values.get(tag, "")

    @property
    def is_newer(self):
        return any(tag in self.values for tag in NEWER)

    def picture(self):
        """(bytes, ending) of the photo; None where there is none that can be shown."""
        try:
            raw = base64.b64decode(BLANKS.sub("", self.photo), validate=True)
        except ValueError:
            return None
        ending = next((end for magic, end in PICTURES.items() if raw.startswith(magic)), None)
        return (raw, ending) if ending else None


def month_of(text):
    """`yyyyMM` of what offices write for a month; "" where it is none."""
    found = MONTH.fullmatch(BLANKS.sub("", text))
    if not found or not 1 <= int(found[2]) <= 12:
        return ""
    return f"{found[1]}{int(found[2]):02}"


def counted_on(form, day):
    """The day as of which the form counts ages: its own where it names one, else `day`."""
    return form["JiSuanNianLingShiJian"] or form["TianBiaoShiJian"] or f"{day:%Y%m%d}"


def age_on(born, day):
    """Full years by months, as the form counts: `born` and `day` begin with yyyyMM. None: unknown.

    The month of birth itself counts as a birthday.
    """
    born, day = month_of(born), month_of(day)
    if not born or not day or day < born:
        return None
    return int(day[:4]) - int(born[:4]) - (day[4:6] < born[4:6])
