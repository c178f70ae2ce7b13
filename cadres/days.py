"""What the days and months on a line of the roster must agree with."""

from django.utils.timezone import localdate

OF_AGE = 16
PAST = ("born_in", "worked_since", "joined_party", "position_since", "rank_since")


def check_months(plan, line):
    """Nothing of a life up to now lies ahead; nobody begins to work as a child."""
    now = f"{localdate():%Y%m}"
    for name in PAST:
        if _month(line[name]) and line[name] > now:
            header = plan.register.fields[name].header
            plan.fault(line, name, f"“{header}”不能晚于今天。")
    born, worked = _month(line["born_in"]), _month(line["worked_since"])
    if born and worked and worked - born < OF_AGE * 12:
        plan.warn(
            line, "worked_since", f"参加工作时不满 {OF_AGE} 岁，请核对出生年月和参加工作时间。"
        )


def check_term(plan, line, posting):
    """`posting`: the open one that this line goes on with, or None."""
    began = line["began_on"] or (posting and posting.began_on)
    until = line["planned_end_on"] or (posting and posting.planned_end_on)
    if line["began_on"] and line["began_on"] > localdate():
        plan.warn(line, "began_on", "到村时间在今天以后，请核对。")
    if not began or not until or until > began:
        return
    if line["planned_end_on"]:
        plan.fault(line, "planned_end_on", f"“任期至”须晚于到村日期（{began}）。")
    elif line["began_on"]:
        plan.fault(line, "began_on", f"到村时间须早于已登记的“任期至”（{until}）。")


def _month(written):
    """198803 in months; None where it is no month, such as 群众."""
    if written and len(written) == 6 and written.isdigit():
        return int(written[:4]) * 12 + int(written[4:])
    return None
