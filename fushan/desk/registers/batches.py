"""One uploaded table on its way: kept sealed, looked at, confirmed or dropped."""

from base64 import b64decode, b64encode

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fushan.desk.models import ImportBatch
from fushan.desk.models.imports import ImportState
from fushan.desk.registers.writing import carry_out
from fushan.kit import crypto

ABOUT = "desk_importbatch.sealed_file"


class Settled(Exception):  # noqa: N818 - it reads as a sentence
    """The batch was confirmed, undone or dropped already."""


class Outdated(Exception):  # noqa: N818 - it reads as a sentence
    """Other people's entries have changed what this batch would do since it was shown."""


def upload(register, data, name, user, *, area_code=None):
    """Keep a file for preview. ValueError with a Chinese sentence where it is no such table."""
    register.read(data, name)
    key = crypto.new_key()
    sealed = crypto.seal(key, b64encode(data).decode(), about=ABOUT)
    return ImportBatch.objects.create(
        register=register.code,
        area_code=user.area_code if user else area_code,
        file_name=name[-200:],
        sealed_file=f"{crypto.wrap(settings.FIELD_KEY, key)} {sealed}",
        made_by=user,
    )


def sheet_of(register, batch):
    wrapped, sealed = batch.sealed_file.split(" ")
    key = crypto.unwrap(settings.FIELD_KEY, wrapped)
    data = b64decode(crypto.unseal(key, sealed, about=ABOUT))
    return register.read(data, batch.file_name)


def answer(batch, answers):
    """Keep what was answered, beside earlier answers."""
    with transaction.atomic():
        batch = _waiting(batch)
        batch.answers |= answers
        batch.save(update_fields=["answers"])


def drop(batch):
    with transaction.atomic():
        _settle(_waiting(batch), ImportState.DROPPED)


def confirm(register, batch, *, by, county, seen=None):
    """Plan anew and write it all, or nothing: the plan then says why. A batch is confirmed once.

    `seen`: the digest of the plan that was shown; raises Outdated where it is another by now.
    """
    with transaction.atomic():
        batch = _waiting(batch)
        sheet = sheet_of(register, batch)
        plan = register.plan(sheet, by=by, county=county, answers=batch.answers)
        if seen not in (None, plan.digest()):
            raise Outdated
        if plan.clean:
            carry_out(plan, batch=batch)
        if plan.clean:
            batch.added, batch.changed = len(plan.shown_additions()), len(plan.shown_changes())
            _settle(batch, ImportState.DONE)
    return plan


def _waiting(batch):
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != ImportState.CHECKED:
        raise Settled
    return batch


def _settle(batch, state):
    """The file is let go: what it held is now in the rows and their history, or nowhere."""
    batch.state, batch.sealed_file, batch.answers = state, "", {}
    batch.settled_at = timezone.now()
    batch.save()
