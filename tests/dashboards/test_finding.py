"""Whoever has two characters finds the village, the cadre, the unit, the matter, the visit."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from fushan.dashboards.finding import found
from fushan.desk.models import Found, SearchEntry
from fushan.desk.searching import pairs
from fushan.org.models import UnitName
from fushan.org.reach import reach
from petitions.models import Matter
from tests.factories import (
    CadreFactory,
    CountyFactory,
    PostingFactory,
    TownshipFactory,
    UnitFactory,
    VillageFactory,
    VisitFactory,
)
from tests.queries import at_most
from villages.models import Project


def titles(user, words):
    with reach(*user.reach):
        return [(kind, [hit.title for hit in hits]) for kind, hits in found(words, user)]


def a_matter(village, text, day=date(2025, 9, 1)):
    return Matter.objects.create(
        village=village, text=text, raised_on=day, channel="room", kind="small", category="road"
    )


@pytest.mark.parametrize("words", ["陈家", "圪塔", "chenjiage", "CJGDC", None])
def test_a_village_is_found_by_name_pinyin_initials_and_code(leader, village, words):
    village.name = "陈家圪塔村"
    village.save()
    VillageFactory(name="卫家河村", code="141028100999", township__code="141028100")
    assert titles(leader, words or village.code[:9]) == [(Found.VILLAGE, ["陈家圪塔村"])]


@pytest.mark.parametrize("words", ["示例甲", "例甲乙", "slj", "shilij"])
def test_a_cadre_is_found_where_they_are_posted(leader, village, words):
    cadre = CadreFactory(name="示例甲乙", area_code=village.pk)
    PostingFactory(cadre=cadre, village=village)
    with reach(*leader.reach):
        ((kind, hits),) = found(words, leader)
    assert (kind, hits[0].title) == (Found.CADRE, "示例甲乙")
    assert hits[0].url == reverse("village", args=[village.pk])
    assert hits[0].note == f"{village.township}{village}"


def test_a_cadre_between_two_villages_is_named_and_opens_nothing(leader):
    CadreFactory(name="示例甲乙", area_code="141027")
    with reach(*leader.reach):
        ((_, (hit,)),) = found("示例甲", leader)
    assert (hit.url, hit.note) == ("", "现在没有任职")


def test_the_department_opens_a_cadres_dossier(staff):
    cadre = CadreFactory(name="示例甲乙", area_code="141027")
    with reach(*staff.reach):
        ((_, (hit,)),) = found("示例甲", staff)
    assert hit.url == reverse("dossier", args=[cadre.pk])


@pytest.mark.parametrize("words", ["县农业", "农村局", "农业局", "xnync"])
def test_a_unit_is_found_by_its_names_and_by_a_township_below_it(official, words):
    unit = UnitFactory(name="县农业农村局", area=CountyFactory())
    UnitName.objects.create(unit=unit, area=unit.area, name="农业局")
    assert titles(official, words) == [(Found.UNIT, ["县农业农村局"])]


@pytest.mark.parametrize(
    "words", ["caizheng", "cai zheng", "czj", "财政", "fushan", "Fsx", "zhengj"]
)
def test_a_unit_is_found_by_any_part_of_its_name_spoken_or_written(official, words):
    unit = UnitFactory(name="浮山县财政局", area=CountyFactory())
    assert (Found.UNIT, [unit.name]) in titles(official, words)


@pytest.mark.parametrize("words", ["xiangli", "xl", "jidi", "香梨", "基地", "xiang li ji"])
def test_a_project_is_found_by_any_part_of_its_name_spoken_or_written(leader, village, words):
    about = {"kind": "industry", "organised": "other", "began_on": date(2025, 9, 1)}
    Project.objects.create(village=village, name="玉露香梨基地", **about)
    Project.objects.create(village=village, name="修渠", **about)
    assert (Found.PROJECT, ["玉露香梨基地"]) in titles(leader, words)


@pytest.mark.parametrize("words", ["ai", "ianli", "diji"])
def test_letters_amid_a_syllable_find_no_project(leader, village, words):
    about = {"kind": "industry", "organised": "other", "began_on": date(2025, 9, 1)}
    Project.objects.create(village=village, name="玉露香梨基地", **about)
    assert titles(leader, words) == []


@pytest.mark.parametrize("words", ["张庄镇", "张庄", "zhangzhuang", "zzz"])
def test_a_township_is_found_and_opens_its_overview(client, leader, words):
    TownshipFactory(code="141027105", name="张庄镇")
    TownshipFactory(code="141029105", name="张庄乡")
    client.force_login(leader)
    page = client.get(reverse("search"), {"q": words})
    [(kind, [hit])] = page.context["groups"]
    assert (kind.label, hit.title) == ("县和乡镇", "张庄镇")
    assert hit.url == "/overview/?area=141027105"
    assert client.get(hit.url).status_code == 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("路", "一个字太少"),
        ("没有", "换其中连着的两三个字"),
        ("nothing", "没有找到拼音或首字母是“nothing”的"),
        ("999999", "没有以“999999”开头的区划代码"),
    ],
    ids=["one", "characters", "letters", "code"],
)
def test_what_is_not_found_is_answered_with_what_to_try(client, leader, words, said):
    client.force_login(leader)
    assert said in client.get(reverse("search"), {"q": words}).text


def test_records_are_found_by_words_in_them_the_latest_first(leader, village):
    old = a_matter(village, "三组的路灯不亮")
    new = a_matter(village, "村口路灯坏了", date(2025, 9, 3))
    a_matter(village, "路上没有灯")
    Project.objects.create(
        village=village, name="路灯安装", kind="party", organised="other", began_on=old.raised_on
    )
    VisitFactory(village=village, text="看了路灯。")
    assert titles(leader, "路灯") == [
        (Found.MATTER, [new.text, old.text]),
        (Found.PROJECT, ["路灯安装"]),
        (Found.VISIT, ["看了路灯。"]),
    ]


def test_several_words_must_all_be_there(leader, village):
    a_matter(village, "三组的路灯不亮")
    a_matter(village, "路灯太远")
    assert titles(leader, "三组 路灯") == [(Found.MATTER, ["三组的路灯不亮"])]


def test_the_same_characters_in_another_order_are_not_it(leader, village):
    a_matter(village, "灯路灯")
    assert titles(leader, "路灯路") == []


@pytest.mark.parametrize("words", ["", " ", "，。", "路", "%", "_", "\\", "没有这样的话"])
def test_what_finds_nothing_finds_nothing(client, leader, village, words):
    a_matter(village, "修路")
    client.force_login(leader)
    page = client.get(reverse("search"), {"q": words})
    assert (page.status_code, page.context["groups"]) == (200, [])


def test_a_township_finds_nothing_of_another(official, village):
    other = VillageFactory()
    for place in (village, other):
        a_matter(place, "路灯不亮")
        VisitFactory(village=place, text="看了路灯。")
    assert titles(official, "路灯") == [
        (Found.MATTER, ["路灯不亮"]),
        (Found.VISIT, ["看了路灯。"]),
    ]


def test_a_record_that_changes_is_found_by_what_it_says_now(leader, village):
    matter = a_matter(village, "路灯不亮")
    Matter.objects.filter(pk=matter.pk).update(text="水渠漏水")
    assert (titles(leader, "路灯"), len(titles(leader, "水渠"))) == ([], 1)
    visit = VisitFactory(village=village, text="看了路灯。")
    visit.delete()
    assert titles(leader, "路灯") == []
    assert not SearchEntry.objects.filter(kind=Found.VISIT).exists()


def test_of_many_the_latest_are_shown(leader, village, monkeypatch):
    monkeypatch.setattr("fushan.desk.searching.MOST", 3)
    for day in range(1, 13):
        a_matter(village, f"路灯{day}号", date(2025, 9, day))
    assert titles(leader, "路灯") == [(Found.MATTER, [f"路灯{day}号" for day in range(12, 2, -1)])]


@pytest.mark.parametrize(
    "text", ["路灯不亮", "A4 纸、B5纸", "（示例）“话”！？", "a[b]\\c-d", "", "一", "䶮㛃𬱖", "ＡＢ"]
)
def test_python_and_the_database_read_the_same_pairs(db, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT two_by_two(%s)", ["".join(text.split())])
        (found,) = cursor.fetchone()
    assert set(found) == pairs("".join(text.split()))


def test_a_search_asks_the_same_whatever_it_finds(client, leader, village):
    for n in range(12):
        a_matter(village, f"路灯{n}号")
        VisitFactory(village=village, text=f"看了路灯{n}。", happened_on=date(2025, 9, n + 1))
    client.force_login(leader)
    with at_most(8):
        client.get(reverse("search"), {"q": "路灯"})


def test_a_unit_tells_whom_it_sent_and_where_it_is_paired(client, leader, village):
    unit = UnitFactory(name="县农业农村局", area=CountyFactory())
    posting = PostingFactory(village=village, cadre__unit=unit)
    client.force_login(leader)
    with at_most(9):
        page = client.get(reverse("unit", args=[unit.pk]))
    assert [row.pk for row in page.context["sent"]] == [posting.pk]
    assert "现在没有包联的村。" in page.text
