"""After the period a villager's name is nowhere: not in a table, not in its history."""

import subprocess
import tarfile
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.desk.backups import archive, programs
from fushan.desk.models import AccessLog
from petitions.forgetting import forget
from petitions.models import Household, Matter, MatterStep, PartyMember, Raiser
from tests.factories import CadreFactory, VillageFactory
from tests.petitions.test_matters import a_matter

NAME, PHONE = "抹去甲", "13900001111"
LONG_AGO = date(2020, 5, 6)


def told(village, day=LONG_AGO, name=NAME):
    """A settled matter with its raiser, the name typed in every text."""
    days = {"raised_on": day, "done_on": day, "told_on": day}
    matter = a_matter(village, text=f"{name}家没水", state="told", **days)
    row = Raiser(matter=matter, village=village)
    row.name, row.phone = name, PHONE
    row.save()
    step = {"moved_from": "done", "moved_to": "told", "happened_on": day}
    MatterStep.objects.create(matter=matter, village=village, note=f"给{name}打了电话", **step)
    return matter


def holding(*words):
    """The tables in which any of these words stands, in clear."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')  # noqa: S608
            text = cursor.fetchone()[0] or ""
            found += [table for word in words if word in text]
    return found


def test_a_name_goes_from_every_table_and_every_history(village):
    matter = told(village)
    cadre = CadreFactory(area_code=village.code)
    WorkLog.objects.create(cadre=cadre, village=village, happened_on=LONG_AGO, text=f"看{NAME}")
    Matter.objects.filter(pk=matter.pk).update(owner=NAME)
    assert len(holding(NAME)) >= 5

    call_command("forget_villagers", verbosity=0)

    assert holding(NAME, PHONE) == []
    row = Raiser.objects.get()
    assert (row.name, row.phone, row.wrapped_key) == ("", "", "")
    kept = Raiser.pgh_event_model.objects.values_list("name_sealed", "phone_sealed")
    assert set(kept) == {("", "")}
    matter.refresh_from_db()
    assert (matter.text, matter.state) == ("某某家没水", "told")
    line = AccessLog.objects.get(deed="clear")
    assert (line.what, line.rows) == ("村民姓名和电话（保存期限 36个月）".replace("36", "36 "), 1)


def test_who_was_heard_lately_or_waits_is_kept(village):
    told(village, localdate(), "留着甲")
    waits = told(village, LONG_AGO, "留着乙")
    Matter.objects.filter(pk=waits.pk).update(state="reopened")
    assert forget(localdate()) == 0
    assert [row.name for row in Raiser.objects.order_by("pk")] == ["留着甲", "留着乙"]


def test_the_same_name_in_another_village_stays(village):
    told(village)
    elsewhere = a_matter(VillageFactory(), text=f"{NAME}来问")
    forget(localdate())
    elsewhere.refresh_from_db()
    assert elsewhere.text == f"{NAME}来问"


def test_households_that_moved_and_members_that_left_go_too(village):
    house = Household(village=village, number="二组3号", left_on=LONG_AGO)
    house.head = "抹去乙"
    house.save()
    member = PartyMember(village=village, name="抹去丙", left_on=LONG_AGO)
    member.phone = PHONE
    member.save()
    stays = PartyMember.objects.create(village=village, name="留着丁")
    assert forget(localdate()) == 2
    assert holding("抹去乙", "抹去丙", PHONE) == []
    stays.refresh_from_db()
    assert stays.name == "留着丁"
    assert forget(localdate()) == 0


@pytest.mark.parametrize("name", ["", "甲"])
def test_a_name_of_one_character_strikes_nothing(village, name):
    told(village, name=name)
    forget(localdate())
    assert Matter.objects.get().text == f"{name}家没水"


def dumped(folder):
    """All the rows of a backup made now, as text."""
    call_command("backup", to=folder)
    with tarfile.open(next(folder.glob("fushan-*.tar"))) as tar:
        (folder / archive.DUMP).write_bytes(tar.extractfile(archive.DUMP).read())
    command = [programs.program("pg_restore"), "--data-only", "--file=-", folder / archive.DUMP]
    done = subprocess.run(command, env=programs.environment(), capture_output=True, check=True)
    return done.stdout.decode()


def test_a_backup_made_afterwards_does_not_hold_the_name(db, transactional_db, settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    told(VillageFactory())
    assert NAME in dumped(tmp_path / "before")
    call_command("forget_villagers", verbosity=0)
    after = dumped(tmp_path / "after")
    assert "某某家没水" in after
    assert [word for word in (NAME, PHONE) if word in after] == []
