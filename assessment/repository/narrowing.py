"""A repository's evidence narrowed to one of the parts that are deployed by themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assessment.repository.evidence import Classification, Job, Pipeline, RepositoryEvidence, Unit
from assessment.repository.languages import languages
from assessment.repository.units import TOP, Ownership, mark_of

_PLACED = (
    "files", "modules", "notebooks", "containers", "documents", "requirements", "manifests", "pages",
    "scripts", "secrets", "blocks", "targets", "packages", "composes", "dashboards",
)  # fmt: skip
"""What is kept by the path of each; the rest is about the whole."""


def narrowed(evidence: RepositoryEvidence, path: str) -> RepositoryEvidence:
    """What belongs to the unit at ``path`` or to everybody; what is another unit's is left out.

    History and owners stay those of the whole repository. A folder that is no unit is taken for one.
    """
    return Narrowing.of(evidence, path).to(path)


@dataclass
class Narrowing:
    """Which file and which job is whose, worked out once for all units of a repository."""

    evidence: RepositoryEvidence
    units: tuple[Unit, ...]
    owners: dict[str, str] = field(default_factory=dict)
    jobs: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, evidence: RepositoryEvidence, path: str = "") -> "Narrowing":
        """For the units of the evidence, and a folder taken for one."""
        units = evidence.units
        if path and all(unit.path != path for unit in units):
            units = (*units, Unit(path=path, name=path))
        made = cls(evidence, units)
        made._read()
        return made

    def _read(self) -> None:
        ownership = Ownership.of(self.units)
        for name in _PLACED:
            for item in getattr(self.evidence, name):
                if item.path not in self.owners:
                    self.owners[item.path] = ownership.owner(item.path)
        for item in (*self.evidence.locks, *(pipe.path for pipe in self.evidence.pipelines)):
            self.owners[item] = ownership.owner(item)
        for compose in self.evidence.composes:
            if compose.build:
                inside = f"{compose.build}/Dockerfile"
                self.owners[inside] = ownership.owner(inside)
        for at, pipeline in enumerate(self.evidence.pipelines):
            for number, job in enumerate(pipeline.jobs):
                said = _said(pipeline, job)
                named = (unit.path for unit in self.units if _names(said, unit))
                self.jobs[at, number] = frozenset(named)

    def to(self, path: str) -> RepositoryEvidence:
        """The evidence of one unit."""
        unit = next(item for item in self.units if item.path == path)
        changes: dict[str, Any] = {
            name: tuple(item for item in getattr(self.evidence, name) if self._is(path, item.path))
            for name in _PLACED
        }
        changes["composes"] = tuple(
            item
            for item in changes["composes"]
            if not item.build or self._is(path, f"{item.build}/Dockerfile")
        )
        changes["locks"] = tuple(item for item in self.evidence.locks if self._is(path, item))
        changes["pipelines"] = tuple(self._pipelines(path))
        changes["languages"] = languages(changes["files"])
        changes["classification"] = Classification(kind="service", reasons=unit.signs)
        changes |= {"units": (), "unit": path}
        return self.evidence.model_copy(update=changes)

    def _is(self, unit: str, path: str) -> bool:
        return self.owners[path] in {"", unit}

    def _pipelines(self, unit: str) -> Iterator[Pipeline]:
        """Builds without the jobs that are about other units alone."""
        for at, pipeline in enumerate(self.evidence.pipelines):
            if self.owners[pipeline.path] not in {"", TOP, unit}:
                continue
            jobs = tuple(
                job
                for number, job in enumerate(pipeline.jobs)
                if not self.jobs[at, number] or unit in self.jobs[at, number]
            )
            if jobs or not pipeline.jobs:
                yield pipeline.model_copy(update={"jobs": jobs})


def _said(pipeline: Pipeline, job: Job) -> str:
    commands = (f"{command.text} {command.via}" for command in job.commands)
    return " ".join([*pipeline.paths, job.name, job.folder, *commands])[:20_000]


def _names(said: str, unit: Unit) -> bool:
    if unit.path == TOP:
        return False
    if unit.path in said or any(file in said for file in unit.files):
        return True
    mark = mark_of(unit)
    return bool(mark) and bool(
        re.search(rf"(?<![a-z0-9]){re.escape(mark)}(?![a-z0-9])", said.lower().replace("-", "_"))
    )
