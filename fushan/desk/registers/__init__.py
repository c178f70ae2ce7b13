"""Excel on every register: a sheet is read, planned, shown, confirmed, and may be taken back."""

from fushan.desk.registers.batches import (
    Outdated,
    Settled,
    answer,
    confirm,
    drop,
    sheet_of,
    upload,
)
from fushan.desk.registers.columns import (
    DAY,
    ID_NUMBER,
    MONTH,
    PHONE,
    Cell,
    Column,
    one_of,
    person,
    several,
    some_of,
    words,
)
from fushan.desk.registers.places import Places
from fushan.desk.registers.plan import Fault, Plan, Unclear
from fushan.desk.registers.register import MOST_EXPORTED, Register
from fushan.desk.registers.undoing import Obstacle, undo
from fushan.desk.registers.units import Units
from fushan.desk.registers.writing import carry_out

__all__ = [
    "DAY",
    "ID_NUMBER",
    "MONTH",
    "MOST_EXPORTED",
    "PHONE",
    "Cell",
    "Column",
    "Fault",
    "Obstacle",
    "Outdated",
    "Places",
    "Plan",
    "Register",
    "Settled",
    "Unclear",
    "Units",
    "answer",
    "carry_out",
    "confirm",
    "drop",
    "one_of",
    "person",
    "several",
    "sheet_of",
    "some_of",
    "undo",
    "upload",
    "words",
]
