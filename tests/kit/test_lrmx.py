"""The exchange file of the appointment form. Everybody in it is invented."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit.lrmx import FIELDS, NEWER, Form, Relative, read, read_any, write
from fushan.kit.lrmx.form import FAMILY, OF_RELATIVE, PHOTO, age_on, month_of

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
PLAIN = f"""{HEAD}<Person>
  <XingMing>示例一</XingMing>
  <XingBie>男</XingBie>
  <ChuShengNianYue>198803</ChuShengNianYue>
  <JianLi>2007.09--2011.07  某农业大学园艺专业学习
2011.08--         某局干部</JianLi>
  <JiaTingChengYuan>
    <Item>
      <ChengWei>妻子</ChengWei>
      <XingMing>示例二</XingMing>
      <ChuShengRiQi>199007</ChuShengRiQi>
      <ZhengZhiMianMao>群众</ZhengZhiMianMao>
      <GongZuoDanWeiJiZhiWu>某小学教师</GongZuoDanWeiJiZhiWu>
    </Item>
  </JiaTingChengYuan>
  <ShenFenZheng>99999919880312001X</ShenFenZheng>
</Person>
"""

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40
).map(str.strip)
lines = st.lists(words, max_size=4).map(lambda parts: "\n".join(parts).strip())
old = [tag for tag in FIELDS if tag not in (*NEWER, FAMILY, PHOTO)]
relatives = st.builds(
    Relative,
    st.fixed_dictionaries(dict.fromkeys(OF_RELATIVE, words)),
    st.sampled_from([(), ("<BeiZhu>某</BeiZhu>",), ("<A/>", '<B c="1">x &amp; y</B>')]),
)
strays = st.tuples(
    st.sampled_from(["", *old, FAMILY, PHOTO]),
    st.sampled_from(["<NianLing>37</NianLing>", "<X/>", "<X />", '<Y a="1">\n <Z><X/></Z> </Y>']),
)
photos = st.binary(max_size=200).map(lambda raw: base64.encodebytes(raw).decode())


@st.composite
def forms(draw):
    values = draw(st.fixed_dictionaries(dict.fromkeys(old, lines)))
    values |= draw(st.sampled_from([{}, dict.fromkeys(NEWER, "204803")]))
    kept = draw(st.lists(strays, max_size=4))
    order = ["", *FIELDS]
    kept.sort(key=lambda pair: order.index(pair[0]))
    family = tuple(draw(st.lists(relatives, max_size=7)))
    return Form(values, family, draw(photos), tuple(kept))


@given(forms())
def test_what_is_written_is_read_again_the_same(form):
    assert read(write(form)) == form
    assert write(read(write(form))) == write(form)


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused_with_a_sentence(raw):
    try:
        read_any(raw)
    except ValueError as error:
        assert str(error).endswith("。")


def test_a_file_is_read_whole():
    form = read(PLAIN.encode())

    assert form["XingMing"] == "示例一"
    assert form["JianLi"].splitlines()[1] == "2011.08--         某局干部"
    assert form["NiRenZhiWu"] == ""
    assert [relative["XingMing"] for relative in form.family] == ["示例二"]
    assert not form.is_newer
    assert read(write(form)) == form


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace("utf-8", "GB18030").encode("gb18030"),
        PLAIN.replace("utf-8", "gb2312").encode("gb18030"),
        PLAIN.encode("gb18030"),  # its declaration is wrong
        PLAIN.removeprefix(HEAD).encode(),
        PLAIN.replace("utf-8", "utf-16").encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n2011", "&#xD;\n2011").encode(),
        PLAIN.replace("<XingBie>男<", "<XingBie>\n  男 <").encode(),
    ],
)
def test_however_it_was_saved_it_says_the_same(raw):
    assert read(raw) == read(PLAIN.encode())


def test_what_another_program_put_in_is_given_back_byte_for_byte():
    strange = '<NianLing danWei="岁">  37<!-- 自动 --> &lt;</NianLing>'
    photo = "/9j/4AAQ\r\nSkZJ&#xD;\nRg==\n"
    text = PLAIN.replace("</XingBie>", f"</XingBie>\n{strange}")
    text = text.replace("</Person>", f"<ZhaoPian>{photo}</ZhaoPian></Person>")

    given_back = write(read(text.encode())).decode()

    assert f"</XingBie>\n  {strange}\n" in given_back
    assert f"<ZhaoPian>{photo}</ZhaoPian>" in given_back


def test_a_word_changed_leaves_the_rest_as_it_was():
    form = read(PLAIN.encode())
    changed = read(write(replace(form, values=form.values | {"XianRenZhiWu": "甲 & <乙>"})))

    assert changed["XianRenZhiWu"] == "甲 & <乙>"
    assert changed.family == form.family


def test_the_newer_form_keeps_its_two_fields_and_the_older_gets_none():
    newer = PLAIN.replace("</XingBie>", "</XingBie><DaoLingNianYue>204803</DaoLingNianYue>")

    assert read(newer.encode()).is_newer
    assert b"<DaoLingNianYue>204803</DaoLingNianYue>" in write(read(newer.encode()))
    assert b"DaoLingNianYue" not in write(read(PLAIN.encode()))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLAIN.replace(HEAD, HEAD + "<!DOCTYPE Person>"), "DOCTYPE"),
        (
            PLAIN.replace(HEAD, HEAD + '<!DOCTYPE P [<!ENTITY a SYSTEM "file:///etc/hosts">]>'),
            "DOCTYPE",
        ),
        (PLAIN.replace("示例一", "&a;"), "读不下去"),
        ("<Persons/>", "任免审批表"),
        (PLAIN[:200], "读不下去"),
        ("", "读不下去"),
        (f"<Person>{'<a>' * 50}{'</a>' * 50}</Person>", "层数"),
        (f"<Person><ZhaoPian>{'A' * 9 * 2**20}</ZhaoPian></Person>", "8 MB"),
    ],
)
def test_what_is_no_form_or_no_safe_one_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        read(text.encode())


def test_a_photo_is_known_by_its_first_bytes():
    jpeg = base64.encodebytes(b"\xff\xd8\xff\xe0" + b"x" * 90).decode()

    assert Form({}, photo=jpeg).picture() == (b"\xff\xd8\xff\xe0" + b"x" * 90, "jpg")
    assert Form({}, photo=base64.b64encode(b"GIF89a").decode()).picture() is None
    assert Form({}, photo="不是照片").picture() is None
    assert Form({}).picture() is None


def older(**places):
    fields = [""] * 33
    for place, text in places.items():
        fields[int(place[1:]) - 1] = text
    return ",".join(f'"{field}"' for field in fields).encode("gbk")


def test_the_older_file_is_read_too():
    raw = older(
        p1="示例一",
        p10="大学#农学学士@在职研究生#",
        p11="某农业大学#@某党校#",
        p21="妻子@长子",
        p22="示例二@示例三",
        p23="199007@201501",
        p24="群众@",
        p25="某小学教师",
        p33="20260131",
    )
    form = read_any(raw)

    assert form["QuanRiZhiJiaoYu_XueWei"] == "农学学士"
    assert form["ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"] == "某党校"
    assert form["TianBiaoShiJian"] == "20260131"
    assert [(r["ChengWei"], r["GongZuoDanWeiJiZhiWu"]) for r in form.family] == [
        ("妻子", "某小学教师"),
        ("长子", ""),
    ]
    assert read(write(form)).family == form.family


def test_an_older_file_with_too_few_fields_is_refused():
    with pytest.raises(ValueError, match="33 项"):
        read_any(b'"a","b"')


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("198803", "198803"),
        ("19880312", "198803"),
        ("1988.3", "198803"),
        ("1988-03-12", "198803"),
        ("1988年3月", "198803"),
        ("1988.13", ""),
        ("中共党员", ""),
        ("", ""),
    ],
)
def test_a_month_is_read_as_offices_write_it(text, month):
    assert month_of(text) == month


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [("198803", "20260131", 37), ("198803", "202603", 38), ("", "202603", None)],
)
def test_age_is_counted_by_months(born, day, age):
    assert age_on(born, day) == age
