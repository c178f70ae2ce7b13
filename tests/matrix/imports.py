"""The addresses of Excel in and out, and of papers: the department's, about its own county."""

from fushan.catalogue.registers import REGISTERS
from fushan.desk.models import ImportBatch
from tests.matrix.page import Page, always, plain
from tests.matrix.rules import sees


def _batch(status=200, method="get"):
    return [Page(ImportBatch, answer=always(status), tells=sees, method=method)]


def _of_each_register():
    """What leaves the county in a workbook is what lies in it; private only where asked for."""
    return [plain(always(200), code) for code in REGISTERS]


IMPORTS = {
    "registers": [plain()],
    "register-template": _of_each_register(),
    "register-export": _of_each_register(),
    "import-upload": _of_each_register(),
    "import-preview": _batch(),
    "import-answer": _batch(302, "post"),
    "import-confirm": _batch(302, "post"),
    "import-drop": _batch(302, "post"),
    "import-undo": _batch(302, "post"),
    "import-faulty": _batch(404),  # the files of ours are no longer kept
    "password-slips": [plain()],
}
