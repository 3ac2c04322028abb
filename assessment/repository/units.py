"""Which parts of a repository are deployed by themselves, and which files belong to which."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from assessment.repository.classification import entry_signs
from assessment.repository.evidence import (
    Compose,
    ContainerFile,
    File,
    Manifest,
    Notebook,
    PythonModule,
    Unit,
)
from assessment.repository.roles import role_of

MOST = 40
"""Units of one repository that are told apart."""
TOP = "."
"""The unit of what stands at the top and in no other unit."""
_CODE = re.compile(r"\.(?:py|ipynb|go|rs|java|kt|scala|js|jsx|ts|tsx|cs|rb|r)$", re.IGNORECASE)
# Folders that hold how something is built or run, not the thing itself.
_ABOUT = frozenset(
    {"docker", "infra", "infrastructure", "deploy", "deployment", "deployments", "build", "ops"}
    | {"images", "containers", "dockerfiles", "ci", "k8s", "kubernetes", "helm", "terraform", "dev"}
    | {
        ".docker",
        ".pipeline",
        "scripts",
        "tools",
        "hack",
        "env",
        "environment",
        "environment_setup",
    }
    | {"load_test", "loadtest", "load-test", "benchmark", "benchmarking", "benchmarks", "prod"}
)
# Names that say nothing of which part it is.
_PLAIN = frozenset(
    {"app", "src", "model", "models", "server", "service", "services", "code", "main", "core"}
    | {"common", "model_server", "python", "lib", "package", "packages", "docker", "api"}
)
_BYTES_A_LINE = 35


class Facts(Protocol):
    """What units are known by."""

    modules: list[PythonModule]
    notebooks: list[Notebook]
    containers: list[ContainerFile]
    composes: list[Compose]
    manifests: list[Manifest]


def find_units(facts: Facts, files: Iterable[File]) -> tuple[Unit, ...]:
    """The parts that are deployed by themselves, largest first; none where there is only one.

    A part is a folder with code of its own that has a container file, is built by a compose file,
    or is a project with an entry of its own. What stands at the top is one where it serves.
    """
    sizes = {
        file.path: max(0, file.size)
        for file in files
        if role_of(file.path) == "source" and _CODE.search(file.path)
    }
    found = _Search(facts, sizes).units()
    return found if len(found) > 1 else ()


@dataclass(frozen=True)
class Ownership:
    """Which unit a file belongs to; made once for many files."""

    units: tuple[tuple[str, str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "Ownership":
        """By the folders, names and files of these units."""
        return cls(tuple((unit.path, mark_of(unit), unit.files) for unit in units))

    def owner(self, path: str) -> str:
        """The unit of a file; empty where it is everybody's."""
        return _owner(path, self.units)


def main_unit(units: tuple[Unit, ...]) -> Unit | None:
    """The unit that the repository is about, where one stands out; ``None`` where none does.

    That is, among those that serve a model, or else among those that serve at all: the one at the
    top, the only one, or the one with more code than all others together.
    """
    for rank in (3, 2):
        known = [unit for unit in units if unit.rank >= rank]
        if not known:
            continue
        top = [unit for unit in known if unit.path == TOP]
        if top or len(known) == 1:
            return (top or known)[0]
        largest = max(known, key=lambda unit: unit.lines)
        return largest if largest.lines * 2 > sum(unit.lines for unit in known) else None
    return None


