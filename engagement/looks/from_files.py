"""Looking and judging from files alone: no database of the operator is opened or changed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessment.model import Finding, Outcome
from assessment.probing import discover
from assessment.sources import Made, Source
from engagement.choices.applying_choices import AnyAnswers, apply_any
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.looks.history_file import History, kept_of, name_of
from engagement.looks.reading import Watcher, look_at
from engagement.outside import clock
from engagement.store import Store


@dataclass(frozen=True)
class Looked:
    """What looking at the sources of a file gave."""

    findings: tuple[Finding, ...]
    made: tuple[Made, ...]
    kept: History

    @property
    def could_look(self) -> bool:
        """Whether at least one finding says something."""
        unsaid = (Outcome.UNAVAILABLE, Outcome.ERROR)
        return any(item.outcome not in unsaid for item in self.findings)


def look(
    sources: tuple[Source, ...], tell: Callable[[str], object], kept: History | None = None,
    *, sending: bool = False,
) -> Looked:  # fmt: skip
    """Look at each source in turn; a source that cannot be read gives *unavailable* findings.

    ``kept`` is what the last look left, and what this one leaves goes back with the findings.
    Sources that send traffic are left out, unless ``sending`` says that this look may send.
    """
    probes, histories = discover(), dict(kept or {})
    findings: list[Finding] = []
    made: list[Made] = []
    for source in sources:
        if source not in collecting.wanted_by(sources, sending):
            tell(f"{source.name}: left out, since it sends traffic; --load sends it")
    for source in collecting.wanted_by(sources, sending):
        name = source.name

        def say(message: str, name: str = name) -> None:
            tell(f"{name}: {message}")

        say("reading")
        sight = look_at(
            source,
            probes,
            Watcher(progress=say),
            kept_of(histories, source, sources),
            among=sources,
            client_id=None,
        )
        if sight.kept is not None:
            histories[name_of(source)] = sight.kept
        findings += sight.findings
        made += sight.made
        if reason := _not_read(sight.findings):
            say(reason)
    return Looked(tuple(findings), tuple(made), histories)


def _not_read(findings: tuple[Finding, ...]) -> str:
    """Why nothing could be seen, in one sentence and what to try; empty where something was."""
    said = {(item.outcome, item.observed, item.remedy) for item in findings}
    if len(said) != 1 or findings[0].outcome not in (Outcome.UNAVAILABLE, Outcome.ERROR):
        return ""
    return f"not read: {findings[0].observed.rstrip('.')}. {findings[0].remedy}"


@contextmanager
def store_of_its_own() -> Iterator[Store]:
    """A store in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="prodworthy-") as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'passing.db'}")
        try:
            yield store
        finally:
            store.close()


@contextmanager
def assessment_of(
    given: AnyAnswers, folder: Path, findings: bytes | None, imported_by: str
) -> Iterator[tuple[Store, str]]:
    """A passing store with the assessment of a file of answers and, if given, of findings."""
    with store_of_its_own() as store:
        place = apply_any(store, given, folder, clock.now().date())
        if findings is not None:
            collecting.import_findings(store, place.assessment.id, findings, imported_by)
        yield store, place.assessment.id


def read_bytes(path: Path, what: str) -> bytes:
    """The content of a file; :class:`Refused` where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{what} {path} cannot be read; check the path.") from error
