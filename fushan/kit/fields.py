"""Fields that several tables share."""

from django.db import models

from fushan.kit import pinyin


class PinyinField(models.CharField):
    """Reckoned from another field whenever the row is written, one by one or in bulk.

    `surname`: the first character is a family name and read as one. The whole reading has blanks
    between its syllables, to be sorted by them; it is searched with `pinyin.spelt`.
    """

    def __init__(self, *args, source="name", reading="full", surname=False, **kwargs):
        self.source, self.reading, self.surname = source, reading, surname
        kwargs |= {"max_length": 200, "editable": False, "db_collation": "C", "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance, add):
        read = {"full": pinyin.spaced, "initials": pinyin.initials}[self.reading]
        value = read(getattr(model_instance, self.source), surname=self.surname)[:200]
        setattr(model_instance, self.attname, value)
        return value
