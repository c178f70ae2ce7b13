from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.actions import end_posting, post
from cadres.models import Cadre, CadrePrivate, Post, Posting
from fushan.desk.private import digest_of
from fushan.inbox.models import Notice
from fushan.kit.crypto import Unreadable
from tests.factories import BatchFactory, CadreFactory, CadrePrivateFactory, PostingFactory

NUMBER = "999999199007150028"


def test_a_cadre_sent_elsewhere_leaves_the_old_village_that_day(village):
    old = PostingFactory(began_on=date(2025, 1, 1))

    post(old.cadre, village=village, on=date(2025, 9, 1), batch=old.batch)

    assert list(Posting.objects.order_by("began_on").values_list("village", "ended_on")) == [
        (old.village_id, date(2025, 9, 1)),
        (village.pk, None),
    ]
    assert Cadre.objects.get(pk=old.cadre_id).area_code == village.pk


def test_a_cadre_is_told_where_they_are_sent(secretary, village):
    post(secretary.cadre, village=village, on=date(2025, 9, 1), batch=BatchFactory())
    assert Notice.objects.get().text == f"自2025年9月1日起，您到{village}任职。"


def test_a_cadre_whose_posting_ends_stands_at_the_county(secretary, village):
    posting = PostingFactory(cadre=secretary.cadre, village=village)

    end_posting(posting, on=date(2025, 9, 1), reason="任期届满")

    assert Cadre.objects.get(pk=posting.cadre_id).area_code == "141027"


def test_a_cadre_is_in_one_village_at_a_time(db):
    first = PostingFactory(began_on=date(2025, 1, 1))
    with pytest.raises(IntegrityError, match="one_village_at_a_time"), transaction.atomic():
        PostingFactory(cadre=first.cadre, began_on=date(2025, 6, 1))


def test_a_village_has_one_seconded_secretary_at_a_time(village):
    PostingFactory(village=village)
    PostingFactory(village=village, post=Post.WORKER)
    with pytest.raises(IntegrityError, match="one_secretary"), transaction.atomic():
        PostingFactory(village=village)


@pytest.mark.parametrize("field", ["ended_on", "planned_end_on"])
def test_a_posting_ends_after_it_begins(db, field):
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        PostingFactory(began_on=date(2025, 9, 1), **{field: date(2025, 9, 1)})


def kept(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t")
        return "".join(row for (row,) in cursor.fetchall())


def private():
    row = CadrePrivateFactory.build(cadre=CadreFactory(), area_code="141027")
    row.id_number, row.phone = NUMBER, "13800000000"
    row.save()
    return row


def test_an_id_number_lies_nowhere_in_clear(db):
    private()
    for table in ("cadres_cadreprivate", "cadres_cadreprivateevent"):
        assert NUMBER not in kept(table)
        assert "13800000000" not in kept(table)
    assert CadrePrivate.objects.get().id_number == NUMBER


def test_an_id_number_is_found_by_exact_match(db):
    row = private()
    digest = digest_of(CadrePrivate, "id_number_sealed", NUMBER)
    assert CadrePrivate.objects.get(id_number_digest=digest) == row


def test_two_cadres_without_an_id_number_do_not_clash(db):
    CadrePrivateFactory(), CadrePrivateFactory()
    assert CadrePrivate.objects.filter(id_number_digest=None).count() == 2


def test_writing_the_same_number_again_changes_nothing(db):
    row = private()
    before = row.id_number_sealed
    row.id_number = NUMBER
    assert row.id_number_sealed == before


def test_without_the_persons_key_nothing_can_be_read_any_more(db):
    row, other = private(), CadrePrivateFactory()
    other.phone = "13900000000"
    row.wrapped_key = other.wrapped_key
    with pytest.raises(Unreadable):
        row.phone  # noqa: B018


def test_the_key_is_not_kept_in_the_history(db):
    row = private()
    assert row.wrapped_key not in kept("cadres_cadreprivateevent")
