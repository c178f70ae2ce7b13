"""The exchange file of the appointment form (干部任免审批表): `.lrmx`, and the older `.lrm`."""

from fushan.kit.lrmx.form import FIELDS, NEWER, Form, Relative
from fushan.kit.lrmx.older import read_older
from fushan.kit.lrmx.reading import LARGEST, read
from fushan.kit.lrmx.writing import write

__all__ = ["FIELDS", "LARGEST", "NEWER", "Form", "Relative", "read", "read_any", "write"]


def read_any(raw):
    """Either file, known by what is in it and not by its name."""
    return read_older(raw) if raw.lstrip().startswith(b'"') else read(raw)
