"""Sheets to write on by hand, from a page that says which there are."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.facts import villages_in
from fushan.desk.models import AccessLog
from fushan.reports.blanks import logs_blank, visits_blank, with_cadres
from tests.factories import CadreFactory, PostingFactory, SelectionFactory
from tests.queries import at_most


@pytest.fixture
def selected(village):
    SelectionFactory(village=village)
    return village


def posted(village, name):
    return PostingFactory(
        village=village, cadre=CadreFactory(name=name, area_code=village.pk), post="worker"
    )


def sheets(made, area, **more):
    villages = with_cadres(villages_in(area, localdate()), localdate())
    return made(villages, title="浮山县", **more).data["sheets"]


def test_a_visit_sheet_bears_the_village_and_its_cadres(selected):
    posted(selected, "秦小妹")
    posted(selected, "冯建国")
    gone = posted(selected, "已走的")
    gone.ended_on, gone.reason = localdate() - timedelta(days=1), "期满"
    gone.save()
    place = f"{selected.township}{selected}"
    assert sheets(visits_blank, selected.pk) == [[("村", place), ("选派干部", "冯建国、秦小妹")]]


def test_each_cadre_has_a_log_sheet(selected):
    mine = posted(selected, "秦小妹")
    posted(selected, "冯建国")
    assert [s[0] for s in sheets(logs_blank, selected.pk)] == [
        ("姓名", "冯建国"),
        ("姓名", "秦小妹"),
    ]
    mine_only = sheets(logs_blank, selected.pk, cadre=str(mine.cadre_id))
    assert [s[0] for s in mine_only] == [("姓名", "秦小妹")]


def test_where_nobody_is_posted_the_name_is_left_blank(selected):
    assert sheets(logs_blank, selected.pk)[0][0] == ("姓名", "")


def test_a_township_prints_its_selected_villages(selected):
    other = SelectionFactory(village__township=selected.township).village
    SelectionFactory(village__township=selected.township, until=localdate())
    SelectionFactory()
    places = [s[0][1] for s in sheets(visits_blank, selected.township_id)]
    assert places == [f"{selected.township}{v}" for v in (selected, other)]


@pytest.mark.parametrize("made", [visits_blank, logs_blank])
def test_a_sheet_has_ten_lines_on_one_page_and_no_number_of_anybody(selected, made):
    posted(selected, "秦小妹")
    villages = with_cadres(villages_in(selected.pk, localdate()), localdate())
    paper = made(villages, title="浮山县")
    assert paper.data["lines"] == 10
    assert "不用再在手机上重记" in paper.data["how"]
    assert b"/Count 1" in paper.pdf()


@pytest.mark.parametrize(("kind", "name"), [("visits", "到村登记表"), ("logs", "工作日志")])
def test_printing_is_noted(client, official, selected, kind, name):
    client.force_login(official)
    response = client.get(reverse("blank-paper", args=[kind]))
    assert response.content.startswith(b"%PDF-")
    assert AccessLog.objects.get(deed="print").what == f"{selected.township}{name}"


def test_there_are_two_sheets(client, official, selected):
    client.force_login(official)
    assert client.get(reverse("blank-paper", args=["leave"])).status_code == 404


def test_the_page_leads_to_the_sheets_and_to_typing_them_in(client, official, selected):
    cadre = posted(selected, "秦小妹").cadre
    client.force_login(official)
    page = client.get(reverse("papers")).text
    for address in (
        f"{reverse('blank-paper', args=['visits'])}?area={selected.pk}",
        f"{reverse('blank-paper', args=['logs'])}?area={selected.pk}&amp;cadre={cadre.pk}",
        f"{reverse('villages:enter-sheet')}?area={selected.pk}&amp;village={selected.pk}",
        f"{reverse('cadres:enter-sheet')}?area={selected.pk}&amp;cadre={cadre.pk}",
        f"{reverse('facts-paper')}?area={selected.pk}",
    ):
        assert f'href="{address}"' in page


def test_a_cadre_prints_their_villages_sheets_and_types_nothing_in(client, secretary, selected):
    client.force_login(secretary)
    page = client.get(reverse("papers")).text
    assert f"?area={selected.pk}" in page
    assert reverse("villages:enter-sheet") not in page


def test_the_department_chooses_the_township_first(client, staff, selected):
    client.force_login(staff)
    assert (
        f'href="{reverse("papers")}?area={selected.township_id}"'
        in client.get(reverse("papers")).text
    )


def test_the_page_asks_no_more_for_more_villages(client, official, selected):
    for n in range(12):
        posted(SelectionFactory(village__township=selected.township).village, f"干部{n}")
    client.force_login(official)
    with at_most(8):
        client.get(reverse("papers"))
