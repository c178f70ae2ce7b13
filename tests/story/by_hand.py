"""What a person with psql and pencil would ask of the county, figure by figure.

Each query gives a number, or a number and what it is out of. %(here)s begins every code of the
place; %(first)s and %(last)s are the period, %(day)s its end or today.
"""

HERE = "LIKE %(here)s || '%%'"
IN = "BETWEEN %(first)s AND %(last)s"
ON_THE_DAY = "since <= %(day)s AND (until IS NULL OR until > %(day)s)"
MATTERS = f"FROM petitions_matter WHERE village_id {HERE}"
WAITING = "('seen', 'verified', 'explained', 'appealed')"
NEEDS = f"FROM training_need n WHERE n.village_id {HERE} AND n.raised_on {IN}"
TASKS = f"""
    FROM villages_plantask t JOIN villages_plan p ON p.id = t.plan_id
    WHERE t.village_id {HERE} AND p.began_on <= %(day)s AND p.ends_on >= %(day)s
        AND (t.dropped_on IS NULL OR t.dropped_on > %(day)s)"""
SO_FAR = """coalesce((SELECT g.percent FROM villages_planprogress g
    WHERE g.task_id = t.id AND g.quarter <= %(day)s ORDER BY g.quarter DESC LIMIT 1), 0)"""
GONE = "greatest(0, least(100, 100 * (%(day)s::date - t.began_on) / (t.due_on - t.began_on)))"
MONEY = f"""FROM villages_support WHERE village_id {HERE} AND happened_on {IN}
    AND kind = 'money' AND unit_id IS NOT NULL"""
SEAT = f"""(SELECT 1 FROM villages_boardseat b WHERE b.village_id = s.village_id
    AND {ON_THE_DAY.replace("since", "b.since").replace("until", "b.until")} AND b.seat"""
LED = """EXISTS (SELECT 1 FROM villages_visit v JOIN villages_visitor r ON r.visit_id = v.id
    JOIN villages_leadership l ON l.official_id = r.official_id
        AND l.area_id = left(v.village_id, 9) AND l.since <= v.happened_on
        AND (l.until IS NULL OR l.until > v.happened_on)
    WHERE v.village_id = s.village_id AND v.happened_on BETWEEN w.monday AND w.monday + 6)"""


def project(kind):
    return f"""SELECT count(*) FROM villages_project WHERE village_id {HERE} AND kind = '{kind}'
        AND state IN ('applied', 'approved', 'running', 'finished') AND applied_on {IN}"""


