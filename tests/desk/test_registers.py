"""What each register makes of a sheet that is right."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from cadres.models import Cadre, CadrePrivate, Posting, WorkLog
from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import confirm, upload
from fushan.inbox.models import Notice
from fushan.org.areas import load_areas
from fushan.org.models import Role, Selection, User
from fushan.org.reach import reach
from tests.desk.sheets import COUNTY, NUMBER, book, csv, fushan, loaded, tried, tried_file
from tests.factories import CadreFactory, PostingFactory, UserFactory, VillageFactory
from tests.factories.evaluation import sample_scheme
from villages.models import BoardSeat, Leadership, Official, OfficialPrivate, Seat, Visit

SAMPLE = settings.BASE_DIR / "docs" / "samples" / "花名册.xlsx"
LOGS = "日期 姓名 做了什么"


def test_the_articles_roster_asks_for_one_village_and_then_loads_six_cadres(db):
    load_areas()
    data = SAMPLE.read_bytes()

    asked = tried_file("roster", data)
    register = REGISTERS["roster"]()
    batch = upload(register, data, "花名册.xlsx", None, area_code=COUNTY)
    batch.answers = {key: q.options[0][0] for key, q in asked.questions.items()}
    batch.save()
    plan = confirm(register, batch, by=None, county=COUNTY)

    assert [fault.value for fault in asked.all_faults()] == ["南庄村"]
    assert plan.clean
    places = Posting.objects.values_list("cadre__name", "village__name", "village__township__name")
    assert set(places) == {
        ("秦小妹", "陈家圪塔村", "张庄镇"),
        ("马华虎", "南庄村", "北王镇"),
        ("古鑫", "卫家河村", "张庄镇"),
        ("张轩辉", "南西河村", "张庄镇"),
        ("梁雍康", "东鲁村", "天坛镇"),
        ("李涛", "堡子上村", "北王镇"),
    }
    assert Selection.objects.count() == 6
    assert Cadre.objects.get(name="李涛").unit.name == "县教科局"


def test_a_village_is_found_by_each_name_an_office_gives_it(db):
    home = fushan()
    headers = "乡镇 村 党支部书记"

    for township, village in [
        ("米家垣乡", "陈家圪塔村"),
        ("张庄", "陈家圪塔"),
        ("", "陈家圪塔村委会"),
        ("", "张庄镇陈家圪塔村"),
        ("", home.pk),
    ]:
        assert tried("boards", headers, [township, village, "秦小妹"]).clean


def test_a_unit_is_found_by_short_name_and_with_or_without_the_county(db):
    fushan()

    units = ["县教科局", "教科局", "教育科技局", "浮山县教科局"]

    plan = tried("officials", "姓名 单位", *([f"干部{n}", unit] for n, unit in enumerate(units)))

    assert {a.record.unit.name for a in plan.additions} == {"浮山县教育科技局"}


def test_a_cadre_is_known_by_the_id_number_and_blanks_leave_what_is_there(db):
    fushan()

    loaded(
        "roster", "姓名 身份证号 联系电话 籍贯", ["秦小妹", NUMBER.lower(), "１３９00000001", "无"]
    )

    cadre = Cadre.objects.get(name="秦小妹")
    assert CadrePrivate.objects.get(cadre=cadre).phone == "13900000001"
    assert cadre.unit.name == "浮山县教育科技局"
    assert cadre.postings.count() == 1


def test_a_namesake_in_doubt_is_asked_and_may_be_another_person(db):
    fushan()
    row = ["秦小妹", "县水利局", "张庄镇", "卫家河村", "党支部书记", "2020.4.15"]
    headers = "姓名 派出单位 任职乡镇 任职村 村内职务 到村时间"

    asked = tried("roster", headers, row)
    key, question = next(iter(asked.questions.items()))
    as_new = tried("roster", headers, row, answers={key: "new"})

    assert [label for _, label in question.options][-1] == "不是，新增一人"
    assert [a.shown for a in as_new.additions if isinstance(a.record, Cadre)] == [
        "秦小妹（县水利局）"
    ]


def test_a_move_ends_the_former_post_and_tells_the_cadre(db):
    home = fushan()
    cadre = Cadre.objects.get(name="秦小妹")
    cadre.user = UserFactory(role=Role.VILLAGE, area_code=home.pk, cadre_id=cadre.pk)
    cadre.save()

    loaded("roster", "姓名 身份证号 任职村 村内职务 到村时间",
           ["秦小妹", NUMBER, "卫家河村", "书记", "2022年3月1日"])  # fmt: skip

    days = cadre.postings.order_by("began_on").values_list("began_on", "ended_on")
    assert list(days) == [(date(2020, 4, 15), date(2022, 3, 1)), (date(2022, 3, 1), None)]
    assert User.objects.get(pk=cadre.user_id).area_code == "141027102217"
    assert Notice.objects.get(user=cadre.user_id).text == "自2022年3月1日起，您到卫家河村任职。"


def test_a_village_without_a_person_yet_is_selected_all_the_same(db):
    fushan()

    loaded("roster", "姓名 选派批次 任职村", ["待补", "2020年选派", "卫家河村"])

    assert Selection.objects.get(village="141027102217").since == date(2020, 4, 15)
    assert Posting.objects.count() == 1


def test_officials_come_with_their_unit_leadership_and_phone(db):
    fushan()

    loaded("officials", "姓名 单位 职务 班子成员自 联系电话",
           ["王建军", "张庄镇人民政府", "党委书记", "", ""],
           ["赵六", "北王镇人民政府", "副镇长", "2021.6.1", "0357-8123456"])  # fmt: skip

    assert Official.objects.get(name="王建军").post == "党委书记"
    official = Official.objects.get(name="赵六")
    assert official.area_id == "141027103"
    assert Leadership.objects.get(official=official).area_id == "141027103"
    assert OfficialPrivate.objects.get(official=official).phone == "0357-8123456"


def test_a_board_is_filled_and_the_posted_secretary_is_not_stored_twice(db):
    home = fushan()

    loaded("boards",
           "村 党支部书记 县级包联领导 乡镇包联干部 "
           "包联单位 包联单位负责人 党建指导员 党建指导员单位",
           ["陈家圪塔", "秦小妹", "李志强", "王建军",
            "县教科局", "周明", "吴刚", "县委组织部"])  # fmt: skip

    seats = {s.seat: s.holder for s in BoardSeat.objects.filter(village=home, until=None)}
    assert seats == {
        Seat.COUNTY_LEADER: "李志强",
        Seat.TOWNSHIP_OFFICIAL: "王建军",
        Seat.UNIT_HEAD: "周明",
        Seat.PARTY_GUIDE: "吴刚",
    }


def test_a_local_secretary_stands_on_the_board_by_name(db):
    fushan()

    loaded("boards", "村 党支部书记 自", ["卫家河村", "卫村民", "2021.6.1"])

    assert BoardSeat.objects.get(village="141027102217").local_name == "卫村民"


def test_a_visit_holds_its_visitors_and_who_entered_it(db, staff):
    fushan()

    loaded("visits", "日期 村 到村人员 做了什么 情况",
           ["2020.5.18", "陈家圪塔村", "王建军、李志强（县委办公室）", "到村指导、调研", "春灌。"],
           by=staff)  # fmt: skip

    visit = Visit.objects.get(text="春灌。")
    assert set(visit.visitor_names()) == {"王建军", "李志强"}
    assert (visit.level, visit.kinds, visit.entered_by) == (
        "county",
        ["guidance", "research"],
        staff,
    )


def test_a_log_in_a_village_of_two_names_goes_where_its_cadre_was_posted(db):
    fushan()
    cadre = CadreFactory(name="马华虎", area_code="141027202214")
    PostingFactory(cadre=cadre, village_id="141027202214", began_on=date(2020, 4, 15))

    loaded("logs", "日期 村 姓名 类别 做了什么",
           ["2020.5.1", "南庄村", "马华虎", "党建、走访农户", "入户。"])  # fmt: skip

    log = WorkLog.objects.get()
    assert (log.village_id, log.kinds) == ("141027202214", ["party", "visiting"])


def test_accounts_are_made_for_those_the_registers_know_and_open_to_nobody_yet(db):
    home = fushan()

    loaded(
        "mentors",
        "乡镇 姓名 哪类人员 专长 最多带几人",
        ["张庄镇", "李示例", "产业带头人", "产业发展", "3"],
    )
    loaded("pairings", "结对日期 姓名 导师", ["2020.5.20", "秦小妹", "李示例"])
    loaded("users", "账号 姓名 身份 管辖范围 乡镇职责",
           ["qinxm", "秦小妹", "选派干部", "", ""],
           ["wangjj", "王建军", "乡镇干部", "米家垣乡", "班子成员、审批"],
           ["lizq", "李志强", "县领导", "", ""])  # fmt: skip

    users = {u.username: u for u in User.objects.all()}
    assert users["qinxm"].area_code == home.pk
    assert users["qinxm"].cadre.name == "秦小妹"
    assert users["wangjj"].duties == ["leadership", "approver"]
    assert users["wangjj"].official.area_id == "141027102"
    assert users["lizq"].area_code == COUNTY
    assert all(u.must_change_password and not u.has_usable_password() for u in users.values())


def test_a_username_taken_beyond_the_reach_is_refused_without_a_word_of_whose(db):
    fushan()
    UserFactory(username="lizq", area_code="141028", name="别县的人", role=Role.LEADER)
    register = REGISTERS["users"]()
    sheet = register.read(book("账号 姓名 身份", ["lizq", "李志强", "县领导"]), "表.xlsx")

    with reach(COUNTY):
        plan = register.tried(sheet, county=COUNTY)

    assert [(f.row, f.column, f.expected) for f in plan.faults] == [(2, "账号", "已有相同的记录。")]


@pytest.mark.parametrize("code", REGISTERS)
def test_every_register_gives_a_template_that_it_reads_itself(db, code, tmp_path):
    fushan()
    register = REGISTERS[code]()
    register.template(tmp_path / "模板.xlsx")

    with pytest.raises(ValueError, match="没有要导入的行"):
        register.read((tmp_path / "模板.xlsx").read_bytes(), "模板.xlsx")


@pytest.mark.parametrize("code", REGISTERS)
def test_what_a_register_exports_it_reads_back_without_a_change(db, code, staff, tmp_path):
    fushan()
    loaded("difficulties", "提出日期 姓名 什么事 谁在办 怎么办的 答复 答复日期 解决日期",
           ["2020.5.6", "秦小妹", "没有打印机", "乡镇", "其他方式", "调了一台",
            "2020.5.12", "2020.5.13"], by=staff)  # fmt: skip
    loaded("matters", "哪天说的 村 什么事 大小 类别 怎么说的 谁说的 受理日期 办结日期",
           ["2020.5.6", "陈家圪塔村", "停水", "小事", "吃水", "说事室", "李四",
            "2020.5.7", "2020.5.9"])  # fmt: skip
    loaded("logs", LOGS, ["2020.5.1", "秦小妹", "修渠。"])
    loaded(
        "trainings",
        "日期 主题 谁办的 形式 地点 姓名 到场情况",
        ["2020.5.16", "支部建设", "", "理论", "县委党校", "秦小妹", "到"],
        ["2020.5.20", "土地合同", "张庄镇", "现场观摩", "", "秦小妹", "请假"],
    )
    trips = "日期 到哪天 学什么 去了哪些县 谁组织 姓名"
    loaded("trips", trips, ["2020.5.1", "2020.5.2", "看合作社", "浮山县", "县里组织", "秦小妹"])
    loaded("exchanges", "日期 主题 地点 姓名", ["2020.5.16", "打开局面", "县委党校", "秦小妹"])
    loaded("users", "账号 姓名 身份 管辖范围 乡镇职责",
           ["qinxm", "秦小妹", "选派干部", "", ""],
           ["wangjj", "王建军", "乡镇干部", "张庄镇", "班子成员、审批"],
           ["lizq", "李志强", "县领导", "", ""])  # fmt: skip
    pool = "乡镇 姓名 哪类人员 单位和职务 专长 最多带几人"
    loaded("mentors", pool, ["张庄镇", "李示例", "产业带头人", "理事长", "产业发展", "3"])
    loaded("pairings", "结对日期 姓名 导师", ["2020.5.20", "秦小妹", "李示例"])
    loaded("plans", "村 哪类 从哪天 到哪天 任务 负责人",
           ["陈家圪塔村", "年度任务", "2020.1.1", "2099.12.31", "修路", "秦小妹"],
           ["陈家圪塔村", "年度任务", "2020.1.1", "2099.12.31", "修渠", "村委会主任"])  # fmt: skip
    loaded(
        "village-years",
        "年度 村 户数 支部等次 活动场所",
        ["2019", "陈家圪塔村", "180", "标杆", "达标"],
    )
    held = "村 日期 类型 主题 应到人数 实到人数"
    loaded("party-activities", held, ["陈家圪塔村", "2020.5.5", "党日活动", "清河道", "26", "23"])
    project = ["陈家圪塔村", "香梨园", "产业项目", "合作社", "申报", "2020.5.20"]
    loaded("projects", "村 项目名称 哪类 怎么办 进度 申报日期", project)
    given = "村 部门 投入什么 做什么用 哪天下达 哪个项目 计划（元） 数量 单位"
    loaded("supports", given,
           ["陈家圪塔村", "县教科局", "资金", "棚架", "2020.6.1", "香梨园", "9000", "", ""],
           ["陈家圪塔村", "", "设施", "路灯", "2020.6.1", "", "", "35", "盏"])  # fmt: skip
    loaded("talk-rooms", "村 地点 开放时间 值班表", ["陈家圪塔村", "村委会", "周二", "张三；李四"])
    loaded("chat-groups", "村 群名 群主 户数", ["陈家圪塔村", "村民群", "张三", "120"])
    loaded("party_members", "村 姓名 支部职务", ["陈家圪塔村", "李示例", "支部委员"])
    loaded("households", "村 组和门牌 户主 包联党员 自",
           ["陈家圪塔村", "二组12号", "张示例", "李示例", "2020.5.20"])  # fmt: skip
    loaded("borrowings", "从哪天 姓名 哪个单位抽调 做什么",
           ["2020.7.1", "秦小妹", "县××局", "迎检材料"])  # fmt: skip
    loaded("awards", "日期 姓名 什么奖励 谁给的", ["2020.7.1", "秦小妹", "优秀党务工作者", "县委"])
    loaded("cares", "日期 姓名 类别 单位", ["2020.7.1", "秦小妹", "体检", "县委组织部"])
    loaded("reserves", "村 年度 计划培养几人 已培养几人", ["陈家圪塔村", "2026", "3", "2"])
    loaded("account-checks", "村 哪天检查的 检查什么 谁检查的 通过",
           ["陈家圪塔村", "2020.6.30", "账目", "镇财政所", "是"])  # fmt: skip
    loaded("incidents", "村 发生时间 哪类 什么情况 报告时间",
           ["陈家圪塔村", "2020.7.12 21:40", "汛情", "路边塌了", "2020.7.12 22:10"])  # fmt: skip
    sample_scheme(in_use=False)
    loaded("findings", "村 发现日期 什么问题 谁来整改 整改期限",
           ["陈家圪塔村", "2026.3.2", "账目没有公开", "村", "2026.4.2"])  # fmt: skip
    loaded("potentials", "申报日期 姓名 做了什么事 哪一类 几年见效 先行指标",
           ["2026.3.2", "秦小妹", "立下村规民约", "打基础", "1", "人人知道"])  # fmt: skip
    REGISTERS[code]().export(tmp_path / "导出.xlsx", private=True)

    plan = tried_file(code, (tmp_path / "导出.xlsx").read_bytes(), by=staff)

    assert plan.all_faults() == []
    assert (plan.additions, plan.shown_changes()) == ([], [])


def test_queries_do_not_grow_with_the_rows(db):
    fushan()
    asked = []
    for count in (10, 300):
        days = (localdate() - timedelta(days=n) for n in range(count))
        data = csv(LOGS, *([f"{day}", "秦小妹", f"第{n}件事"] for n, day in enumerate(days)))
        with CaptureQueriesContext(connection) as queries:
            assert tried_file("logs", data).clean
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 20


def test_the_rosters_queries_do_not_grow_with_the_rows_either(db):
    home = fushan()
    for n in range(60):
        VillageFactory(township=home.township, code=f"{home.township_id}{300 + n}", name=f"试{n}村")
    headers = "姓名 派出单位 联系电话 任职乡镇 任职村 村内职务 到村时间"
    asked = []
    for count in (5, 60):
        rows = [
            [f"干部{n}", f"县{n}局", "13900000001", "张庄镇", f"试{n}村", "党支部书记", "2020.4.15"]
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert tried("roster", headers, *rows).clean
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 60
