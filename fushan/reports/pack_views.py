"""The month's pack of a township."""

from django.http import Http404

from fushan.desk.models import setting
from fushan.org.asked import asked
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from fushan.reports.packs import pack_paper
from fushan.reports.paper import handed_out


@for_roles(Role.STAFF, Role.LEADER, Role.TOWNSHIP)
def pack(request):
    asks = asked(request)
    if asks.period.kind != "month" or len(asks.area) != 9:
        raise Http404("月度材料按月、按乡镇打印。")
    paper = pack_paper(asks.place, asks.period, request.user, title=setting("county_label"))
    name = f"{asks.place}{asks.period.label}月度材料"
    return handed_out(request, paper, name, rows=len(paper.data["sheets"]))