BY_HAND = {
    "villages": f"""SELECT count(DISTINCT village_id) FROM org_selection
        WHERE village_id {HERE} AND {ON_THE_DAY}""",
    "cadres": f"""SELECT count(DISTINCT cadre_id) FROM cadres_posting WHERE village_id {HERE}
        AND began_on <= %(day)s AND (ended_on IS NULL OR ended_on > %(day)s)""",
    "boards_complete": f"""SELECT count(*) FILTER (WHERE EXISTS {SEAT} = 'county')
            AND EXISTS {SEAT} = 'township') AND EXISTS {SEAT} = 'unit')
            AND EXISTS {SEAT} = 'guide') AND (EXISTS {SEAT} = 'secretary')
                OR EXISTS (SELECT 1 FROM cadres_posting c WHERE c.village_id = s.village_id
                    AND c.post = 'secretary' AND c.began_on <= %(day)s
                    AND (c.ended_on IS NULL OR c.ended_on > %(day)s)))), count(*)
        FROM org_selection s WHERE s.village_id {HERE} AND {ON_THE_DAY}""",
    "walls": f"SELECT count(*) FROM cadres_wall WHERE village_id {HERE} AND made_on <= %(day)s",
    "visits_weekly": f"""SELECT count(*) FILTER (WHERE {LED}), count(*)
        FROM org_selection s JOIN desk_workweek w ON w.working_days >= 3
            AND s.since <= w.monday AND (s.until IS NULL OR s.until > w.monday)
        WHERE s.village_id {HERE} AND w.monday {IN} AND w.monday + 7 <= %(today)s""",
    "visits": f"SELECT count(*) FROM villages_visit WHERE village_id {HERE} AND happened_on {IN}",
    "visit_persons": f"""SELECT count(DISTINCT (official_id, village_id, happened_on))
        FROM villages_visitor WHERE village_id {HERE} AND happened_on {IN}""",
    "visitors": f"""SELECT count(DISTINCT official_id) FROM villages_visitor
        WHERE village_id {HERE} AND happened_on {IN}""",
    "needs_raised": f"SELECT count(*) {NEEDS}",
    "needs_answered": f"""SELECT count(*) FILTER (WHERE EXISTS (SELECT 1
            FROM training_sessionneed a JOIN training_trainingsession t ON t.id = a.session_id
            WHERE a.need_id = n.id AND t.cancelled_reason = '' AND t.began_on <= %(day)s)),
            count(*) {NEEDS}""",
    "trainings": f"""SELECT count(*) FROM training_trainingsession WHERE area_id {HERE}
        AND length(area_id) <= 6 AND began_on {IN} AND began_on <= %(today)s
        AND cancelled_reason = ''""",
    "counties_studied": f"""SELECT count(DISTINCT place_id) FROM training_tripplace
        WHERE area_code {HERE} AND began_on {IN}""",
    "exchanges": f"SELECT count(*) FROM training_exchange WHERE area_id {HERE} AND held_on {IN}",
    "difficulties_solved": f"""SELECT count(*) FROM cadres_difficulty
        WHERE village_id {HERE} AND solved_on {IN}""",
    "matters_small_solved": f"SELECT count(*) {MATTERS} AND kind = 'small' AND done_on {IN}",
    "matters_hard_solved": f"SELECT count(*) {MATTERS} AND kind = 'hard' AND done_on {IN}",
    "response_rate": f"""SELECT count(*) FILTER (WHERE responded_on <= respond_by), count(*)
        {MATTERS} AND respond_by {IN} AND (respond_by < %(today)s OR responded_on IS NOT NULL)""",
    "solved_rate": f"""SELECT count(*) FILTER (WHERE answer IN ('good', 'fair')), count(*)
        {MATTERS} AND told_on {IN}""",
    "in_time_rate": f"""SELECT count(*) FILTER (WHERE done_on <= done_by), count(*)
        {MATTERS} AND done_by IS NOT NULL AND done_on {IN}""",
    "matters_over": f"""SELECT count(*) {MATTERS} AND raised_on <= %(day)s
        AND coalesce(due_on, done_by) < %(day)s AND (done_on IS NULL OR done_on > %(day)s)
        AND (state NOT IN ('told', 'reviewed', 'not_taken') OR told_on > %(day)s
            OR state = 'not_taken' AND responded_on > %(day)s)""",
    "projects_industry": project("industry"),
    "projects_party": project("party"),
    "funds_planned": f"SELECT coalesce(sum(planned), 0) {MONEY}",
    "funds_arrived": f"SELECT coalesce(sum(arrived), 0) {MONEY}",
    "plan_progress": f"SELECT round(sum(t.weight * {SO_FAR} / 100.0)), sum(t.weight) {TASKS}",
    "plan_expected": f"SELECT round(sum(t.weight * {GONE} / 100.0)), sum(t.weight) {TASKS}",
    "collective_income": f"""SELECT coalesce(sum(coalesce(income_own, 0)
            + coalesce(income_rent, 0) + coalesce(income_shares, 0) + coalesce(income_grants, 0)
            + coalesce(income_other, 0)), 0)
        FROM villages_villageyear y WHERE village_id {HERE} AND year = (SELECT max(year)
            FROM villages_villageyear z WHERE z.village_id = y.village_id
                AND z.year <= extract(year FROM %(day)s::date))""",
    "findings_open": f"""SELECT count(*) FROM evaluation_finding
        WHERE village_id {HERE} AND found_on <= %(day)s
            AND (state <> 'closed' OR checked_on > %(day)s)""",
    "hints_open": f"""SELECT count(*) FROM evaluation_hint
        WHERE village_id {HERE} AND happened_on <= %(day)s
            AND (state IN {WAITING} OR state IN ('decided', 'closed') AND decided_on > %(day)s)""",
    "appraisals_closed": f"""SELECT count(*) FROM evaluation_appraisal
        WHERE village_id {HERE} AND closed_on {IN}""",
}
DEPARTMENTS = f"""SELECT u.name, coalesce(sum(s.planned), 0), coalesce(sum(s.arrived), 0),
        coalesce(sum(s.spent), 0)
    FROM villages_support s JOIN org_unit u ON u.id = s.unit_id
    WHERE s.village_id {HERE} AND s.kind = 'money' AND s.happened_on {IN}
    GROUP BY u.name ORDER BY u.name"""
