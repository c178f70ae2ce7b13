"""Excel and CSV files: what offices send is read, what they are given is written."""

from fushan.kit.sheets.reading import Row, Sheet, read
from fushan.kit.sheets.writing import Column, write, write_marked

__all__ = ["Column", "Row", "Sheet", "read", "write", "write_marked"]
