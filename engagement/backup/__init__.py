"""The whole server as one file: taken while it runs, and put back into an empty database."""

from engagement.backup.restoring import restore
from engagement.backup.taking import back_up

__all__ = ["back_up", "restore"]
