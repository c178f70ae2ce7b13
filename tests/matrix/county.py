"""Two counties where every record bears words of its own, so that a page that tells is caught."""

import random
import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from django.utils.timezone import localdate
from PIL import Image

from cadres.models import Cadre
from fushan.desk.models import WorkWeek
from fushan.kit.images import clean_photo
from fushan.kit.periods import week_of
from fushan.org.models import Area, Role, User, Village
from tests.matrix.records import MAKERS, past

# No vowels and no letters of a hexadecimal id: nothing else on a page reads like a mark.
MARK = re.compile(r"zq[ghjkmnpqrstvwxyz]{9}")
WEEKS = 3


@dataclass
class Spot:
    """A place, or a person's place, with one record of each model that can lie there."""

    name: str
    code: str
    person: bool = False  # only what a person has: the village beside it has the rest
    made: dict = field(default_factory=dict)

    def __getitem__(self, model):
        return self.made[model]

    @property
    def area_code(self):
        """The township's, or the county's own code: where units and officials stand."""
        return self.code[:9]


SPOTS = [
    ("above", "141027", False),
    ("colleague", "141027102231", False),
    ("own", "141027102231", True),
    ("neighbour", "141027102217", False),
    ("township", "141027103204", False),
    ("county", "141028100201", False),
    ("above that", "141028", False),
]
HOME = "141027102231"


class County:
    """`marks`: {word: record}. `cast`: one account of each role, all of the first county."""

    def __init__(self):
        self.random = random.Random(141027)
        self.marks, self.spots, self.today = {}, {}, localdate()
        self.photo = clean_photo(_picture())
        self._lay_places()
        for name, code, person in SPOTS:
            self.spots[name] = self._settled(Spot(name, code, person))
        self.spots["past"] = past(self, Spot("past", self.spots["township"].code, person=True))
        self.cast = self._people()

    def records(self, model):
        """[(name of the spot, record)]"""
        spots = [spot for spot in self.spots.values() if model in spot.made]
        return [(spot.name, spot[model]) for spot in spots]

    def word(self):
        return "zq" + "".join(self.random.choices("ghjkmnpqrstvwxyz", k=9))

    def made(self, spot, model, /, **fields):
        """One record; each field given as `...` bears a mark of its own."""
        words = {name: self.word() for name, value in fields.items() if value is ...}
        record = model(**{name: value for name, value in fields.items() if value is not ...})
        for name, word in words.items():
            setattr(record, name, word)
        record.save()
        self.marks |= dict.fromkeys(words.values(), record)
        spot.made[model] = record
        return record

    def _lay_places(self):
        monday, _ = week_of(self.today)
        for weeks in range(WEEKS):
            WorkWeek.objects.create(monday=monday - timedelta(weeks=weeks), working_days=5)
        codes = {code[:length] for _, code, _ in SPOTS for length in (6, 9)}
        Area.objects.bulk_create(Area(code=code, name=f"示例{code}") for code in sorted(codes))

    def _settled(self, spot):
        if spot.person:
            spot.made[Village] = self.spots["colleague"][Village]
        for makes in MAKERS:
            makes(self, spot)
        return spot

    def _people(self):
        """The village's is whoever has the spot "own"; one more stands between two villages."""
        made = User.objects.create
        cast = {
            role: made(username=role, name=f"示例{role.label}", role=role, area_code=code)
            for role, code in {
                Role.ADMIN: "",
                Role.AUDITOR: "",
                Role.STAFF: HOME[:6],
                Role.LEADER: HOME[:6],
                Role.TOWNSHIP: HOME[:9],
            }.items()
        }
        return cast | {Role.VILLAGE: self.spots["own"][User], "between": self._between()}

    def _between(self):
        cadre = Cadre.objects.create(name="示例待任", area_code=HOME[:6])
        cadre.user = User.objects.create(
            username="between",
            name=cadre.name,
            role=Role.VILLAGE,
            area_code=HOME[:6],
            cadre_id=cadre.pk,
        )
        cadre.save()
        return cadre.user


def _picture():
    target = BytesIO()
    Image.new("RGB", (40, 30), "#826").save(target, "JPEG")
    target.seek(0)
    return target
