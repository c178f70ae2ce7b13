"""The registers of findings and of what shows in years: in as new lines, out as they stand."""

import pytest
from django.urls import reverse

from evaluation.models import Finding, Potential
from tests.desk.sheets import fushan, loaded, said, tried

FINDING = "乡镇 村 发现日期 什么问题 谁来整改 整改期限"
FOUND = ["张庄镇", "陈家圪塔村", "2020-11-02", "公开栏还是上季度的。", "村", "2020-12-02"]
CLAIM = "村 选派干部 申报日期 做了什么事 哪一类 几年见效 先行指标"
CLAIMED = ["陈家圪塔村", "秦小妹", "2020-06-02", "栽连翘三百亩。", "利长远", "3年", "成活九成"]


def test_a_line_is_a_new_finding_and_the_same_line_none(db):
    fushan()
    loaded("findings", FINDING, FOUND)
    made = Finding.objects.get()
    assert (made.village.name, made.state, made.owner) == ("陈家圪塔村", "open", "village")
    loaded("findings", FINDING, FOUND)
    assert Finding.objects.count() == 1


def test_what_is_wrong_with_a_findings_line_is_told(db):
    fushan()
    early = [*FOUND[:5], "2020-10-02"]
    assert [word for _, _, word in said(tried("findings", FINDING, early))] == [
        "整改期限不能早于发现的日期。"
    ]
    ahead = [*FOUND[:2], "2099-11-02", *FOUND[3:5], "2099-12-02"]
    assert said(tried("findings", FINDING, ahead)) == [(2, "发现日期", "日期不能晚于今天。")]
    elsewhere = ["张庄镇", "没有的村", *FOUND[2:]]
    assert len(said(tried("findings", FINDING, elsewhere))) == 1


def test_a_line_is_a_claim_of_who_was_in_post_that_day(db):
    fushan()
    loaded("potentials", CLAIM, CLAIMED)
    made = Potential.objects.get()
    assert (made.cadre.name, made.horizon, made.due_on.year) == ("秦小妹", 3, 2023)
    loaded("potentials", CLAIM, CLAIMED)
    assert Potential.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        (1, "张三", "花名册里没有这名选派干部任职。"),
        (2, "2019-06-02", "秦小妹2019年6月2日不在陈家圪塔村任职。"),
        (2, "2099-06-02", "日期不能晚于今天。"),
        (5, "2", "只能是1、3、5（年）。"),
    ],
    ids=["nobody", "before the post", "to come", "two years"],
)
def test_what_is_wrong_with_a_claims_line_is_told(db, at, value, told):
    fushan()
    wrong = [*CLAIMED[:at], value, *CLAIMED[at + 1 :]]
    assert told in [word for _, _, word in said(tried("potentials", CLAIM, wrong))]


def test_both_go_out_in_excel(client, staff):
    fushan()
    loaded("findings", FINDING, FOUND)
    loaded("potentials", CLAIM, CLAIMED)
    client.force_login(staff)
    for code in ("findings", "potentials"):
        response = client.get(reverse("register-export", args=[code]))
        assert response.status_code == 200
        assert b"".join(response).startswith(b"PK")
