"""Appointment forms of some invented cadres, what two ask to be put right, and one recall."""

from base64 import encodebytes
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from cadres.appointment import receive
from cadres.models import Correction, Posting, Recall
from fushan.demo.people import SURNAMES
from fushan.kit.lrmx import Form, Relative
from fushan.kit.lrmx.form import BLANK, age_on
from fushan.org.models import Role, User

FORMS = 6
DEGREES = [("农学学士", "某农业大学园艺专业"), ("管理学学士", "某财经大学会计学专业")]
RELATIVES = [
    ("丈夫", "妻子", "某小学教师", "群众"),
    ("长女", "长子", "学生", ""),
    ("父亲", "父亲", "务农", "中共党员"),
]
OPEN = "参加工作时间应为2011年7月，花名册里写成了8月，有派遣证可查。"
SETTLED = "籍贯应为山西浮山，档案里写成了山西翼城。"
ANSWER = "已核对干部人事档案，花名册已改为山西浮山。"
MISTAKEN = "选错了人，应为同村另一名干部。"
REASON = "群众两次反映常不在村，乡镇核实属实，本人也承认。"


def lay_files(county):
    """The demo's own secretary first; one term ends soon."""
    staff = User.objects.filter(role=Role.STAFF, area_code=county.code).first()
    others = [p for p in county.postings if p.ended_on is None and p != county.home_posting]
    chosen = [county.home_posting, *others][:FORMS]
    for n, posting in enumerate(chosen):
        on = county.on - timedelta(days=20 + n)
        receive(posting.cadre, _form(county, posting, n), by=staff, on=on)
    _corrections(county, staff, [posting.cadre for posting in chosen])
    if len(chosen) == FORMS:
        _called_back(county, staff, chosen[-2])
        _called_by_mistake(county, staff, chosen[-3])
    ending = county.on + timedelta(days=38)
    Posting.objects.filter(pk=chosen[-1].pk).update(planned_end_on=ending)


def _form(county, posting, n):
    cadre = posting.cadre
    degree, school = DEGREES[n % 2]
    worked = f"{cadre.worked_since[:4]}.{cadre.worked_since[4:]}"
    told = {
        "XingMing": cadre.name,
        "XingBie": cadre.gender,
        "ChuShengNianYue": cadre.born_in,
        "MinZu": cadre.ethnicity,
        "JiGuan": cadre.native_place,
        "ChuShengDi": "山西浮山",
        "RuDangShiJian": cadre.joined_party,
        "CanJiaGongZuoShiJian": cadre.worked_since,
        "JianKangZhuangKuang": "健康",
        "QuanRiZhiJiaoYu_XueLi": "大学",
        "QuanRiZhiJiaoYu_XueWei": degree,
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": school,
        "XianRenZhiWu": f"{cadre.unit}{cadre.position}",
        "JianLi": f"{int(worked[:4]) - 4}.09--{worked[:4]}.07  {school}学习\n"
        f"{worked}--{posting.began_on:%Y.%m}  {cadre.unit}干部\n"
        f"{posting.began_on:%Y.%m}--         {posting.village}{posting.get_post_display()}",
        "JiangChengQingKuang": "无" if n % 2 else f"{county.on.year - 1}年被评为全县优秀党务工作者",
        "NianDuKaoHeJieGuo": "；".join(
            f"{year}年年度考核{'优秀' if year % 3 == n % 3 else '称职'}"
            for year in range(county.on.year - 3, county.on.year)
        ),
        "ChengBaoDanWei": "中共浮山县委组织部",
        "TianBiaoShiJian": f"{county.on:%Y%m}01",
        "JiSuanNianLingShiJian": f"{county.on:%Y%m}01",
        "Version": "3.2.1.16",
    }
    age = age_on(cadre.born_in, f"{county.on:%Y%m}")
    other = (("XingBie", f"<NianLing>{age}</NianLing>"),) if n == 0 else ()
    return Form(BLANK | told, _family(cadre, n), _photo(n), other)


def _family(cadre, n):
    born = int(cadre.born_in[:4])
    years = (born + 1, born + 27, born - 26)
    return tuple(
        Relative(
            {
                "ChengWei": her if cadre.gender == "女" else his,
                "XingMing": f"{SURNAMES[(7 * n + place) % len(SURNAMES)]}示例亲{place + 1}",
                "ChuShengRiQi": f"{year}0{place + 3}",
                "ZhengZhiMianMao": party,
                "GongZuoDanWeiJiZhiWu": work,
            }
        )
        for place, ((her, his, work, party), year) in enumerate(zip(RELATIVES, years, strict=True))
    )


def _photo(n):
    """Nobody: a head and shoulders in two colours, as large as such a photo is."""
    picture = Image.new("RGB", (376, 460), "#dfe7ee")
    pencil = ImageDraw.Draw(picture)
    coat = ("#4a5a6a", "#6a4a4a", "#4a6a55")[n % 3]
    pencil.ellipse((38, 300, 338, 640), fill=coat)
    pencil.ellipse((108, 90, 268, 310), fill="#c9b39b")
    target = BytesIO()
    picture.save(target, "JPEG", quality=70)
    return encodebytes(target.getvalue()).decode()


def _corrections(county, staff, cadres):
    """One waits for its answer, one has it."""
    _asked(cadres[0], OPEN, county.on - timedelta(days=4)).save()
    if staff and len(cadres) > 1:
        row = _asked(cadres[1], SETTLED, county.on - timedelta(days=40))
        row.corrected, row.answer = True, ANSWER
        row.answered_by, row.answered_on = staff, county.on - timedelta(days=33)
        row.save()


def _called_back(county, staff, posting):
    """Warned, and with time left to mend it."""
    talked = county.on - timedelta(days=16)
    Recall.objects.create(
        cadre=posting.cadre,
        village_id=posting.village_id,
        reason=REASON,
        talked_on=talked,
        warned_on=talked + timedelta(days=4),
        entered_by=staff,
    )


def _called_by_mistake(county, staff, posting):
    Recall.objects.create(
        cadre=posting.cadre,
        village_id=posting.village_id,
        reason=REASON,
        talked_on=county.on - timedelta(days=16),
        withdrawn_on=county.on - timedelta(days=15),
        withdrawn_why=MISTAKEN,
        entered_by=staff,
    )


def _asked(cadre, text, on):
    row = Correction(cadre=cadre, area_code=cadre.area_code, asked_on=on)
    row.text = text
    return row
