"""Code lists of a cadre. Ethnic groups: GB/T 3304-1991, the 56 names."""

from django.db.models import TextChoices


class Gender(TextChoices):
    MALE = "男", "男"
    FEMALE = "女", "女"


class Status(TextChoices):
    CIVIL = "公务员", "公务员"
    AS_CIVIL = "参公", "参公"
    INSTITUTION = "事业", "事业"
    OTHER = "其他", "其他"


_GROUPS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
    "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 "
    "塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
ETHNICITIES = [(f"{group}族", f"{group}族") for group in _GROUPS.split()]
