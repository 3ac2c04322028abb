"""Looking at one source: what is allowed, what was found, and what could not be looked at."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from assessment.connectors import connectors, sends
from assessment.model import Finding, Outcome
from assessment.probing import Probe, examine, unavailable
from assessment.sources import (
    Beside,
    Circumstances,
    Keeping,
    Made,
    Permission,
    Source,
    SourceUnavailable,
    Stopped,
    Survey,
)
from engagement.faults import Refused
from engagement.identity import new_id
from engagement.model import is_over
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.sources.uploads import handed_over

LOG = logging.getLogger("prodworthy.look")
BUDGET = timedelta(seconds=120)
"""How long reading one source may take."""


def _nothing(what: object) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Watcher:
    """Who follows a look: is told what is read and what was found, and may stop it."""

    progress: Callable[[str], None] = _nothing
    found: Callable[[Finding], None] = _nothing
    stopped: Callable[[], bool] = _never


@dataclass(frozen=True)
class Sight:
    """What came of one source; ``stopped`` says that it was not looked at to the end."""

    findings: tuple[Finding, ...]
    made: tuple[Made, ...]
    stopped: bool = False
    kept: dict[str, Any] | None = None
    """What the next look at the source is to be given."""


def look_at(
    source: Source, probes: tuple[Probe, ...], watcher: Watcher | None = None,
    kept: dict[str, Any] | None = None, among: tuple[Source, ...] = (), *, client_id: str | None,
) -> Sight:  # fmt: skip
    """Read a source and run its probes; never raises for what is wrong with the source.

    ``client_id`` is whose source it is; ``None``: the operator looks, from files of their own.

    ``kept`` is what the last look at it left for this one; ``among`` are all sources of the use
    case, which one that sends may watch meanwhile.

    A source that cannot be read gives *unavailable* findings; a connector that fails gives *error*
    findings with a reference id, whose trace is in the log. Neither says anything of the client.
    """
    watch = watcher or Watcher()
    made: list[Made] = []
    try:
        evidence = read(source, watch, made, kept, among, client_id=client_id)
    except Stopped:
        return Sight((), tuple(made), stopped=True)
    except SourceUnavailable as fault:
        missing = unavailable(probes, source, fault.reason, fault.remedy, clock.now())
        return Sight(missing, tuple(made))
    except Exception:  # noqa: BLE001  one broken connector must not take the other sources with it
        return Sight(_broken(source, probes), tuple(made))
    findings = examine(
        probes, source, evidence, clock.now(), stopped=watch.stopped, on_finding=watch.found
    )
    return Sight(findings, tuple(made), stopped=watch.stopped(), kept=_to_keep(evidence))


def _to_keep(evidence: Any) -> dict[str, Any] | None:
    if not isinstance(evidence, Keeping) or evidence.kept is None:
        return None
    return evidence.kept.model_dump(mode="json")


def read(
    source: Source, watcher: Watcher, made: list[Made], kept: dict[str, Any] | None = None,
    among: tuple[Source, ...] = (), *, client_id: str | None,
) -> Any:  # fmt: skip
    """The source's evidence; the requests are added to ``made`` as they happen.

    Raises :class:`SourceUnavailable` also where we were not, or are no longer, allowed to look.
    """
    budget = _budget(source.kind)
    with _circumstances(source, watcher, made, budget, kept, client_id=client_id) as given:
        beside = _beside(source, among, client_id) if sends(source.kind) else ()
        circumstances = replace(given, beside=beside)
        return connectors()[source.kind].read(source, circumstances)


def _budget(kind: str) -> timedelta:
    """How long reading may take: the usual time, or what the connector says that it needs."""
    seconds = getattr(connectors().get(kind), "BUDGET_SECONDS", None)
    return BUDGET if seconds is None else timedelta(seconds=seconds)


def survey(source: Source, made: list[Made], budget: timedelta, *, client_id: str | None) -> Survey:
    """What is there and what to choose from; raises like :func:`read`."""
    with _circumstances(source, Watcher(), made, budget, client_id=client_id) as circumstances:
        found: Survey = connectors()[source.kind].survey(source, circumstances)
        return found


def _beside(source: Source, among: tuple[Source, ...], client_id: str | None) -> tuple[Beside, ...]:
    """The other sources that may be read, each with its own secret and no other."""
    found = []
    for item in among:
        try:
            if item.id != source.id and not sends(item.kind):
                found.append(Beside(source=item, permission=may_look(item, client_id)))
        except SourceUnavailable:
            continue
    return tuple(found)


def may_look(source: Source, client_id: str | None) -> Permission:
    """What reading a client's source may do; :class:`SourceUnavailable` where we may not, or no more.

    Of the files that were handed over it may read those that it names; ``client_id`` as for
    :func:`look_at`.
    """
    _authorised(source)
    try:
        permission = settings().permission(source.secret, source.kind, client_id)
    except Refused as refused:
        raise SourceUnavailable(refused.sentence, "Ask whoever runs this server.") from None
    if source.kind not in connectors():
        raise SourceUnavailable(f"no connector reads {source.kind}", "Remove this source.")
    return replace(permission, roots=(*permission.roots, *handed_over(source)))


@contextmanager
def _circumstances(
    source: Source, watcher: Watcher, made: list[Made], budget: timedelta,
    kept: dict[str, Any] | None = None, *, client_id: str | None,
) -> Iterator[Circumstances]:  # fmt: skip
    permission = may_look(source, client_id)
    with tempfile.TemporaryDirectory(prefix="prodworthy-") as scratch:
        yield Circumstances(
            now=clock.now, permission=permission, progress=watcher.progress,
            stopped=watcher.stopped, scratch=Path(scratch), made=made, budget=budget,
            kept=kept, as_of=clock.told(),
        )  # fmt: skip


def _authorised(source: Source) -> None:
    if source.authorised_until is not None and is_over(source.authorised_until, clock.now()):
        day = source.authorised_until.date().isoformat()
        raise SourceUnavailable(
            f"the permission to read this source ended on {day}",
            "Have whoever owns the source authorise it again, then enter the new date.",
        )


def _broken(source: Source, probes: tuple[Probe, ...]) -> tuple[Finding, ...]:
    reference = new_id()[:8]
    LOG.exception("The connector %s failed", source.kind, extra={"request": reference})
    told = unavailable(
        probes,
        source,
        f"reading this source failed through a mistake of ours (reference {reference})",
        f"Look again; if it stays, report the reference {reference} with the log.",
        clock.now(),
    )
    return tuple(item.model_copy(update={"outcome": Outcome.ERROR}) for item in told)
