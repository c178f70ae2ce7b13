"""Six accounts to try the system with. Their password opens nothing but a loopback demo."""

from django.contrib.auth.hashers import make_password

from fushan.demo.county import COUNTY
from fushan.org.backends import DEMO_PASSWORD
from fushan.org.models import Role, User
from fushan.org.roles import Duty

LOGINS = [
    ("admin", "系统管理员", "管账号和设置，看不到业务数据"),
    ("auditor", "安全审计员", "看操作记录和导出记录"),
    ("staff", "组织部干部", "管各种名册，导入导出 Excel"),
    ("leader", "县领导", "看总览，每个数字点开就是记录"),
    ("township", "乡镇干部（张庄镇）", "记到村指导，看本乡镇日志"),
    ("secretary", "选派干部（陈家圪塔村）", "记工作日志，看本村情况"),
]


def make_logins(county):
    """The six accounts, tied to invented people: the leader to one who holds seats."""
    password = make_password(DEMO_PASSWORD)
    posting = county.home_posting
    official = county.of_township[county.home.township_id][2]
    make = User.objects.create
    make(username="admin", password=password, name="示例管理员", role=Role.ADMIN)
    make(username="auditor", password=password, name="示例审计员", role=Role.AUDITOR)
    make(username="staff", password=password, name="示例科员", role=Role.STAFF, area_code=COUNTY)
    leader = county.leaders[0]
    leader.user = make(
        username="leader", password=password, name=leader.name, role=Role.LEADER, area_code=COUNTY
    )
    leader.save()
    official.user = make(
        username="township",
        password=password,
        name=official.name,
        role=Role.TOWNSHIP,
        area_code=county.home.township_id,
        duties=[Duty.LEADERSHIP, Duty.APPROVER],
    )
    official.save()
    cadre = posting.cadre
    cadre.user = make(
        username="secretary",
        password=password,
        name=cadre.name,
        role=Role.VILLAGE,
        area_code=cadre.area_code,
        cadre_id=cadre.pk,
    )
    cadre.save()
