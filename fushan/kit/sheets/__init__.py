"""Excel and CSV files: what offices send is read, what they are given is written."""

from fushan.kit.sheets.reading import Row, Sheet, read
from fushan.kit.sheets.writing import XLSX, Column, workbook, write, write_marked

__all__ = ["XLSX", "Column", "Row", "Sheet", "read", "workbook", "write", "write_marked"]
