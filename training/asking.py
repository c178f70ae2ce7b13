"""Asking, seconding, claiming: who may, and what follows."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from fushan.inbox.models import tell
from fushan.org.roles import Role
from training.models import Need, Second, SessionNeed

TEACHERS = (Role.STAFF, Role.TOWNSHIP)


ALIKE = 0.5  # of their pairs of characters, both counted


def others_needs(round_, cadre_id):
    """[(id, text, seconded)] of what other cadres asked for in this round, earliest first.

    Each text once, the one that this cadre has seconded before another. Whose it is stays untold:
    their names lie out of a cadre's reach.
    """
    rows = Need.objects.filter(round=round_, dropped_reason="").exclude(cadre=cadre_id)
    mine = set(Second.objects.filter(cadre=cadre_id).values_list("need", flat=True))
    found = {}
    for pk, text in rows.order_by("pk").values_list("pk", "text"):
        if pk in mine:
            found[text] = (pk, text, True)
        elif text not in round_.topics:
            found.setdefault(text, (pk, text, False))
    return list(found.values())


def gathered(needs):
    """[[Need]]: those that ask for much the same lie together, the largest gathering first.

    Each has `people`: how many ask for it, who seconded counted too.
    """
    groups = []
    for need in needs:
        marks = _pairs(need.text)
        for group in groups:
            if _alike(marks, _pairs(group[0].text)):
                group.append(need)
                break
        else:
            groups.append([need])
    for group in groups:
        group[0].people = len({need.cadre_id for need in group}) + sum(need.more for need in group)
    return sorted(groups, key=lambda group: -group[0].people)


def alike(text, others):
    """Those of the others that ask for much the same in other words."""
    marks = _pairs(text)
    return [other for other in others if other != text and _alike(marks, _pairs(other))]


def _pairs(text):
    """Each two characters that stand side by side, marks and blanks left out."""
    letters = "".join(filter(str.isalnum, text))
    return {letters[n : n + 2] for n in range(len(letters) - 1)} or {letters}


def _alike(one, other):
    return 2 * len(one & other) >= ALIKE * (len(one) + len(other))


def is_taught():
    """Of needs: a training that was not called off answers it."""
    standing = SessionNeed.objects.filter(need=OuterRef("pk"), session__cancelled_reason="")
    return Exists(standing)


def may_teach(user, area):
    """Whether what was asked of this area is this person's to claim, teach or mend."""
    return user.role in TEACHERS and area.startswith(user.area_code)


@transaction.atomic
def claim(need, *, by):
    """Take it on; the cadre is told. Where somebody was quicker, theirs stands."""
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if need.claimed_at or need.dropped_reason:
        return need
    need.claimed_by, need.claimed_at = by, now()
    need.save()
    if need.cadre.user:
        said = f"您点的题“{need.text}”已由{by.name}领题。"
        tell(need.cadre.user, said, "training:need", need.pk)
    return need


@transaction.atomic
def drop(need, *, by, reason):
    """It cannot be taught, and here is why; the cadre is told."""
    need.dropped_reason = reason
    need.save()
    if need.cadre.user:
        said = f"您点的题“{need.text}”没有办：{reason}"
        tell(need.cadre.user, said, "training:need", need.pk)
    return need
