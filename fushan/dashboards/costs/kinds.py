"""What one form costs by the standard, whoever fills it in."""

from collections.abc import Callable
from dataclasses import dataclass

TAP, CHARACTER = 1.35 + 1.1 + 0.2, 60 / 30  # seconds
SENTENCE, NAME = 20, 3  # characters
WANTED = "想写就写"
NEEDED = "有事才填"


@dataclass(frozen=True)
class Cost:
    """One form. `form`: its class, None where a page is only confirmed. `repeated`: fields that it
    draws by itself. `seldom`: names of those it mostly leaves out. `owed`: of (area, month) how
    many are owed and by how many people.
    """

    form: type | None
    name: str
    often: str
    taps: int
    characters: int = SENTENCE
    measured: bool = False
    repeated: int = 0
    seldom: tuple = ()
    owed: Callable | None = None

    @property
    def is_owed(self):
        return self.owed is not None

    @property
    def shown(self):
        """The fields that stand on the page, of the form as it is."""
        fields = self.form.base_fields if self.form else {}
        return [
            field
            for name, field in fields.items()
            if name not in self.seldom and not field.widget.is_hidden
        ]

    @property
    def fields(self):
        return self.repeated + len(self.shown)

    @property
    def required(self):
        return sum(field.required for field in self.shown)

    @property
    def seconds(self):
        return round(self.taps * TAP + self.characters * CHARACTER)
