"""Which grades are open to a cadre, and why the others are not. People choose among them."""

from evaluation.adding_up import limit_of
from evaluation.models import Appraisal, AppraisalKind, Grade, HintState, Level
from evaluation.reckoning import hints_of
from fushan.desk.models import number

G = Grade
FROM = {
    G.EXCELLENT: "appraisal_good_from",
    G.PASS: "appraisal_pass_from",
    G.BASIC: "appraisal_basic_from",
}
GATES = {
    "good": (G.EXCELLENT,),
    "basic": (G.EXCELLENT, G.PASS),
    "fail": (G.EXCELLENT, G.PASS, G.BASIC),
}
GATED = {"good": "不得评优秀", "basic": "至多评基本合格", "fail": "评不合格"}
COUNTY = 6


def suggested(total):
    """The grade that the points alone would speak for."""
    if total is None:
        return None
    return next((grade for grade, key in FROM.items() if total >= number(key)), G.FAIL)


def suggested_level(total):
    """Near or lasting results as a level, to begin from."""
    if total is None:
        return ""
    bounds = zip((Level.GOOD, Level.FAIR, Level.PLAIN), FROM.values(), strict=True)
    return next((level for level, key in bounds if total >= number(key)), Level.POOR)


def gates(appraisal):
    """[sentence] of what holds for this cadre's grade, for them to read too."""
    limit, share = limit_of(hints_of(appraisal)), number("appraisal_good_share")
    found = [f"有经认定的提示，按管理办法{GATED[limit]}。"] if limit else []
    if share:
        found.append(f"优秀至多占{share}%，按人员类别分开算，向下取整。")
    return found


def barred(appraisal):
    """{grade: why it is not open}: by decided hints, and by how many may be 优秀."""
    found = {}
    if limit := limit_of(hints_of(appraisal)):
        why = f"有经认定的提示，按管理办法{GATED[limit]}。"
        found = dict.fromkeys(GATES[limit], why)
    if G.EXCELLENT not in found and (why := full(appraisal)):
        found[G.EXCELLENT] = why
    return found


def unreviewed(appraisal):
    """The sentence of what keeps a year from being decided: a hint whose appeal is still open."""
    waiting = (
        hints_of(appraisal).filter(state=HintState.APPEALED).count() if appraisal.is_year else 0
    )
    return f"还有 {waiting} 条提示在申诉，复核完再认定。" if waiting else ""


def full(appraisal):
    """Why no more may be 优秀, of each kind of post by itself, rounded down. Off where it is 0.

    "" while there is room.
    """
    share = number("appraisal_good_share")
    if not share:
        return ""
    status = appraisal.cadre.status
    rows = beside(appraisal).filter(cadre__status=status)
    most, given = rows.count() * share // 100, _given(rows.exclude(pk=appraisal.pk))
    if given < most:
        return ""
    group = status or "未填人员类别"
    return (
        f"设置里优秀至多占{share}%：本县{appraisal.label}考评的{group}共{rows.count()}人，"
        f"至多{most}人，已评{given}人。"
    )


def beside(appraisal):
    """All of the county's of the same year."""
    area = appraisal.village_id[:COUNTY]
    rows = Appraisal.objects.of_period(AppraisalKind.YEAR, appraisal.first_on)
    return rows.filter(village__gte=area, village__lt=f"{area}:")


def _given(rows):
    return rows.filter(grade=G.EXCELLENT).count()
