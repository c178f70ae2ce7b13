"""The roster (花名册): who the cadres are, and where they are posted."""

from django.db.models import Prefetch

from cadres.days import check_months, check_term
from cadres.known import KnownCadres, Seen
from cadres.models import Cadre, CadrePrivate, Post, Posting
from cadres.models.words import ETHNICITIES, Gender, Status
from cadres.posts import Posts
from fushan.desk.registers import (
    DAY,
    ID_NUMBER,
    MONTH,
    MOST_EXPORTED,
    PHONE,
    Cell,
    Column,
    Places,
    Register,
    Units,
    one_of,
    person,
    words,
)
from fushan.kit import cells, ids
from fushan.org.models import Batch, Selection, Unit, User

SEALED = ("id_number", "phone", "appraisals")
TO_BE_NAMED = {"待补", "待定", "空缺"}
STATUSES = {
    **dict.fromkeys(["参公管理", "参照公务员管理"], Status.AS_CIVIL),
    **dict.fromkeys(["事业编制", "事业人员"], Status.INSTITUTION),
}
POSTS = {
    **dict.fromkeys(["村党支部书记", "支部书记", "书记", "党总支书记"], Post.SECRETARY),
    **dict.fromkeys(["驻村第一书记", "村第一书记"], Post.FIRST_SECRETARY),
    **dict.fromkeys(["党支部副书记", "村党支部副书记"], Post.DEPUTY),
    **dict.fromkeys(["委员", "党支部委员", "村党支部委员"], Post.MEMBER),
    **dict.fromkeys(["驻村工作队员", "队员"], Post.WORKER),
}


def _party(cell):
    """A month where it is one; else what is written, such as 群众."""
    try:
        return cells.month(cell)
    except ValueError:
        return cells.text(cell, 40)


