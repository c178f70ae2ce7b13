"""An inspection: who goes where by which draw, and what the records raise."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluation.drawing import draw
from evaluation.inspecting import raised_by, weights_of
from evaluation.models import Finding, Inspection, Talk
from fushan.org.models import Role
from tests.evaluation.inspected import (
    TODAY,
    looked,
    opened,
    page,
    refusal,
    reviewed,
    sent,
    signed_in,
)
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    PostingFactory,
    SelectionFactory,
    UserFactory,
    VillageFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import Plan, PlanKind, PlanTask

# Which villages


def test_all_selected_villages_are_gone_to_unless_some_are_drawn(client, village, staff):
    second = VillageFactory()
    VillageFactory()  # not selected
    for one in (village, second):
        SelectionFactory(village=one, since=TODAY - timedelta(days=90))
    url = page("open-inspection")
    days = {"began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    sent(signed_in(client, staff), url, name="全部", drawn="", seed="", **days)
    sent(client, url, name="抽一个", drawn="1", seed="2026", **days)
    everywhere, some = Inspection.objects.order_by("pk")
    assert {sheet.village for sheet in everywhere.sheets.all()} == {village, second}
    assert (everywhere.seed, everywhere.weights) == ("", [])
    # each is without a cadre, which raises one more
    assert some.weights == [[code, 2] for code in sorted([village.pk, second.pk])]
    assert [s.village_id for s in some.sheets.all()] == draw("2026", some.weights, 1)


def test_who_gives_no_seed_is_given_one_that_is_written_down(client, village, staff):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    days = {"began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    sent(signed_in(client, staff), page("open-inspection"), name="抽", drawn="1", **days)
    assert len(Inspection.objects.get().seed) == 8


def test_no_more_are_drawn_than_are_selected(client, village, staff):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    days = {"began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    told = sent(
        signed_in(client, staff), page("open-inspection"), name="抽", drawn="99", seed="1", **days
    )
    assert "只有 1 个选派村，抽不了 99 个。" in told.text
    assert not Inspection.objects.exists()


def test_a_village_is_looked_at_within_the_inspections_days(client, sheet, staff):
    last = sheet.inspection.began_on - timedelta(days=1)
    url = page("write-sheet", sheet.pk)
    told = sent(signed_in(client, staff), url, looked_on=last)
    assert "到村日期须在这几天里；过后补填可以。" in told.text
    Inspection.objects.update(began_on=last, ends_on=last)
    assert sent(client, url, looked_on=last, logs="看过").status_code == 302


def test_an_inspection_past_its_days_says_so_until_it_is_closed(client, village, staff):
    ended = TODAY - timedelta(days=1)
    row = opened(village, staff, began_on=ended, ends_on=ended)
    told = signed_in(client, staff).get(page("inspections")).text
    assert ("已到期未结束" in told, "进行中" in told) == (True, False)
    Inspection.objects.filter(pk=row.pk).update(ends_on=TODAY)
    told = client.get(page("inspections")).text
    assert ("已到期未结束" in told, "进行中" in told) == (False, True)


def test_what_was_opened_wrongly_is_withdrawn_while_nothing_is_written(client, sheet, staff):
    url = page("withdraw-inspection", sheet.inspection_id)
    assert url in signed_in(client, staff).get(page("inspection", sheet.inspection_id)).text
    outside = UserFactory(role=Role.STAFF)
    assert signed_in(client, outside).post(url).status_code == 403
    signed_in(client, staff).post(url)
    assert not Inspection.objects.exists()
    labels = Inspection.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label")
    assert [label for (label,) in labels] == ["insert", "delete"]


@pytest.mark.parametrize("written", ["sheet", "talk", "finding"])
def test_nothing_that_was_written_goes_with_a_withdrawal(client, sheet, staff, written):
    deeds = {
        "sheet": lambda: looked(sheet, staff),
        "talk": lambda: Talk.objects.create(
            inspection=sheet.inspection, village=sheet.village, talked_on=TODAY, made_by=staff
        ),
        "finding": lambda: Finding.objects.create(
            sheet=sheet, village=sheet.village, found_on=TODAY, due_on=TODAY, text="账目没有公开"
        ),
    }
    deeds[written]()
    url = page("withdraw-inspection", sheet.inspection_id)
    assert url not in signed_in(client, staff).get(page("inspection", sheet.inspection_id)).text
    assert "不能撤销" in client.post(url, follow=True).text
    assert Inspection.objects.exists()


def test_a_plan_for_years_raises_only_what_is_far_behind(village):
    year, long = (
        Plan.objects.create(
            village=village,
            kind=kind,
            began_on=TODAY - timedelta(days=100),
            ends_on=TODAY + timedelta(days=200),
        )
        for kind in (PlanKind.YEAR, PlanKind.FIVE)
    )
    for plan, name, days in (
        (year, "年内慢一点", 900),
        (long, "五年慢一点", 900),
        (long, "五年慢很多", 200),
    ):
        PlanTask.objects.create(
            plan=plan,
            village=village,
            name=name,
            began_on=TODAY - timedelta(days=100),
            due_on=TODAY + timedelta(days=days),
        )
    raised = [one.text for one in raised_by(village.pk, TODAY)["report"]]
    assert sorted(raised) == ["五年慢很多", "年内慢一点"]


def test_what_the_records_raise_stands_where_one_writes_of_it(client, sheet, staff):
    DifficultyFactory(village=sheet.village, text="宿舍没有暖气")
    assert "宿舍没有暖气" in signed_in(client, staff).get(page("write-sheet", sheet.pk)).text


def test_the_draw_is_the_one_that_the_page_tells_to_do_by_hand():
    weights, left, drawn = [["a", 1], ["b", 5], ["c", 2]], [["a", 1], ["b", 5], ["c", 2]], []
    for n in (1, 2, 3):
        number = int(hashlib.sha256(f"2026:{n}".encode()).hexdigest(), 16)
        rest = number % sum(weight for _, weight in left)
        segment = [code for code, weight in left for _ in range(weight)]
        drawn.append(segment[rest])
        left = [one for one in left if one[0] != drawn[-1]]
    assert draw("2026", weights, 3) == drawn
    assert draw("2026", reversed(weights), 3) == drawn  # whatever order they are given in
    assert draw("2026", weights, 9) == drawn  # no more than there are


def test_a_village_that_raises_more_is_drawn_more_often():
    first = [draw(str(seed), [["a", 1], ["b", 9]], 1)[0] for seed in range(400)]
    assert 330 < first.count("b") < 390


def test_a_weight_is_one_and_one_for_each_record_that_raises_something(village):
    quiet = VillageFactory()
    PostingFactory(village=village, began_on=TODAY - timedelta(days=60))
    for _ in range(2):
        DifficultyFactory(village=village)
    assert weights_of([village.pk, quiet.pk], TODAY) == [
        [code, weight] for code, weight in sorted([(village.pk, 3), (quiet.pk, 1)])
    ]


def test_the_page_shows_seed_weights_and_the_same_draw(client, village, staff, leader):
    row = opened(village, staff, drawn=1, seed="冬月初八")
    shown = signed_in(client, leader).get(page("drawing", row.pk)).text
    assert "冬月初八" in shown and "第 1 次" in shown and village.name in shown
    whole = Inspection.objects.create(area_id="141027", name="全部", began_on=TODAY, ends_on=TODAY)
    assert client.get(page("drawing", whole.pk)).status_code == 404


@pytest.mark.parametrize("field", ["seed", "weights", "drawn", "apart"])
def test_what_was_drawn_stands(village, staff, field):
    row = opened(village, staff, drawn=1, seed="7")
    value = {"seed": "8", "weights": [], "drawn": 2, "apart": True}[field]
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Inspection.objects.filter(pk=row.pk).update(**{field: value})
    assert refusal(error) == "inspection_stands_as_drawn"


def test_a_faulty_inspection_is_told_at_its_fields(client, village, staff, other):
    url, client = page("open-inspection"), signed_in(client, staff)
    days = {"name": "调研", "began_on": TODAY, "ends_on": TODAY}
    assert "请选专班成员。" in sent(client, url, **days).text
    assert "至少抽 1 个村" in sent(client, url, team=[staff.pk], drawn="0", **days).text
    alone = sent(client, url, team=[staff.pk], apart="on", **days)
    assert "至少要有两名成员" in alone.text
    days["ends_on"] = TODAY - timedelta(days=1)
    assert "不能早于" in sent(client, url, team=[staff.pk], **days).text
    assert Inspection.objects.count() == 0
    elsewhere = UserFactory(role=Role.STAFF, area_code="141028")
    days["ends_on"] = TODAY
    sent(client, url, team=[elsewhere.pk], **days)
    assert Inspection.objects.count() == 0


def test_two_of_one_name_and_a_prefecture_are_refused(client, village, staff):
    opened(village, staff)
    days = {"name": "第四季度调研", "began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    told = sent(signed_in(client, staff), page("open-inspection"), **days)
    assert "已有同名的调研" in told.text
    city = UserFactory(role=Role.STAFF, area_code="1410")
    assert signed_in(client, city).get(page("open-inspection")).status_code == 403


# What the records raise


def test_each_record_that_raises_something_is_a_door_to_it(village):
    PostingFactory(village=village, began_on=TODAY - timedelta(days=60))
    difficulty = DifficultyFactory(village=village)
    DifficultyFactory(village=VillageFactory())
    raised = raised_by(village.pk, TODAY)
    assert list(raised) == ["logs", "report", "duty", "talk", "public"]
    assert [one.url for one in raised["talk"]] == [
        reverse("difficulties:difficulty", args=[difficulty.pk])
    ]
    assert raised["public"] == raised["report"] == []


def test_a_vacant_village_and_discontent_voters_are_raised(village):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    review = reviewed(village, bad=2)
    raised = raised_by(village.pk, TODAY)
    assert [one.url for one in raised["duty"]] == [reverse("village", args=[village.pk])]
    assert [one.url for one in raised["public"]] == [reverse("petitions:review", args=[review.pk])]


def test_the_five_methods_are_the_headings_and_the_page_asks_little(client, sheet, staff, leader):
    DifficultyFactory(village=sheet.village)
    client = signed_in(client, staff)
    client.get(page("sheet", sheet.pk))
    with at_most(8):
        shown = client.get(page("sheet", sheet.pk)).text
    order = ["看工作日志", "听工作汇报", "查在岗履职", "谈心谈话", "议村情民事"]
    assert sorted(order, key=lambda label: shown.index(f"<h2>{label}")) == order
    assert "急难事还没有解决" in shown
    for name in ("inspections", "findings"):
        with at_most(8):
            client.get(page(name))
    with at_most(8):
        client.get(page("inspection", sheet.inspection_id))
    assert "填调研表" not in signed_in(client, leader).get(page("sheet", sheet.pk)).text


def test_logs_that_read_the_same_lie_side_by_side_inside_an_inspection_only(
    client, sheet, staff, other
):
    cadre = CadreFactory(area_code=sheet.village_id)
    about = {"cadre": cadre, "village": sheet.village}
    texts = ["上午到地里查看连翘长势，下午入户走访脱贫户。"] * 2 + [
        "开会学习中央一号文件精神，讨论落实。"
    ]
    for n, text in enumerate(texts):
        WorkLogFactory(text=text, happened_on=TODAY - timedelta(days=n), **about)
    shown = signed_in(client, staff).get(page("alike", sheet.pk))
    assert [len(logs) for logs in shown.context["groups"]] == [2]
    assert "不作为依据" in shown.text
    assert signed_in(client, other).get(page("alike", sheet.pk)).status_code == 403
