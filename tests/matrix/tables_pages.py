"""The addresses of tables for superiors and of the month's pack, and who gets in."""

from fushan.catalogue.tables import KINDS
from fushan.reports.models import TableLayout
from tests.matrix.page import Page, always, plain


def _about(record):
    return {"period": "2020-01-01~2035-12-31"}


def _as_file(record):
    return _about(record) | {"format": "xlsx"}  # a browser saves it


ADDRESSES = {
    "tables": [plain()],
    "new-table": [plain(always(404)), *(plain(kind=code) for code in KINDS)],
    "upload-table": [plain()],
    "table": [Page(TableLayout, query=_about)],
    "edit-table": [Page(TableLayout)],
    "table-file": [Page(TableLayout, query=_as_file)],
    "table-paper": [Page(TableLayout, query=_about)],
    "delete-table": [Page(TableLayout, answer=always(302), method="post")],
}
