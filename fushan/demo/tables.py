"""Two tables that the invented county keeps: one in its own form, one of the invented city's."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from fushan.catalogue.tables import Chosen
from fushan.org.models import Role, User
from fushan.reports.models import TableLayout
from fushan.reports.tables.given import confirm, take_in

EMPTY = settings.BASE_DIR / "docs" / "samples" / "选派干部情况统计表（空表）.xlsx"
SIGNED = {"filled_by": "示例县委组织部", "maker": "示例科员", "checker": "示例科长"}
COLUMNS = (
    "township name secretary cadres households people income "
    "figure:leader_visits figure:matters_done figure:funds_arrived"
)


def lay_tables(county):
    staff = User.objects.filter(role=Role.STAFF, area_code=county.code).first()
    if staff is None:
        return
    own = TableLayout(name="各村情况一览（示例）", kind="villages", period="quarter", **SIGNED)
    own.area_code, own.entered_by = county.code, staff
    own.title = "选派村基本情况和本季工作一览表"
    own.chosen = [
        Chosen(code, wan=code in ("income", "figure:funds_arrived")) for code in COLUMNS.split()
    ]
    own.save()
    layout, _ = take_in(SimpleUploadedFile(EMPTY.name, EMPTY.read_bytes()), staff)
    confirm(layout, EMPTY.read_bytes())
    layout.name, layout.period = "市里的选派干部情况统计表（示例）", "quarter"
    for name, value in SIGNED.items():
        setattr(layout, name, value)
    layout.save()