class Roster(Register):
    code, label = "roster", "花名册"
    writes = (Unit, Batch, Cadre, CadrePrivate, User, Posting, Selection)
    unseen = (CadrePrivate,)
    telling = {
        Cadre: ("gender", "position", "status"),
        Batch: ("began_on",),
        Posting: ("began_on", "batch", "planned_end_on"),
    }
    notes = (
        "同一个人按身份证号认定；没有身份证号的按姓名和派出单位认定，拿不准时预检会问。",
        "还没有人选的，姓名写“待补”；任职村已定的照填，会先列入选派村。",
        "任职村两个乡镇都有的，须填任职乡镇；乡镇写曾用名（如“米家垣乡”）也能认出来。",
        "登记表里没有的派出单位会新建，预检时会列出，请核对是否写错。",
        "换村任职：填新的任职村和到村时间，原任职到那一天为止。",
    )

    # fmt: off
    name = Column("姓名", person(), "name", required=True, example="张三",
                  note="还没有人选的写“待补”")
    gender = Column("性别", one_of(Gender.choices), "gender", width=6, example="男")
    ethnicity = Column("民族", one_of(ETHNICITIES, {v[:-1]: v for v, _ in ETHNICITIES}),
                       "ethnicity", width=8, example="汉族")
    native_place = Column("籍贯", words(40), "native_place", example="山西浮山")
    birth_place = Column("出生地", words(40), "birth_place")
    born_in = Column("出生年月", MONTH, "born_in", example="1988.03", also=["出生日期"])
    worked_since = Column("参加工作时间", MONTH, "worked_since", width=14, example="2011.08")
    joined_party = Column("入党时间", Cell(_party, show=MONTH.show), "joined_party",
                          example="2010.06")
    health = Column("健康状况", words(20), "health", example="健康")
    education = Column("全日制学历", words(40), "education", example="大学",
                       also=["全日制教育学历", "学历", "学历学位", "全日制学历学位"])
    degree = Column("全日制学位", words(40), "degree", also=["全日制教育学位", "学位"])
    education_school = Column("全日制毕业院校及专业", words(100), "education_school", width=24,
                              also=["全日制教育毕业院校及专业", "毕业院校及专业"])
    later_education = Column("在职学历", words(40), "later_education",
                             also=["在职教育学历", "在职学历学位"])
    later_degree = Column("在职学位", words(40), "later_degree", also=["在职教育学位"])
    later_education_school = Column("在职毕业院校及专业", words(100), "later_education_school",
                                    width=24, also=["在职教育毕业院校及专业"])
    unit = Column("派出单位", words(80), "unit__name", width=20, example="县××局",
                  also=["工作单位", "单位", "选派单位"])
    position = Column("单位职务", words(100), "position", width=16, example="科员", also=["职务"])
    both = Column("工作单位及职务", words(180), offered=False, also=["现工作单位及职务"])
    position_since = Column("任现职时间", MONTH, "position_since")
    rank_since = Column("任现职级时间", MONTH, "rank_since", width=14)
    technical_post = Column("专业技术职务", words(60), "technical_post", width=14)
    strengths = Column("熟悉专业有何专长", words(200), "strengths", width=18, also=["专长"])
    status = Column("人员类别", one_of(Status.choices, STATUSES), "status", example="公务员",
                    also=["身份类别"])
    appraisals = Column("近三年考核", words(200), "private__appraisals", width=20, private=True,
                        also=["近三年考核结果", "近三年年度考核"])
    id_number = Column("身份证号", ID_NUMBER, "private__id_number", width=22, private=True,
                       also=["身份证号码", "公民身份号码"])
    phone = Column("联系电话", PHONE, "private__phone", width=16, private=True,
                   also=["电话", "手机", "手机号", "联系方式"])
    batch = Column("选派批次", words(40), "posting__batch__name", width=14, example="2020年选派")
    township = Column("任职乡镇", words(40), "posting__village__township__name",
                      example="张庄镇", also=["乡镇", "选派乡镇", "所在乡镇"])
    village = Column("任职村", words(60), "posting__village__name", width=16,
                     example="陈家圪塔村", also=["村", "村名", "选派村", "派驻村"])
    post = Column("村内职务", one_of(Post.choices, POSTS), "posting__post", width=14,
                  example="党支部书记", also=["任职职务", "任村职务"])
    began_on = Column("到村时间", DAY, "posting__began_on", example="2020-04-15",
                      also=["到村日期", "到村任职时间", "任职时间"])
    planned_end_on = Column("任期至", DAY, "posting__planned_end_on", also=["任期届满"])
    noticed_on = Column("任职通知日期", DAY, "posting__noticed_on", width=14, also=["通知日期"])
    reported_on = Column("到村报到日期", DAY, "posting__reported_on", width=14, also=["报到日期"])
    party_moved_on = Column("组织关系转入日期", DAY, "posting__party_moved_on", width=16,
                            also=["组织关系转入时间"])
    handed_over_on = Column("原单位工作移交日期", DAY, "posting__handed_over_on", width=18)
    remark = Column("备注", words(200), "remark", width=20)
    # fmt: on

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.plain = [name for name, c in self.fields.items() if c.attribute == name != "name"]

    def look_up(self, lines):
        villages = [line["village"] for line in lines]
        self.places = Places(villages, [line["township"] for line in lines])
        texts = {line["both"] for line in lines if line["both"]}
        self.units = Units([line["unit"] for line in lines], self.county, texts=texts)
        names = {line["name"] for line in lines if line["name"]}
        self.known = KnownCadres(names, {line["id_number"] for line in lines})
        codes = [v.pk for same in self.places.villages.values() for v in same]
        self.posts = Posts(self.known, self.county, codes)
        self.seen = Seen()

    def plan_line(self, line, plan):
        if line["village"] in TO_BE_NAMED:
            line.values["village"] = ""
        village = self.places.find(plan, line)
        if line["name"] in TO_BE_NAMED:
            self.posts.vacant(plan, line, village)
            return
        unit = self._unit(plan, line)
        cadre = self._who(plan, line, unit, village)
        self.seen.check(plan, line, cadre)
        self.posts.check(plan, line, village, cadre)
        check_term(plan, line, self.posts.going_on(cadre, village))
        check_months(plan, line)
        self._warn_of_number(plan, line)
        if not line.wrong:
            cadre = self._write(plan, line, cadre, unit, village)
            if village:
                self.posts.place(plan, line, cadre, village)

    def finish(self, plan):
        self.posts.finish(plan)

    def records(self):
        open_posts = Posting.objects.filter(ended_on=None)
        open_posts = open_posts.select_related("village__township", "batch")
        rows = Cadre.objects.select_related("unit", "private").prefetch_related(
            Prefetch("postings", open_posts, to_attr="open_posts")
        )
        for cadre in rows.order_by("area_code", "pinyin", "pk")[:MOST_EXPORTED]:
            cadre.posting = next(iter(cadre.open_posts), None)
            yield cadre

    def _unit(self, plan, line):
        """The unit, known or new; what is written in one cell is parted into unit and post."""
        if line["both"] and not line["unit"]:
            parts = plan.resolve(line, "both", self.units.parted, line["both"])
            line.values["unit"], line.values["position"] = parts or ("", "")
        if not line["unit"]:
            return None
        return self.units.find_or_make(plan, line, "unit", line["unit"])

    def _who(self, plan, line, unit, village):
        if not line["name"] or {"unit", "both", "id_number"} & line.faulty:
            return None
        return plan.resolve(line, "name", self.known.find, line, unit, village)

    def _warn_of_number(self, plan, line):
        if line["id_number"]:
            said = ids.warnings(line["id_number"], gender=line["gender"], born=line["born_in"])
            for sentence in said:
                plan.warn(line, "id_number", sentence)

    def _write(self, plan, line, cadre, unit, village):
        values = {name: line[name] for name in self.plain if line[name]}
        values |= {"unit": unit} if unit else {}
        values |= {"area_code": village.pk} if village else {}
        if cadre:
            cadre = plan.change(line, cadre, "name", name=line["name"], **values)
        else:
            cadre = Cadre(**{"name": line["name"], "area_code": self.county} | values)
            plan.add(line, cadre, "name", f"{cadre}（{unit}）" if unit else "")
        self._seal(plan, line, cadre)
        return cadre

    def _seal(self, plan, line, cadre):
        values = {name: line[name] for name in SEALED if line[name]}
        private = getattr(cadre, "private", None) if cadre.pk else None
        if private:
            plan.change(line, private, "id_number", **values)
        elif values:
            private = CadrePrivate(cadre=cadre, area_code=cadre.area_code)
            for name, value in values.items():
                setattr(private, name, value)
            plan.add(line, private, "id_number")
