"""The appointment form against the roster, and a cadre's right to have their file put right."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.appointment import differences, family_of, family_text, kept_form, outgoing, private_of
from cadres.models import AppointmentForm, Cadre, CadrePrivate, Correction
from fushan.desk.models import AccessLog
from fushan.inbox.models import Notice
from fushan.kit.lrmx import Form, Relative, read, write
from fushan.kit.lrmx.form import BLANK
from fushan.org.reach import NOTHING, reach
from fushan.reports.appointment import form_of_paper
from tests.factories import CadreFactory, UserFactory

NUMBER = "99999919880312001X"
RELATIVE = Relative(
    {
        "ChengWei": "妻子",
        "XingMing": "示例二",
        "ChuShengRiQi": "199007",
        "ZhengZhiMianMao": "",
        "GongZuoDanWeiJiZhiWu": "某小学教师",
    },
    ("<BeiZhu>某</BeiZhu>",),
)


def the_form(**more):
    told = {"XingMing": "示例一", "ChuShengNianYue": "1988.03", "JiGuan": "山西浮山"}
    told |= {"ShenFenZheng": NUMBER.lower(), "JianLi": "2011.08--         某局干部"}
    told |= {"JiSuanNianLingShiJian": "202504"}
    return Form(BLANK | told | more, (RELATIVE,), "/9j/", (("JianLi", "<NianLing>37</NianLing>"),))


@pytest.fixture
def cadre(village):
    return CadreFactory(name="示例一", area_code=village.code, born_in="198803", health="健康")


def sent(form, name="示例一.lrmx"):
    return {"file": SimpleUploadedFile(name, write(form))}


def url(name, row):
    return reverse(name, args=[row.pk])


def drawn(page, **typed):
    """What a browser sends of this page."""
    form = page.context["taking"]
    return {name: form[name].value() for name in ("submission", "seen")} | typed


@pytest.fixture
def compared(client, staff, cadre):
    """The page after a form was handed in."""
    client.force_login(staff)
    return client.post(url("appointment-form", cadre), sent(the_form()), follow=True)


def taken(client, cadre, **sent):
    return client.post(url("take-form-over", cadre), sent)


def test_only_what_differs_is_shown_and_an_empty_word_takes_nothing_away(cadre):
    found = differences(cadre, private_of(cadre), the_form())

    assert [(d.tag, d.ours, d.theirs) for d in found] == [
        ("JiGuan", "", "山西浮山"),
        ("JianLi", "", "2011.08--         某局干部"),
        ("JiaTingChengYuan", "", "妻子 示例二 199007 — 某小学教师"),
        ("ShenFenZheng", "", NUMBER),
    ]


def test_what_the_roster_cannot_hold_is_shown_and_cannot_be_ticked(cadre):
    form = the_form(MinZu="火星族", XianRenZhiWu="某局长", JiGuan="山" * 50)
    form.values["CanJiaGongZuoShiJian"] = "不详"

    whys = {d.tag: d.why for d in differences(cadre, private_of(cadre), form)}
    assert whys["MinZu"] == "花名册里没有这个选项"
    assert whys["XianRenZhiWu"] == "单位和职务分开登记，请在花名册里改"
    assert whys["JiGuan"] == "超过 40 个字"
    assert whys["CanJiaGongZuoShiJian"] == "不是年月"


def test_a_family_is_written_in_lines_and_read_from_them():
    told = family_text([RELATIVE])
    assert family_of(told) == (Relative(RELATIVE.values),)
    assert family_of("") == ()
    assert family_of("妻子 示例二")[0]["XingMing"] == "示例二"


def test_a_file_is_compared_before_anything_is_taken_over(client, staff, cadre):
    client.force_login(staff)
    page = client.post(url("appointment-form", cadre), sent(the_form()), follow=True)

    assert "山西浮山" in page.text
    assert Cadre.objects.get(pk=cadre.pk).native_place == ""
    assert not CadrePrivate.objects.filter(cadre=cadre).exists()

    ticked = ["JiGuan", "ShenFenZheng", "JiaTingChengYuan", "XianRenZhiWu"]
    client.post(url("take-form-over", cadre), drawn(page, tags=ticked))
    private = CadrePrivate.objects.get(cadre=cadre)
    assert Cadre.objects.get(pk=cadre.pk).native_place == "山西浮山"
    assert (private.id_number, private.resume) == (NUMBER, "")
    assert private.family == "妻子 示例二 199007 — 某小学教师"


def test_a_roster_changed_meanwhile_is_shown_and_not_overwritten(client, cadre, compared):
    Cadre.objects.filter(pk=cadre.pk).update(native_place="山西临汾")
    page = taken(client, cadre, **drawn(compared, tags=["JiGuan"]))

    assert "什么也没有改" in page.text
    assert "山西临汾" in page.text
    assert Cadre.objects.get(pk=cadre.pk).native_place == "山西临汾"
    assert [d.tag for d, ticked in page.context["taking"].rows() if ticked] == ["JiGuan"]

    taken(client, cadre, **drawn(page, tags=["JiGuan"]))
    assert Cadre.objects.get(pk=cadre.pk).native_place == "山西浮山"


def test_a_file_changed_meanwhile_is_shown_and_not_taken_over(client, cadre, compared):
    client.post(url("appointment-form", cadre), sent(the_form(JiGuan="山西临汾")))
    page = taken(client, cadre, **drawn(compared, tags=["JiGuan"]))

    assert "什么也没有改" in page.text
    assert Cadre.objects.get(pk=cadre.pk).native_place == ""


def test_an_id_number_that_somebody_has_is_refused_with_its_sentence(client, cadre, compared):
    other = private_of(CadreFactory(name="示例三"))
    other.id_number = NUMBER
    other.save()
    page = taken(client, cadre, **drawn(compared, tags=["JiGuan", "ShenFenZheng"]))

    assert "这个身份证号已有人使用。" in page.text
    assert Cadre.objects.get(pk=cadre.pk).native_place == ""
    assert not CadrePrivate.objects.filter(cadre=cadre).exists()


def test_nothing_ticked_changes_nothing(client, cadre, compared):
    page = taken(client, cadre, **drawn(compared))
    assert "请先勾选要采用的" in page.text


def test_a_second_tap_is_answered_as_the_first(client, cadre, compared):
    typed = drawn(compared, tags=["JiGuan"])
    assert [taken(client, cadre, **typed).status_code for _ in range(2)] == [302, 302]
    assert Cadre.pgh_event_model.objects.filter(pgh_obj=cadre, pgh_label="update").count() == 1


def test_what_a_file_was_before_another_came_stands_in_its_history(client, cadre, compared):
    client.post(url("appointment-form", cadre), sent(the_form(JiGuan="山西临汾")))
    client.post(url("appointment-form", cadre), sent(the_form(JiGuan="山西临汾")))

    events = AppointmentForm.pgh_event_model.objects.order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "update"]
    assert len({event.file_sealed for event in events}) == 2


def test_there_is_nothing_to_take_over_before_a_file_came(client, staff, cadre):
    client.force_login(staff)
    assert taken(client, cadre, tags=["JiGuan"]).status_code == 404


def test_what_goes_out_has_the_rosters_words_and_all_that_the_file_had_beside_them(
    client, staff, cadre
):
    client.force_login(staff)
    client.post(url("appointment-form", cadre), sent(the_form()))
    Cadre.objects.filter(pk=cadre.pk).update(native_place="山西临汾")

    out = read(client.post(url("send-form-out", cadre)).content)
    assert out["JiGuan"] == "山西临汾"
    assert out["JianKangZhuangKuang"] == "健康"
    assert (out.family, out.photo, out.kept) == (
        (RELATIVE,),
        "/9j/",
        (("JianLi", "<NianLing>37</NianLing>"),),
    )


def test_the_age_in_a_file_that_goes_out_is_of_the_rosters_month_of_birth(client, staff, cadre):
    """Another program wrote 37 once; the file and the printed form say the same."""
    client.force_login(staff)
    client.post(url("appointment-form", cadre), sent(the_form()))
    Cadre.objects.filter(pk=cadre.pk).update(born_in="199601")

    out = read(client.post(url("send-form-out", cadre)).content)
    assert out.kept == (("JianLi", "<NianLing>29</NianLing>"),)
    assert form_of_paper(out, localdate()).data["born"][1] == "（29岁）"


def test_without_a_file_the_roster_alone_goes_out(cadre):
    out = outgoing(cadre, private_of(cadre), kept_form(cadre)[1])
    assert (out["XingMing"], out["Version"], out.family) == ("示例一", "3.2.1.16", ())


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (sent(the_form(XingMing="示例九", ShenFenZheng="")), "不是示例一的表"),
        ({"file": SimpleUploadedFile("a.lrmx", b"<html/>")}, "任免审批表"),
        ({"file": SimpleUploadedFile("a.lrmx", b"<!DOCTYPE a><Person/>")}, "DOCTYPE"),
        ({}, "请选择要上传的文件"),
    ],
)
def test_another_persons_file_or_none_is_refused_with_a_sentence(client, staff, cadre, file, said):
    client.force_login(staff)
    for upload in file.values():
        upload.seek(0)
    page = client.post(url("appointment-form", cadre), file | {"x": "1"})

    assert said in page.text
    assert not AppointmentForm.objects.exists()


def test_another_id_number_is_another_person(client, staff, cadre):
    private = private_of(cadre)
    private.id_number = "999999199007150028"
    private.save()
    client.force_login(staff)

    page = client.post(url("appointment-form", cadre), sent(the_form()))
    assert "请核对是不是这个人的表" in page.text


def test_who_looked_and_who_took_it_out_is_on_record(client, staff, cadre):
    client.force_login(staff)
    client.post(url("appointment-form", cadre), sent(the_form()), follow=True)
    client.post(url("send-form-out", cadre))

    assert sorted(AccessLog.objects.values_list("deed", flat=True)) == ["export", "import", "look"]


def test_the_file_lies_sealed_and_nobody_else_in_the_village_sees_it(
    client, staff, cadre, secretary
):
    client.force_login(staff)
    client.post(url("appointment-form", cadre), sent(the_form()))

    assert "示例一" not in AppointmentForm.objects.get().file_sealed
    with reach(*secretary.reach):
        assert AppointmentForm.objects.count() == 0
        assert AppointmentForm.pgh_event_model.objects.count() == 0


def test_a_cadre_asks_and_the_department_answers(client, staff, secretary):
    client.force_login(secretary)
    client.post(reverse("ask-correction"), {"text": "入党时间应为2010年6月"})
    client.post(reverse("ask-correction"), {"text": "入党时间应为2010年6月"})
    row = Correction.objects.get()
    assert (row.text, row.is_open) == ("入党时间应为2010年6月", True)
    assert "入党" not in row.text_sealed

    client.force_login(staff)
    answer = reverse("answer-correction", args=[row.pk])
    given = {"outcome": "yes", "answer": "已按档案更正", **page_of(client, answer)}
    page = client.post(answer, given)
    assert page.status_code == 302, page.context["form"].errors

    row.refresh_from_db()
    assert (row.corrected, row.answer, row.answered_by) == (True, "已按档案更正", staff)
    assert Notice.objects.get(user=secretary).text.startswith("您申请更正档案的事已有答复")
    assert client.get(answer).status_code == 302


def test_of_two_answers_the_second_is_shown_the_first_and_loses_no_word(client, staff, secretary):
    row = asked_by(secretary)
    client.force_login(staff)
    answer = reverse("answer-correction", args=[row.pk])
    pages = [page_of(client, answer) for _ in range(2)]

    client.post(answer, pages[0] | {"outcome": "yes", "answer": "先答的"})
    page = client.post(answer, pages[1] | {"outcome": "no", "answer": "后答的"})
    assert "已有人答复：已更正。先答的" in page.text
    assert "后答的" in page.text
    row.refresh_from_db()
    assert row.answer == "先答的"
    assert client.post(answer, pages[0] | {"outcome": "yes", "answer": "先答的"}).status_code == 302


def page_of(client, address):
    form = client.get(address).context["form"]
    return {
        name: form[name].value() or "" for name in ("submission", "seen") if name in form.fields
    }


def test_a_request_without_words_and_an_answer_without_a_reason_are_refused(
    client, staff, secretary
):
    client.force_login(secretary)
    page = client.post(reverse("ask-correction"), {"text": " "})
    assert "请写一句哪里不对。" in page.text

    row = asked_by(secretary)
    client.force_login(staff)
    answer = reverse("answer-correction", args=[row.pk])
    page = client.post(answer, {"outcome": "no", **page_of(client, answer)})
    assert "请写一句说明。" in page.text


def asked_by(user):
    cadre = Cadre.objects.get(pk=user.cadre_id)
    row = Correction(cadre=cadre, area_code=cadre.area_code, asked_on=date(2026, 5, 6))
    row.text = "籍贯不对"
    row.save()
    return row


def test_nobody_else_reads_a_request(client, secretary):
    row = asked_by(secretary)
    other = CadreFactory(area_code=secretary.area_code)
    user = UserFactory(role="village", area_code=secretary.area_code, cadre_id=other.pk)

    client.force_login(user)
    assert client.get(url("correction", row)).status_code == 404
    client.force_login(secretary)
    assert client.get(url("correction", row)).status_code == 200


def test_who_is_between_two_villages_may_ask_too(client, secretary):
    cadre = Cadre.objects.get(pk=secretary.cadre_id)
    cadre.area_code = secretary.area_code = secretary.area_code[:6]
    cadre.save()
    secretary.save()
    assert secretary.reach[0] == NOTHING

    client.force_login(secretary)
    page = client.post(reverse("ask-correction"), {"text": "籍贯不对"})
    assert page.status_code == 302, page.context["form"].errors
    assert Correction.objects.get().cadre == cadre
