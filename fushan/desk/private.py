"""Personal data in rows and in their history alike, under a key of the person's own.

Destroying that key makes both unreadable for ever.
"""

from django.conf import settings
from django.db import models

from fushan.kit import crypto


class PrivateRow(models.Model):
    """A row with sealed fields. Its key is wrapped by the county's and kept out of its history."""

    wrapped_key = models.CharField("密钥", max_length=200, editable=False, default="")

    class Meta:
        abstract = True

    def key(self):
        if not self.wrapped_key:
            self.wrapped_key = crypto.wrap(settings.FIELD_KEY, crypto.new_key())
        return crypto.unwrap(settings.FIELD_KEY, self.wrapped_key)


class SealedField(models.TextField):
    """Holds what only the row's key opens. Read and written in clear through `Clear`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"blank": True, "default": "", "editable": False})


class Clear:
    """The clear text of a sealed field; with `digest`, a keyed digest to find it by exact match."""

    def __init__(self, field, *, digest=None):
        self.field, self.digest = field, digest

    def __get__(self, row, owner=None):
        if row is None:
            return self
        sealed = getattr(row, self.field)
        return crypto.unseal(row.key(), sealed, about=self.about(type(row))) if sealed else ""

    def __set__(self, row, text):
        if text == self.__get__(row):
            return  # sealed anew it would look changed
        sealed = crypto.seal(row.key(), text, about=self.about(type(row))) if text else ""
        setattr(row, self.field, sealed)
        if self.digest:
            setattr(row, self.digest, digest_of(type(row), self.field, text))

    def about(self, model):
        return f"{model._meta.db_table}.{self.field}"


def digest_of(model, field, text):
    """What an exact look-up compares; None for nothing, so that blanks never clash."""
    about = f"{model._meta.db_table}.{field}"
    return crypto.digest(settings.FIELD_KEY, text, about=about) if text else None
