"""Logs that read nearly the same, side by side: for an inspection to ask; it proves nothing."""

from datetime import timedelta

from cadres.models import WorkLog

DAYS, MOST_READ, MOST_SHOWN = 180, 300, 20
SHORTEST, NEAR = 8, 0.85  # characters; shared pairs of neighbouring characters


def alike_in(village_id, day):
    """[[logs]]: those of one cadre in the last half year that are nearly the same, most first."""
    rows = WorkLog.objects.filter(village=village_id, happened_on__range=_half_year(day))
    rows = rows.select_related("cadre").order_by("-happened_on", "-pk")[:MOST_READ]
    groups = []  # [(cadre, pairs, [log])]
    for log in rows:
        pairs = _pairs(log.text)
        if len(pairs) < SHORTEST:
            continue
        for cadre, others, logs in groups:
            if cadre == log.cadre_id and near(pairs, others):
                logs.append(log)
                break
        else:
            groups.append((log.cadre_id, pairs, [log]))
    found = [logs for _, _, logs in groups if len(logs) > 1]
    return sorted(found, key=len, reverse=True)[:MOST_SHOWN]


def near(some, others):
    """Whether two texts, as their pairs of characters, share nearly all of them."""
    return len(some & others) >= NEAR * len(some | others)


def _pairs(text):
    text = "".join(filter(str.isalnum, text))
    return {text[n : n + 2] for n in range(len(text) - 1)}


def _half_year(day):
    return day - timedelta(days=DAYS), day
