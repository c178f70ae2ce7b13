"""Bulletins of the invented county, in every state: final, to be checked, sent back, a 通报."""

from datetime import timedelta

from django.utils.timezone import localdate

from fushan.demo.county import COUNTY
from fushan.kit.periods import Period
from fushan.org.models import Area, Role, User
from fushan.reports.bulletins.moving import begin, make_final, send, send_back
from fushan.reports.bulletins.overdue import overdue
from fushan.reports.models import Bulletin, BulletinKind, Section
from fushan.reports.models.words import CHAPTERS

PARTS = [Section.OPENING, *CHAPTERS]
CASE = "陈家圪塔村把 12 户的梨园连片管起来，一户一户算账，三天说通。"
NEXT = "下月把没有导师的 2 名干部配上，到期的项目节点逐个看。"


def lay_bulletins(county):
    """Only in the first county: the others are for load."""
    if county.code != COUNTY:
        return
    staff, second = User.objects.filter(role=Role.STAFF, area_code=COUNTY).order_by("pk")[:2]
    before = Period.of("month", county.on.replace(day=1) - timedelta(days=1))
    last_month = {"since": before.first, "until": before.last}
    final = _begun(county, 1, second, f"{before.label}选派干部到村任职工作情况", **last_month)
    send(final)
    make_final(final, by=staff)
    term = {"since": county.began_on, "whole_term": True}
    send(_begun(county, 2, second, "任职以来选派干部到村任职工作情况", **term))
    _sent_back(county, staff, second, term)
    _notice(county, staff)
    _of_a_township(county, last_month)


def _begun(county, issue, by, title, *, parts=PARTS, **more):
    place = Area.objects.get(pk=COUNTY)
    paper = Bulletin(
        area=place,
        about=place,
        issue=issue,
        unit="中共浮山县委组织部",
        title=title,
        dated=county.on,
        drafted_by=by,
        to_report="市委组织部",
        to_send="县委、县政府领导",
        to_issue="各乡镇党委，各包联单位",
        copies=60,
        **more,
    )
    begin(paper, parts)
    return paper


def _sent_back(county, staff, second, term):
    parts = [*PARTS, Section.CASES, Section.NEXT]
    paper = _begun(county, 3, staff, "选派干部季度工作情况", parts=parts, **term)
    for section, text in ((Section.CASES, CASE), (Section.NEXT, NEXT)):
        row = paper.paragraphs.get(section=section)
        row.text = text
        row.save()
    send(paper)
    send_back(paper, "典型做法写得再具体些，数字从台账里取。")


def _notice(county, staff):
    """What really is overdue in the invented county; half of it was gone after."""
    about = {"kind": BulletinKind.NOTICE, "name": "选派干部工作通报", "since": county.began_on}
    found = overdue(COUNTY, localdate())[::2]
    verified = [item.as_data() for item in found]
    title = "关于部分事项没有按期办理情况的通报"
    parts = [Section.OPENING]
    _begun(county, None, staff, title, parts=parts, verified=verified, **about)


def _of_a_township(county, days):
    user = User.objects.get(username="township")
    place = Area.objects.get(pk=user.area_code)
    paper = Bulletin(area=place, about=place, issue=1, dated=county.on, drafted_by=user, **days)
    paper.unit, paper.title = f"中共{place}委员会", f"{place}选派干部工作情况"
    begin(paper, PARTS)
