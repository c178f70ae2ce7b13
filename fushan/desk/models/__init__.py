"""How forms, uploads and imports behave, whatever the record is."""

from fushan.desk.models.access import AccessLog
from fushan.desk.models.attachments import Attachment
from fushan.desk.models.calendar import Holiday, WorkWeek
from fushan.desk.models.imports import ImportBatch, ImportChange
from fushan.desk.models.settings import Setting
from fushan.desk.models.submissions import KeptCopy, Submission

__all__ = [
    "AccessLog",
    "Attachment",
    "Holiday",
    "ImportBatch",
    "ImportChange",
    "KeptCopy",
    "Setting",
    "Submission",
    "WorkWeek",
]
