"""The indicators of a draft and their parts kept in Excel, and taken in again as they went out."""

from decimal import Decimal

from django.urls import reverse

from evaluation.models import Component, Indicator, Scheme
from evaluation.scheme_resources import SchemeRegister
from fushan.desk.registers import undo
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories.evaluation import sample_scheme

HEADERS = "版本 指标编号 指标名称 显绩还是潜绩 指标满分 组成部分 怎么得分 分值 统计项 由谁评定"
HEADERS += " 一年至多扣几分 怎么评"
RATE = ["样本", "I3", "", "", "", "解决率", "按统计项计算", "3.5", "解决率", "", "", ""]
TOWN = ["样本", "I3", "", "", "", "乡镇党委评定", "由人评定", "3.5分", "", "乡镇党委", "", ""]
NEW = [
    "样本",
    "I9",
    "文明新风",
    "显绩",
    "4",
    "乡镇党委评定",
    "由人评定",
    "4",
    "",
    "乡镇党委",
    "",
    "",
]


def warned(plan):
    return [warning.expected for warning in plan.warnings]


def test_a_line_changes_the_part_of_its_name(db):
    fushan()
    sample_scheme(in_use=False)
    loaded("indicators", HEADERS, RATE, TOWN)
    parts = Component.objects.filter(indicator__code="I3")
    assert dict(parts.values_list("name", "points")) == {
        "响应率": 2,
        "解决率": Decimal("3.50"),
        "按期率": 3,
        "乡镇党委评定": Decimal("3.50"),
        "经认定的提示": 0,
    }
    assert parts.count() == 5


def test_a_new_indicator_comes_with_its_parts_and_goes_again(db):
    fushan()
    scheme = sample_scheme(in_use=False)
    more = [*NEW[:2], "", "", "", "经认定的提示", "按认定的提示扣分", "0", "", "", "2", ""]
    batch = loaded("indicators", HEADERS, NEW, more)
    made = Indicator.objects.get(code="I9")
    assert (made.name, made.points, made.area_id) == ("文明新风", 4, scheme.area_id)
    assert list(made.components.order_by("pk").values_list("name", "cap")) == [
        ("乡镇党委评定", None),
        ("经认定的提示", 2),
    ]
    assert undo(SchemeRegister(), batch) == []
    assert not Indicator.objects.filter(code="I9").exists()


def test_what_it_adds_up_to_is_said_before_it_is_taken_in(db):
    fushan()
    sample_scheme(in_use=False)
    assert warned(tried("indicators", HEADERS, NEW)) == [
        "导入以后考评指标合计 104 分，须为 100 分，启用以前请改好。"
    ]
    assert warned(tried("indicators", HEADERS, RATE)) == [
        "导入以后I3 为民办事的组成部分合计 12.5 分，须为 12 分，启用以前请改好。"
    ]
    assert warned(tried("indicators", HEADERS, RATE, TOWN)) == []


def test_each_way_of_giving_points_has_its_own_column(db):
    fushan()
    sample_scheme(in_use=False)
    lines = [
        [*RATE[:8], "", "", "", ""],
        [*TOWN[:8], "解决率", "乡镇党委", "", ""],
        [*RATE[:5], "又一项", "按认定的提示扣分", "0", "", "", "", ""],
    ]
    assert said(tried("indicators", HEADERS, *lines)) == [
        (2, "统计项", "按统计项计算的要写统计项。"),
        (3, "统计项", "“由人评定”的这一格要空着。"),
        (4, "一年至多扣几分", "按提示扣分的要写一年至多扣几分。"),
    ]


def test_a_share_that_there_is_not_is_told(db):
    fushan()
    sample_scheme(in_use=False)
    wrong = [*RATE[:8], "登录次数", "", "", ""]
    assert [(row, column) for row, column, _ in said(tried("indicators", HEADERS, wrong))] == [
        (2, "统计项")
    ]


def test_a_new_indicator_says_its_name_and_points(db):
    fushan()
    sample_scheme(in_use=False)
    bare = [*NEW[:2], "", "显绩", "4", *NEW[5:]]
    assert said(tried("indicators", HEADERS, bare)) == [
        (2, "指标名称", "新的指标，第一行要写全名称、显绩还是潜绩、满分。")
    ]


def test_a_version_in_use_is_not_changed_by_a_sheet(db):
    fushan()
    sample_scheme()
    assert said(tried("indicators", HEADERS, RATE)) == [
        (2, "版本", "这一版已经启用，不能再改；要改请另立一版。")
    ]


def test_a_version_that_there_is_not_is_told_once(db):
    fushan()
    assert said(tried("indicators", HEADERS, RATE, TOWN, NEW)) == [
        (2, "版本", "没有这一版考评办法，请先在系统里建好草稿。")
    ]


def test_what_went_out_comes_in_again_and_changes_nothing(db):
    fushan()
    sample_scheme(in_use=False)
    register = SchemeRegister()
    headers = [column.header for column in register.columns]
    lines = [
        [column.widget.render(_value(row, column)) for column in register.columns]
        for row in register.records()
    ]
    plan = tried("indicators", headers, *lines)
    assert (said(plan), warned(plan), plan.additions, plan.changes) == ([], [], [], {})


def _value(row, column):
    for name in column.attribute.split("__"):
        row = getattr(row, name)
    return row


def test_the_desk_chooses_a_share_and_types_no_code(client, staff):
    scheme = sample_scheme(in_use=False)
    indicator = scheme.indicators.get(code="I3")
    client.force_login(staff)
    page = client.get(reverse("admin:evaluation_indicator_change", args=[indicator.pk])).text
    assert '<option value="solved_rate" selected>解决率</option>' in page


def test_where_it_is_only_read_a_share_goes_by_its_name(client, staff):
    scheme = sample_scheme()
    client.force_login(staff)
    indicator = scheme.indicators.get(code="I3")
    page = client.get(reverse("admin:evaluation_indicator_change", args=[indicator.pk])).text
    assert "解决率" in page and "solved_rate" not in page


def test_a_new_scheme_is_of_ones_own_county(client, staff):
    fushan()
    client.force_login(staff)
    page = client.get(reverse("admin:evaluation_scheme_add"))
    assert page.context["adminform"].form["area"].value() == staff.area_code


def test_the_desk_begins_another_version_from_one_in_use(client, staff):
    scheme = sample_scheme()
    client.force_login(staff)
    deed = {"action": "write_another", "_selected_action": [scheme.pk]}
    page = client.post(reverse("admin:evaluation_scheme_changelist"), deed, follow=True)
    draft = Scheme.objects.exclude(pk=scheme.pk).get()
    assert page.request["PATH_INFO"].endswith(f"/{draft.pk}/change/")
    assert draft.indicators.count() == 8


def test_of_a_version_in_use_the_desk_is_offered_nothing_to_change(client, staff):
    scheme = sample_scheme()
    indicator = scheme.indicators.get(code="I3")
    client.force_login(staff)
    for page in (
        reverse("admin:evaluation_indicator_change", args=[indicator.pk]),
        reverse("admin:evaluation_rule_change", args=[scheme.rules.first().pk]),
    ):
        assert 'name="_save"' not in client.get(page).text
    page = client.get(reverse("admin:evaluation_scheme_change", args=[scheme.pk])).text
    assert 'name="ended_on"' in page
    assert 'name="name"' not in page
    assert "已经启用，不能再改" in page
    assert 'name="indicators-0-points"' not in page
