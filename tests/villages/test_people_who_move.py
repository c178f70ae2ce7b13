"""People leave, move and are entered twice; what they did stays."""

from datetime import date, timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import follow as follow_cadre
from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import undo
from tests.desk.sheets import loaded
from tests.factories import (
    LeadershipFactory,
    OfficialFactory,
    PostingFactory,
    TownshipOfficialFactory,
    UnitFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)
from villages.actions import follow, merge_officials
from villages.models import Leadership, Visit


def test_editing_an_old_visit_keeps_who_unposted_since(client, official, village):
    visit = VisitFactory(village=village, happened_on=localdate())
    gone = VisitorFactory(visit=visit).official
    gone.left_on = localdate()
    gone.save()
    client.force_login(official)
    url = reverse("villages:edit-visit", args=[visit.pk])

    offered = client.get(url).context["form"].fields["visitors"].queryset
    client.post(
        url,
        {
            "submission": "11111111-1111-4111-8111-111111111111",
            "seen": visit.changed_at.isoformat(),
            "kinds": ["guidance"],
            "text": "改一个字",
            "visitors": [gone.pk],
            "happened_on": localdate().isoformat(),
        },
    )

    assert gone in offered
    visit.refresh_from_db()
    assert (visit.text, visit.level) == ("改一个字", "township")
    assert [visitor.official for visitor in visit.visitors.all()] == [gone]


def test_who_unposted_is_not_offered_for_a_new_visit(client, official, village):
    gone = TownshipOfficialFactory(unit=official.official.unit, left_on=localdate())
    client.force_login(official)
    page = client.get(reverse("villages:record-visit", args=[village.pk]))
    assert gone not in page.context["form"].fields["visitors"].queryset


def test_an_account_moves_with_its_official(official):
    there = VillageFactory().township
    person = official.official
    person.unit = UnitFactory(area=there)
    person.save()

    follow(person)

    official.refresh_from_db()
    assert (official.area_code, official.is_active) == (there.pk, True)


def test_an_official_who_left_or_was_promoted_has_no_township_account(official):
    person = official.official
    person.unit = OfficialFactory().unit
    person.save()
    follow(person)
    official.refresh_from_db()
    assert official.is_active is False


def test_a_merge_keeps_earlier_terms_and_the_words_of_both_visits(village):
    stays, goes = TownshipOfficialFactory(), TownshipOfficialFactory()
    LeadershipFactory(official=stays, since=date(2024, 1, 1))
    LeadershipFactory(official=goes, since=date(2020, 1, 1), until=date(2024, 1, 1))
    LeadershipFactory(official=goes, since=date(2024, 1, 1))
    for person, words in ((stays, "看渠道"), (goes, "看大棚")):
        VisitorFactory(visit__village=village, visit__text=words, official=person)

    merge_officials(goes, into=stays)

    terms = Leadership.objects.order_by("since").values_list("official", "since", "until")
    assert list(terms) == [
        (stays.pk, date(2020, 1, 1), date(2024, 1, 1)),
        (stays.pk, date(2024, 1, 1), None),
    ]
    assert Visit.objects.get().text == "看渠道\n看大棚"


def test_a_leaving_day_entered_ahead_leaves_the_cadre_in_the_village_until_then(secretary, village):
    ahead = localdate() + timedelta(days=30)
    posting = PostingFactory(cadre=secretary.cadre, village=village, ended_on=ahead)

    follow_cadre(posting.cadre)

    secretary.refresh_from_db()
    assert secretary.area_code == village.pk


def test_on_the_day_a_posting_ends_the_account_leaves_the_village(secretary, village, capsys):
    PostingFactory(cadre=secretary.cadre, village=village, ended_on=localdate())

    call_command("nightly")
    call_command("nightly")

    secretary.refresh_from_db()
    assert secretary.area_code == "141027"
    assert capsys.readouterr().out.split("\n")[:2] == [
        "1 名干部的所在已更新，0 名离任干部的账号已停用，1 个乡镇的上月已自动收尾。",
        "0 名干部的所在已更新，0 名离任干部的账号已停用，0 个乡镇的上月已自动收尾。",
    ]


def test_on_the_day_an_official_leaves_the_account_is_closed(official, capsys):
    person = official.official
    person.left_on = localdate()
    person.save()

    call_command("nightly")

    official.refresh_from_db()
    assert official.is_active is False
    assert (
        capsys.readouterr().out
        == "0 名干部的所在已更新，1 名离任干部的账号已停用，0 个乡镇的上月已自动收尾。\n"
    )


def test_a_leaving_day_taken_in_from_a_sheet_closes_the_account_and_undoing_opens_it(official):
    person = official.official
    sheet = ("officials", "姓名 单位 离任日期", [person.name, person.unit.name, "2024.3.1"])

    batch = loaded(*sheet)
    official.refresh_from_db()
    assert official.is_active is False

    undo(REGISTERS["officials"](), batch)
    official.refresh_from_db()
    assert official.is_active is True
