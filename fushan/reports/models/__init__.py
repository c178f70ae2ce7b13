"""What papers keep: the layouts of tables."""

from fushan.reports.models.tables import TableLayout

__all__ = ["TableLayout"]
