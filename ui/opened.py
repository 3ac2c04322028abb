"""The store of this server: opened once for each database, shared by pages and routes."""

from functools import cache

from engagement.outside.settings import settings
from engagement.store import Store


def opened() -> Store:
    """The store that the settings name now; :class:`engagement.faults.Refused` where it cannot."""
    return _opened(settings().database_url)


@cache
def _opened(url: str) -> Store:  # noqa: ARG001  the address is the key
    return Store.open()
