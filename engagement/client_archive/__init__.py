"""A client as one encrypted file: everything of it out, and in again on another server."""

from engagement.client_archive.exporting import Exported, export_client
from engagement.client_archive.taking_in import Clash, import_client

__all__ = ["Clash", "Exported", "export_client", "import_client"]
