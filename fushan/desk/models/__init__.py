"""How forms, uploads and imports behave, whatever the record is."""

from fushan.desk.models.access import AccessLog, Deed, note_access
from fushan.desk.models.attachments import Attachment, attach, attach_document
from fushan.desk.models.calendar import Holiday, WorkWeek, overrides, reckon_weeks
from fushan.desk.models.imports import ImportBatch, ImportChange, ImportState
from fushan.desk.models.months import CLOSED, ClosedMonth, correcting
from fushan.desk.models.searching import Found, SearchEntry
from fushan.desk.models.settings import KNOWN, LEAST, MOST, Setting, is_demo, number, setting
from fushan.desk.models.submissions import KeptCopy, Submission
from fushan.desk.models.suggestions import Suggestion, SuggestionAnswer, page_in_words

__all__ = [
    "CLOSED",
    "KNOWN",
    "AccessLog",
    "Attachment",
    "ClosedMonth",
    "Deed",
    "Found",
    "Holiday",
    "ImportBatch",
    "ImportChange",
    "ImportState",
    "KeptCopy",
    "LEAST",
    "MOST",
    "SearchEntry",
    "Setting",
    "Submission",
    "Suggestion",
    "SuggestionAnswer",
    "WorkWeek",
    "attach",
    "attach_document",
    "correcting",
    "is_demo",
    "note_access",
    "number",
    "overrides",
    "page_in_words",
    "reckon_weeks",
    "setting",
]
