"""The database and the photos in one file, read back and compared; and all of it put back."""

from fushan.desk.backups.making import back_up
from fushan.desk.backups.notebook import standing
from fushan.desk.backups.programs import BackupError
from fushan.desk.backups.restoring import restore

__all__ = ["BackupError", "back_up", "restore", "standing"]
