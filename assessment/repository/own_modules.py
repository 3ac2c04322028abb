"""The modules of the repository's own source, with the names that they import and call in an index.

Dozens of probes ask one after the other which module calls something: the names are gone through, of
which there are few, and not every module's again.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.facts.plain import Lines
from assessment.repository.remembering import remembered
from assessment.repository.roles import role_of

_PAST = re.compile(r"(?:^|/)(?:migrations?|alembic/versions)/")
"""What a migration once did is no code of today."""

Found = tuple[str, int, str]
"""Path, line and name."""


class Modules(tuple[PythonModule, ...]):
    """Modules in the order of their paths; what is found in them is found in that order."""

    @cached_property
    def _called(self) -> dict[str, list[tuple[int, Found]]]:
        return _index(self, lambda module: module.calls)

    @cached_property
    def _imported(self) -> dict[str, list[tuple[int, Found]]]:
        return _index(self, lambda module: module.imports)

    def calling(self, wanted: Callable[[str], bool]) -> list[Found]:
        """Where something is called whose name is wanted."""
        return _chosen(self._called, wanted)

    def importing(self, wanted: Callable[[str], bool]) -> list[Found]:
        """Where something is imported whose name is wanted."""
        return _chosen(self._imported, wanted)


def _index(
    modules: Iterable[PythonModule], names: Callable[[PythonModule], Lines]
) -> dict[str, list[tuple[int, Found]]]:
    index: dict[str, list[tuple[int, Found]]] = {}
    place = 0
    for module in modules:
        path = module.path
        for name, line in names(module).items():
            place += 1
            index.setdefault(name, []).append((place, (path, line, name)))
    return index


def _chosen(
    index: dict[str, list[tuple[int, Found]]], wanted: Callable[[str], bool]
) -> list[Found]:
    held = [item for name, items in index.items() if wanted(name) for item in items]
    return [found for _, found in sorted(held)]


def own_modules(evidence: RepositoryEvidence) -> Modules:
    """Those of the evidence that are no tests, examples, documentation or past migrations."""
    return remembered(evidence, _own)


def _own(evidence: RepositoryEvidence) -> Modules:
    return Modules(module for module in evidence.modules if _is_own(module.path))


@lru_cache(maxsize=100_000)
def _is_own(path: str) -> bool:
    return role_of(path) == "source" and not _PAST.search(path)
