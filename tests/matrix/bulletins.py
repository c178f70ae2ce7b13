"""Of bulletins: who sees them; a draft of each place, and a template of its own."""

from fushan.org.models import User
from fushan.reports.models import Bulletin, Paragraph, WordTemplate
from tests.matrix.seen import Seen

SEEN = {
    **dict.fromkeys((Bulletin, Paragraph), Seen(lambda record: record.area_id, office=True)),
    WordTemplate: Seen(lambda record: record.area_id),
}


def told(county, spot):
    if spot.person:
        return
    place = {"area_id": spot.area_code}
    head = {"about_id": spot.area_code, "issue": len(county.spots) + 1, "unit": "示例单位"}
    days = {"dated": county.today, "since": county.today}
    by = {"drafted_by": spot[User]}
    row = county.made(spot, Bulletin, title=..., remark=..., **head, **days, **by, **place)
    county.made(spot, Paragraph, bulletin=row, section="0", text=..., **place)
    template = WordTemplate(made_by=spot[User], **place)
    template.save()
    spot.made[WordTemplate] = template
