"""Who is to get a password slip: listed by place, ticked by whoever hands them out."""

from dataclasses import dataclass, field

from fushan.org.models import Area
from fushan.reports.accounts import never_signed_in, without_account

MOST_AT_ONCE = 300


@dataclass
class Group:
    """The people of the county's offices, or of one township."""

    code: str
    name: str
    people: list = field(default_factory=list)
    users: list = field(default_factory=list)


class Choice:
    """What stands on the page, and what of it is ticked: by hand, or a whole group at once."""

    def __init__(self, given):
        """`given`: person, user (keys ticked) and group (the code of one to be ticked whole)."""
        self.keys, self.numbers = set(given.getlist("person")), set(given.getlist("user"))
        self.whole = given.get("group", "")
        people = sorted(without_account(), key=lambda person: person.area_code[:9])
        self.more = len(people) > MOST_AT_ONCE
        self.listed, self.issued = people[:MOST_AT_ONCE], list(never_signed_in()[:MOST_AT_ONCE])

    @property
    def people(self):
        return [person for person in self.listed if person.key in self.keys]

    @property
    def users(self):
        return [user for user in self.issued if str(user.pk) in self.numbers]

    def groups(self):
        """By place, the county first. One is ticked whole where that was asked."""
        codes = sorted({place(each) for each in (*self.listed, *self.issued)})
        names = dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))
        found = {code: Group(code, names.get(code, "其他")) for code in codes}
        for person in self.listed:
            found[place(person)].people.append(person)
        for user in self.issued:
            found[place(user)].users.append(user)
        if self.whole in found:
            self.keys |= {person.key for person in found[self.whole].people}
        return list(found.values())


def place(each):
    """The township a person or an account belongs to, or the county."""
    return each.area_code[:9]
