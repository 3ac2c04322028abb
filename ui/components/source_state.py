"""How it stands with a source, in a word or two and a colour."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from assessment.blind_spots import looked_at
from assessment.model import Finding
from assessment.sources import Source
from engagement.model import ProbeRun

Colour = Literal["blue", "gray", "green", "orange"]


class Seen(NamedTuple):
    """What counts of a source, and the newer attempts that could not read it again."""

    found: tuple[Finding, ...]
    failed: tuple[Finding, ...]

    @property
    def read(self) -> bool:
        """Whether something was found there."""
        return any(item.conclusive for item in self.found)

    def tried_since(self, moment: datetime | None) -> bool:
        """Whether anybody looked there at or after ``moment``; true where there is no moment."""
        tried = (*self.found, *self.failed)
        return moment is None or any(item.observed_at >= moment for item in tried)


def seen_of(
    source: Source, findings: tuple[Finding, ...], failed_since: Mapping[str, Finding]
) -> Seen:
    """What there is of one source; ``failed_since`` by the id of the finding that stands."""
    mine = tuple(item for item in findings if item.source == source.id)
    return Seen(mine, tuple(failed_since[item.id] for item in mine if item.id in failed_since))


def state(seen: Seen, changed: datetime | None, run: ProbeRun | None) -> tuple[str, Colour]:
    """The words and the colour; ``changed`` is when it was last pointed elsewhere, ``run`` the look
    that runs now."""
    if run is not None and not seen.tried_since(run.started_at):
        return "Reading", "blue"
    if not seen.found:
        return "Not read yet", "gray"
    if not seen.tried_since(changed):
        return "Changed since", "orange"
    if not seen.read:
        return "Not readable", "gray"
    gone = len(seen.failed) == len(looked_at(seen.found))
    return ("Not readable now", "orange") if gone else ("Read", "green")
