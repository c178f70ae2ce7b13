"""Accounts for those who have none yet, and initial passwords that exist only on their slips."""

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction
from django.db.models import Q

from cadres.models import Cadre, Posting
from fushan.kit import pinyin
from fushan.org.models import Area, Duty, Role, User
from fushan.org.passwords import initial_password
from fushan.org.reach import ACCOUNTS, reach
from fushan.reports.slips import Slip
from villages.models import Leadership, Official, Seat

# An initial password is random, 48 bits, and hashed anew in full strength at the first sign-in.
ITERATIONS = 100_000
MOST_NAMESAKES = 40


@dataclass(frozen=True)
class Person:
    """Someone without an account: a cadre or an official, and what account would be theirs."""

    record: object
    role: Role
    area_code: str
    where: str
    duties: tuple = ()

    @property
    def key(self):
        return f"{self.record._meta.model_name}-{self.record.pk}"


def without_account():
    """Posted cadres, officials of townships, and county leaders on a board; by place and name."""
    areas = dict(Area.objects.filter(villages__isnull=False).values_list("pk", "name"))
    return [*_cadres(areas), *_officials(areas)]


def never_signed_in():
    """Accounts in use by nobody yet: no slip was issued, or it was lost."""
    users = User.objects.filter(must_change_password=True, is_active=True, last_login=None)
    return users.exclude(area_code="").order_by("area_code", "pinyin", "pk")


@transaction.atomic
def open_accounts(people):
    """An account for each, with a slip. Who has got one in the meantime is left out."""
    free = _still_without(people)
    people = [person for person in people if person.key in free]
    names = _free_usernames([person.record.name for person in people])
    users = [_account(person, name) for person, name in zip(people, names, strict=True)]
    passwords = _give_passwords(users)
    User.objects.bulk_create(users)
    for model in (Cadre, Official):
        owners = [
            (p.record, u) for p, u in zip(people, users, strict=True) if type(p.record) is model
        ]
        for record, user in owners:
            record.user = user
        model.objects.bulk_update([record for record, _ in owners], ["user"], batch_size=500)
    return [
        Slip(user.name, _told(user, person.where), user.username, password)
        for user, person, password in zip(users, people, passwords, strict=True)
    ]


@transaction.atomic
def issue_again(users):
    """New initial passwords for accounts that nobody has signed in with; the old ones are void."""
    users = list(users.select_for_update(of=("self",)))
    passwords = _give_passwords(users)
    User.objects.bulk_update(users, ["password"], batch_size=500)
    areas = dict(
        Area.objects.filter(pk__in={u.area_code[:9] for u in users}).values_list("pk", "name")
    )
    return [
        Slip(user.name, _told(user, areas.get(user.area_code[:9], "")), user.username, password)
        for user, password in zip(users, passwords, strict=True)
    ]


def _cadres(areas):
    rows = Posting.objects.filter(ended_on=None, cadre__user=None)
    for posting in rows.select_related("cadre__unit", "village").order_by(
        "village", "cadre__pinyin", "pk"
    ):
        where = f"{areas.get(posting.village.township_id, '')}{posting.village}"
        yield Person(posting.cadre, Role.VILLAGE, posting.village_id, where)


def _officials(areas):
    leading = set(Leadership.objects.filter(until=None).values_list("official", "area"))
    on_board = Q(board_seats__seat=Seat.COUNTY_LEADER, board_seats__until=None)
    rows = Official.objects.filter(Q(area__in=areas) | on_board, user=None, left_on=None).distinct()
    for official in rows.select_related("unit").order_by("area", "pinyin", "pk"):
        where = f"{official.unit}{official.post}"
        if official.area_id in areas:
            duty = Duty.LEADERSHIP if (official.pk, official.area_id) in leading else Duty.CLERK
            yield Person(official, Role.TOWNSHIP, official.area_id, where, (duty,))
        else:
            yield Person(official, Role.LEADER, official.area_id, where)


def _still_without(people):
    """Their keys, locked, so that two taps do not make two accounts."""
    found = set()
    for model in (Cadre, Official):
        wanted = [person.record.pk for person in people if isinstance(person.record, model)]
        rows = model.objects.select_for_update(of=("self",)).filter(pk__in=wanted, user=None)
        found |= {f"{model._meta.model_name}-{pk}" for pk in rows.values_list("pk", flat=True)}
    return found


def _account(person, username):
    return User(
        username=username,
        name=person.record.name,
        role=person.role,
        area_code=person.area_code,
        duties=list(person.duties),
        cadre_id=person.record.pk if person.role == Role.VILLAGE else None,
        must_change_password=True,
    )


def _told(user, where):
    return " · ".join(filter(None, [user.get_role_display(), where]))


def _free_usernames(names):
    """zhangwei, zhangwei2 … Taken ones are asked beyond one's reach: a number tells nothing."""
    bases = [pinyin.full(name, surname=True)[:30] or "user" for name in names]
    tried = {f"{base}{n}" for base in bases for n in _suffixes()}
    with reach(ACCOUNTS):
        taken = set(User.objects.filter(username__in=tried).values_list("username", flat=True))
    found = []
    for base in bases:
        found.append(next(f"{base}{n}" for n in _suffixes() if f"{base}{n}" not in taken))
        taken.add(found[-1])
    return found


def _suffixes():
    return ["", *range(2, MOST_NAMESAKES)]


def _give_passwords(users):
    passwords = [initial_password() for _ in users]
    for user, password in zip(users, passwords, strict=True):
        user.password = _hashed(password)
    return passwords


def _hashed(password):
    hasher = get_hasher()
    cost = {"iterations": ITERATIONS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return hasher.encode(password, hasher.salt(), **cost)
