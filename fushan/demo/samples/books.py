"""Each sample workbook: its register, its name, its rows; in the order in which they are loaded."""

from fushan.catalogue.registers import REGISTERS
from fushan.demo.samples import affairs, sheets
from fushan.kit.sheets import write

BOOKS = (
    ("officials", sheets.officials_sheet),
    ("roster", sheets.roster),
    ("boards", sheets.boards),
    ("visits", sheets.visits),
    ("trainings", sheets.trainings),
    ("trips", sheets.trips),
    ("exchanges", sheets.exchanges),
    ("mentors", sheets.mentors),
    ("pairings", sheets.pairings),
    ("difficulties", affairs.difficulties),
    ("matters", affairs.matters),
    ("projects", affairs.projects),
    ("supports", affairs.supports),
)


def books():
    """[(file name, register's code, rows)]"""
    return [
        (f"{n:02} {REGISTERS[code].label}.xlsx", code, rows)
        for n, (code, rows) in enumerate(BOOKS, 1)
    ]


def write_book(target, code, rows):
    """With the register's own columns, as its template has them."""
    register = REGISTERS[code]()
    columns = [column.on_sheet() for column in register.offered(private=True)]
    lines = ([row.get(column.header, "") for column in columns] for row in rows)
    write(target, title=register.label, columns=columns, rows=lines,
          meta="示例数据：人物和事情都是虚构的")  # fmt: skip
