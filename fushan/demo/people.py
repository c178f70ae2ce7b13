"""Plainly invented people in offices every county has: a surname and 示例.

Their ID numbers name regions nobody has.
"""

UNITS = [
    "县委办公室",
    "县委组织部",
    "县委宣传部",
    "县纪委监委",
    "县政府办公室",
    "县教育科技局",
    "县财政局",
    "县农业农村局",
    "县水利局",
    "县林业局",
    "县交通运输局",
    "县民政局",
    "县人力资源和社会保障局",
    "县住房和城乡建设局",
    "县卫生健康和体育局",
    "县医疗保障局",
    "县自然资源局",
    "县文化和旅游局",
    "县市场监督管理局",
    "县融媒体中心",
]
# (under the party committee, the post); {} is 镇 or 乡
TOWNSHIP_POSTS = [
    (True, "书记"),
    (False, "{}长"),
    (True, "副书记"),
    (True, "组织委员"),
    (True, "宣传委员"),
    (True, "纪委书记"),
    (False, "副{}长"),
    (True, "武装部长"),
    (False, "党建办主任"),
    (False, "农业站站长"),
    (False, "综治中心主任"),
    (False, "民政助理员"),
]

SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
)
MARKS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def cadre_name(n):
    """李示例, 王示例 … and from the second round on 李示例二."""
    turn, at = divmod(n, len(SURNAMES))
    return f"{SURNAMES[at]}示例{turn + 1 if turn else ''}"


def official_name(n):
    """李示例甲 …: never a cadre's name."""
    turn, at = divmod(n, len(SURNAMES))
    return f"{SURNAMES[at]}示例{MARKS[turn % len(MARKS)]}{turn // len(MARKS) or ''}"


def id_number(n, born):
    """18 figures with a right check digit (GB 11643) in regions 9999xx, which nobody has.

    Days of birth and the last figures come round again after some ten thousand people.
    """
    body = f"{999999 - n // 20_000}{born:%Y%m%d}{n % 1000:03}"
    total = sum(int(figure) * weight for figure, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]
