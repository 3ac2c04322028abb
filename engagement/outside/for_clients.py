"""Folders and hosts of the operator's settings, each for every client or for those that it names.

An entry is written as it is, or with the clients' ids after it: ``/srv/acme for f0552af26d21f9e1``,
``10.0.0.7 for f0552af26d21f9e1 0b5c7e7a11d2f3e4``.
"""

import re
from collections.abc import Iterable

from content.values import Value

_ENTRY = re.compile(r"(?P<what>.*?)(?: +for +(?P<clients>[0-9a-f]{10,40}(?: +[0-9a-f]{10,40})*))?")
HOW = "each alone or followed by `for` and the ids of the clients that it is for"


class Entry(Value):
    """A folder or a host; without ``clients`` it is for all of them."""

    what: str
    clients: tuple[str, ...] = ()

    def is_for(self, client_id: str | None) -> bool:
        """Whether a source of this client may be there; ``None`` is the operator's own look."""
        return client_id is None or not self.clients or client_id in self.clients


def entries(text: str, mark: str) -> tuple[Entry, ...]:
    """The entries of a setting, parted by ``mark``."""
    return tuple(_entry(part) for part in text.split(mark) if part.strip())


def those(listed: Iterable[Entry], client_id: str | None) -> tuple[str, ...]:
    """What is listed for a client."""
    return tuple(item.what for item in listed if item.is_for(client_id))


def _entry(text: str) -> Entry:
    found = _ENTRY.fullmatch(text.strip())
    assert found is not None  # noqa: S101  the first part takes anything
    return Entry(what=found["what"], clients=tuple((found["clients"] or "").split()))
