"""干部任免审批表 on paper. Everybody on it is invented."""

import re
from base64 import encodebytes
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from fushan.kit.lrmx import Form, Relative
from fushan.kit.lrmx.form import BLANK
from fushan.reports.appointment import career, form_of_paper

DAY = date(2026, 1, 31)
CV = """2007.09--2011.07  某农业大学园艺专业学习
2011.08--2020.04  某局干部
                  （其间：2013.09--2016.07 在某党校学习）
2020.04--         某村党支部书记"""


def relatives(n):
    told = {"ChengWei": "妻子", "XingMing": "示例二", "ChuShengRiQi": "199007"}
    return (Relative(told),) * n


def form(**more):
    told = {"XingMing": "示例一", "ChuShengNianYue": "198803", "JianLi": CV}
    return Form(BLANK | told | more, relatives(1), photo=picture())


def picture():
    target = BytesIO()
    Image.new("RGB", (40, 50), "#826").save(target, "JPEG")
    return encodebytes(target.getvalue()).decode()


def pages(paper):
    return len(re.findall(rb"/Type\s*/Page\b", paper.pdf()))


@pytest.mark.parametrize(
    "made",
    [
        form(),
        form(DaoLingNianYue="204803"),
        form(JianLi=CV * 12),
        form(JianLi="", XingMing="阿卜杜热合曼·买买提江"),
        Form(BLANK, relatives(12), photo="/9j/"),
    ],
)
def test_the_form_is_two_pages_whatever_stands_on_it(made):
    assert pages(form_of_paper(made, DAY)) == 2


def test_the_printed_form_tells_ages_and_no_id_number():
    data = form_of_paper(form(ShenFenZheng=""), DAY).data

    assert data["born"] == ["1988.03", "（37岁）"]
    assert data["family"][0] == ["妻子", "示例二", "35", "", ""]
    assert len(data["family"]) == 7


def test_ages_are_counted_on_the_day_that_the_form_names():
    assert form_of_paper(form(JiSuanNianLingShiJian="20280331"), DAY).data["born"][1] == "（40岁）"


def test_a_career_is_read_line_by_line():
    rows = career(CV)
    assert [when for when, _ in rows] == ["2007.09--2011.07", "2011.08--2020.04", "2020.04--"]
    assert rows[1][1] == "某局干部\n（其间：2013.09--2016.07 在某党校学习）"


@pytest.mark.parametrize("dash", ["--", "-", "—", "——", "–", "~", "至"])
def test_whatever_stands_between_the_years(dash):
    assert career(f"2011.08{dash}2020.04  某局干部")[0][1] == "某局干部"


def test_a_photo_is_drawn_anew_and_what_is_none_is_left_out():
    assert form_of_paper(form(), DAY).data["photo"] == "photo.jpg"
    assert form_of_paper(Form(BLANK, photo="/9j/"), DAY).data["photo"] == ""