@dataclass
class _Search:
    """Collects folders with their signs, then says which of them are units."""

    facts: Facts
    sizes: dict[str, int]
    signs: dict[str, list[str]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    also: dict[str, list[str]] = field(default_factory=dict)

    def units(self) -> tuple[Unit, ...]:
        self.shared = self._taken_in_by_many()
        self._containers()
        self._composes()
        self._projects()
        folders = [
            folder
            for folder in self.signs
            if folder != TOP and folder not in self.shared and self._code(folder)
        ]
        # A container inside a part of its own code is that part's; the outer folder stays.
        kept = [f for f in folders if not self._is_inside(f, folders)]
        if not kept:
            return ()
        if any(self._in_no(kept, path) for path in self.sizes) and self._top_serves(kept):
            kept.append(TOP)
        made = [self._unit(folder, kept) for folder in kept]
        return tuple(sorted(made, key=lambda unit: (-unit.lines, unit.path))[:MOST])

    def _containers(self) -> None:
        for item in self.facts.containers:
            if role_of(item.path) != "source":
                continue
            folder = posixpath.dirname(item.path) or TOP
            code = self._code(folder) and posixpath.basename(folder) not in _ABOUT
            target = folder if code or folder == TOP else self._copied(item)
            if target:
                self._note(target, f"{item.path} builds it", item.path)

    def _taken_in_by_many(self) -> set[str]:
        """Folders that go into the images of three or more folders: they are everybody's."""
        takers: dict[str, set[str]] = {}
        for item in self.facts.containers:
            for source in item.copies:
                takers.setdefault(source, set()).add(posixpath.dirname(item.path))
        return {source for source, folders in takers.items() if len(folders) > 2}

    def _copied(self, item: ContainerFile) -> str:
        """The folder with code that a container file elsewhere takes in."""
        sources = [source for source in item.copies if self._code(source)]
        own = [source for source in sources if source not in self.shared]
        if not own:
            return ""
        common = posixpath.commonpath(own)
        return common if common and self._code(common) and common not in _ABOUT else ""

    def _composes(self) -> None:
        for item in self.facts.composes:
            if item.build and role_of(item.path) == "source" and not item.build.startswith(".."):
                name = posixpath.basename(item.build)
                if item.build != TOP and name not in _ABOUT:
                    self._note(item.build, f"{item.path} builds {item.name}", "")

    def _projects(self) -> None:
        """Folders of a project file with an entry in them, the nearest to the entry."""
        folders = {
            posixpath.dirname(item.path)
            for item in self.facts.manifests
            if "/" in item.path and role_of(item.path) == "source"
        }
        for module in self.facts.modules:
            if role_of(module.path) == "source" and entry_signs([module]):
                near = _above(module.path, folders)
                if near and posixpath.basename(near) not in _ABOUT:
                    self._note(near, f"{module.path} serves", "")

    def _note(self, folder: str, sign: str, path: str) -> None:
        signs = self.signs.setdefault(folder, [])
        if len(signs) < 3:
            signs.append(sign)
        if path:
            self.also.setdefault(folder, []).append(path)

    def _is_inside(self, folder: str, folders: list[str]) -> bool:
        return any(folder.startswith(f"{other}/") for other in folders if other != folder)

    def _in_no(self, kept: list[str], path: str) -> bool:
        return not any(path.startswith(f"{folder}/") for folder in kept)

    def _top_serves(self, kept: list[str]) -> bool:
        own = [
            module
            for module in self.facts.modules
            if role_of(module.path) == "source" and self._in_no([*kept, *self.shared], module.path)
        ]
        return TOP in self.signs or bool(entry_signs(own))

    def _code(self, folder: str) -> bool:
        if folder == TOP:
            return bool(self.sizes)
        return any(path.startswith(f"{folder}/") for path in self.sizes)

    def _unit(self, folder: str, kept: list[str]) -> Unit:
        others = [other for other in kept if other != TOP]

        def inside(path: str) -> bool:
            return self._in_no(others, path) if folder == TOP else path.startswith(f"{folder}/")

        modules = [item for item in self.facts.modules if inside(item.path)]
        notebooks = [item for item in self.facts.notebooks if inside(item.path)]
        lines = sum(item.lines for item in modules) + sum(item.lines for item in notebooks)
        lines += sum(
            size // _BYTES_A_LINE
            for path, size in self.sizes.items()
            if inside(path) and not path.endswith((".py", ".ipynb"))
        )
        signs = entry_signs([item for item in modules if role_of(item.path) == "source"])
        serves_model = any("model" in sign for sign in signs)
        return Unit(
            path=folder,
            name=_name(folder),
            lines=lines,
            rank=3 if serves_model else 2 if signs else 1,
            signs=tuple((self.signs.get(folder) or []) + signs)[:4],
            files=tuple(self.also.get(folder, ())),
        )


def _above(path: str, folders: set[str]) -> str:
    folder = posixpath.dirname(path)
    while folder:
        if folder in folders:
            return folder
        folder = posixpath.dirname(folder)
    return ""


def _name(folder: str) -> str:
    """The last part of a path that says something; of the top, that."""
    parts = [part for part in folder.split("/") if part not in _PLAIN]
    return (parts or folder.split("/"))[-1]


def mark_of(unit: Unit) -> str:
    """The name by which files elsewhere say that they are about this unit; empty for a plain one."""
    name = _name(unit.path).lower().replace("-", "_")
    return name if name not in _PLAIN | _ABOUT and len(name) > 3 and unit.path != TOP else ""


def _owner(path: str, units: tuple[tuple[str, str, tuple[str, ...]], ...]) -> str:
    inside = [folder for folder, _, _ in units if folder != TOP and path.startswith(f"{folder}/")]
    if inside:
        return max(inside, key=len)
    named = [folder for folder, _, files in units if path in files]
    if named:
        return named[0]
    parts = set(_parts(path))
    marked = [folder for folder, mark, _ in units if mark and mark in parts]
    if len(marked) == 1:
        return marked[0]
    has_top = any(folder == TOP for folder, _, _ in units)
    return TOP if has_top and _CODE.search(path) and role_of(path) == "source" else ""


def _parts(path: str) -> Iterator[str]:
    """The folders of a path and its name without ending, as they are compared."""
    *folders, name = path.lower().replace("-", "_").split("/")
    yield from folders
    yield name.partition(".")[0]
    yield name.partition(".")[2].removesuffix(".dockerfile")
