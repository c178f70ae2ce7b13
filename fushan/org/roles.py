"""Who may do what: the roles, how far each reaches, and the one table of permissions."""

from django.db.models import TextChoices


class Role(TextChoices):
    ADMIN = "admin", "系统管理员"
    AUDITOR = "auditor", "安全审计员"
    STAFF = "staff", "组织部干部"
    LEADER = "leader", "县领导"
    TOWNSHIP = "township", "乡镇干部"
    VILLAGE = "village", "选派干部"


class Duty(TextChoices):
    """What a township official does; several at once."""

    APPROVER = "approver", "审批"
    DEPUTY = "deputy", "代批"
    LEADERSHIP = "leadership", "班子成员"
    CLERK = "clerk", "经办"


# A village account whose cadre is between two villages stands at the county and reaches nothing.
AREA_CODE_OF_ROLE = {
    Role.ADMIN: r"^$",
    Role.AUDITOR: r"^$",
    Role.STAFF: r"^(\d{2}|\d{4}|\d{6})$",
    Role.LEADER: r"^(\d{2}|\d{4}|\d{6})$",
    Role.TOWNSHIP: r"^\d{9}$",
    Role.VILLAGE: r"^(\d{6}|\d{12})$",
}

_ALL = ("view", "add", "change", "delete")
_KEEP = ("view", "add", "change")
_LOOK = ("view",)

# What the admin site lets a role do. Pages outside it say their roles at the view.
PERMISSIONS = {
    Role.ADMIN: {
        "org.user": _KEEP,
        "org.area": _LOOK,
        "desk.setting": ("view", "change"),
        "desk.holiday": _ALL,
    },
    Role.STAFF: {
        "org.area": ("view", "change"),
        "org.village": ("view", "change"),
        "org.formername": _ALL,
        "org.unit": _ALL,
        "org.unitname": _ALL,
        "org.batch": _KEEP,
        "org.selection": _ALL,
        "org.user": _KEEP,
        "desk.setting": _LOOK,
        "desk.holiday": _ALL,
        "desk.importbatch": _LOOK,
        "desk.suggestion": ("view", "change"),
        "cadres.appointmentform": _LOOK,
        "cadres.cadre": _KEEP,
        "cadres.cadreprivate": _KEEP,
        "cadres.correction": _LOOK,
        "cadres.posting": _KEEP,
        "cadres.worklog": _LOOK,
        "cadres.leave": _LOOK,
        "cadres.difficulty": _LOOK,
        "cadres.handover": _LOOK,
        "cadres.presence": _LOOK,
        "desk.closedmonth": _LOOK,
        "cadres.wall": _LOOK,
        "cadres.pledge": _LOOK,
        "cadres.award": _ALL,
        "cadres.borrowing": _KEEP,
        "cadres.care": _ALL,
        "cadres.caseresult": _KEEP,
        "cadres.townshipmeeting": _LOOK,
        "cadres.workreport": _LOOK,
        "villages.accountcheck": _ALL,
        "villages.incident": _KEEP,
        "villages.reserve": _KEEP,
        "villages.boardprint": _LOOK,
        "villages.plan": _LOOK,
        "villages.plantask": _LOOK,
        "villages.talkroom": _LOOK,
        "villages.chatgroup": _LOOK,
        "villages.villageyear": _LOOK,
        "villages.partyactivity": _LOOK,
        "villages.milestone": _LOOK,
        "villages.project": _LOOK,
        "villages.publication": _LOOK,
        "villages.support": _LOOK,
        "petitions.deliberation": _LOOK,
        "petitions.matter": _LOOK,
        "petitions.partymember": _LOOK,
        "petitions.review": _LOOK,
        "mentors.mentor": _LOOK,
        "mentors.mentoringnote": _LOOK,
        "mentors.mentorword": _LOOK,
        "mentors.pairing": _LOOK,
        "reports.bulletin": _LOOK,
        "evaluation.appraisal": _LOOK,
        "evaluation.component": _ALL,
        "evaluation.finding": _LOOK,
        "evaluation.hint": _LOOK,
        "evaluation.indicator": _ALL,
        "evaluation.inspection": _LOOK,
        "evaluation.potential": _LOOK,
        "evaluation.rule": _ALL,
        "evaluation.scheme": _ALL,
        "reports.tablelayout": _LOOK,
        "training.needround": _LOOK,
        "training.need": _LOOK,
        "training.trainingsession": _LOOK,
        "training.attendance": _LOOK,
        "training.studytrip": _LOOK,
        "training.exchange": _LOOK,
        "villages.official": _KEEP,
        "villages.leadership": _ALL,
        "villages.boardseat": _KEEP,
        "villages.visit": _LOOK,
    },
}


def permissions_of(role):
    """All `app.action_model` strings a role holds."""
    return {
        f"{label.split('.')[0]}.{action}_{label.split('.')[1]}"
        for label, actions in PERMISSIONS.get(role, {}).items()
        for action in actions
    }
