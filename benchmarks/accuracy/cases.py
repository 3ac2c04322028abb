"""What was said and what is true, repository by repository, as kept beside this module.

``truth/OWNER+NAME.yaml`` is written by a reader from the tree at ``commit``, and read again where the probe
disagrees; ``said/OWNER+NAME.yaml`` by ``python -m benchmarks.accuracy``.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import Field

from assessment.model import Outcome
from content.values import Value

FOLDER = Path(__file__).parent


class Label(Value):
    """What a reader says of one statement, and why."""

    truth: Outcome
    because: str = Field(min_length=8)


class Reading(Value):
    """One repository as a reader saw it; ``explained`` says why a probe disagrees, where it still does."""

    repository: str
    commit: str = Field(min_length=40, max_length=40)
    about: str
    labels: dict[str, Label]
    explained: dict[str, str] = Field(default_factory=dict)


class Said(Value):
    """What one probe said."""

    outcome: Outcome
    observed: str


class Case(Value):
    """One statement about one repository: what the reader says and what the probe said."""

    repository: str
    probe: str
    label: Label
    said: Said
    explained: str = ""

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.label.truth is self.said.outcome


def readings() -> tuple[Reading, ...]:
    """Every repository that a reader labelled, in alphabetical order."""
    return tuple(
        Reading.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in sorted((FOLDER / "truth").glob("*.yaml"))
    )


def cases() -> tuple[Case, ...]:
    """Every label whose probe said something about the same commit."""
    return tuple(case for reading in readings() for case in _of(reading))


def said_file(repository: str) -> Path:
    """Where what the probes said of ``owner/name`` is kept."""
    return FOLDER / "said" / f"{repository.replace('/', '+')}.yaml"


def _of(reading: Reading) -> Iterator[Case]:
    file = said_file(reading.repository)
    if not file.is_file():
        return
    kept = yaml.safe_load(file.read_text(encoding="utf-8"))
    if kept["commit"] != reading.commit:
        raise ValueError(f"{file.name} is of another commit than the reading; run it again")
    for probe, label in sorted(reading.labels.items()):
        if probe in kept["said"]:
            yield Case(
                repository=reading.repository, probe=probe, label=label,
                said=Said.model_validate(kept["said"][probe]),
                explained=reading.explained.get(probe, ""),
            )  # fmt: skip
