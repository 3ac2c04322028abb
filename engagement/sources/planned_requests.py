"""What a look will ask of each source, or why it will ask nothing of it."""

from collections.abc import Iterable
from types import ModuleType
from typing import NamedTuple

from assessment.connectors import connectors
from assessment.sources import Request, Source, SourceUnavailable
from engagement.looks.one_look import wanted_by
from engagement.looks.reading import may_look

SENDS = "it sends traffic, and this look was not allowed to send; allow it, and look again"


class Planned(NamedTuple):
    """The requests to one source; ``left_out`` says why there are none, and what to do."""

    source: Source
    requests: tuple[Request, ...]
    left_out: str = ""


def planned(
    sources: Iterable[Source], *, sending: bool, client_id: str | None
) -> tuple[Planned, ...]:
    """Every request that looking at the sources will make; makes none itself.

    None for a source that may not be read, or not any more, or whose secret is not known here, and
    none for one that sends where this look is not ``sending``. ``client_id`` is whose they are.
    """
    among = tuple(sources)
    return tuple(_planned(source, among, sending, client_id) for source in among)


def _planned(
    source: Source, among: tuple[Source, ...], sending: bool, client_id: str | None
) -> Planned:
    if not wanted_by((source,), sending):
        return Planned(source, (), SENDS)
    try:
        may_look(source, client_id)
        connector = connectors()[source.kind]
        watched = _watched(connector, among, client_id)
        return Planned(source, (*connector.requests(source), *watched))
    except SourceUnavailable as fault:
        return Planned(source, (), f"{fault.reason.rstrip('.')}. {fault.remedy}")


def _watched(
    connector: ModuleType, among: tuple[Source, ...], client_id: str | None
) -> tuple[Request, ...]:
    """What a source that sends asks of the others meanwhile."""
    if not hasattr(connector, "watching"):
        return ()
    return tuple(connector.watching(item for item in among if not _closed(item, client_id)))


def _closed(source: Source, client_id: str | None) -> bool:
    """Whether a source may not be read, so that nobody watches it either."""
    try:
        may_look(source, client_id)
    except SourceUnavailable:
        return True
    return False
