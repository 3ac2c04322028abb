"""Kustomize: bases and patches merged into the objects that an overlay deploys; nothing is run."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.repository.charts.patches import Object, patched, set_by_overlay
from assessment.repository.evidence import Document, Package
from assessment.repository.yaml_text import UnreadableYaml, documents

_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_DEPTH = 8
_OBJECTS = 2_000
_LOOKS = 5_000
_PRODUCTION = re.compile(r"(?:^|[/_-])(?:prod(?:uction)?|live|prd)(?:$|[/_-])", re.IGNORECASE)


@dataclass(frozen=True)
class Overlaid:
    """What an overlay deploys, and which documents it has taken in."""

    package: Package
    documents: tuple[Document, ...]
    taken: frozenset[str]


def is_overlay(path: str) -> bool:
    """Whether the file says what an overlay is made of."""
    return path.rpartition("/")[2] in _NAMES


def merge_overlays(
    given: list[Document], operations: Mapping[str, list[Any]]
) -> Iterator[Overlaid]:
    """Every overlay that no other one builds on: those for production, where one is named so.

    ``operations`` are the files that hold a list instead of an object, by path.
    """
    by_path: dict[str, list[Document]] = {}
    for document in given:
        by_path.setdefault(document.path, []).append(document)
    folders = {posixpath.dirname(path): path for path in by_path if is_overlay(path)}
    used = {
        target
        for folder, path in folders.items()
        for target in _references(by_path[path], folder)
        if target in folders
    }
    tops = sorted(folder for folder in folders if folder not in used)
    live = [folder for folder in tops if _PRODUCTION.search(folder)]
    for folder in tops:
        merge = _Merge(by_path, folders, operations)
        merged = merge.overlay(folder, 0)
        kept = tuple(merged) if folder in (live or tops) else ()
        package = Package(
            path=folder, tool="kustomize", name=posixpath.basename(folder), rendered=len(kept),
            unrendered=tuple(merge.missing),
        )  # fmt: skip
        marked = {"rendered": "kustomize", "package": folder}
        yield Overlaid(
            package,
            tuple(item.model_copy(update=marked) for item in kept),
            frozenset(merge.taken),
        )


@dataclass
class _Merge:
    """Follows one overlay down to its bases."""

    by_path: Mapping[str, list[Document]]
    folders: Mapping[str, str]
    operations: Mapping[str, list[Any]]
    left: int = _LOOKS
    taken: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)

    def overlay(self, folder: str, depth: int) -> list[Document]:
        path = self.folders[folder]
        found: list[Document] = []
        for document in self.by_path[path]:
            body = document.body if isinstance(document.body, dict) else {}
            for target in _listed(body, "resources", "bases", "components"):
                found += self._resource(folder, target, depth)
            found = self._patched(found, folder, body)
            found = set_by_overlay(found, _entries(body, "replicas"), _entries(body, "images"))
        return found[:_OBJECTS]

    def _resource(self, folder: str, target: str, depth: int) -> list[Document]:
        self.left -= 1
        path = _joined(folder, target)
        if self.left < 0:
            return []  # bases that take each other in without end
        if path in self.by_path and path not in self.folders.values():
            self.taken.add(path)
            return list(self.by_path[path])
        if path in self.folders and depth < _DEPTH:
            return self.overlay(path, depth + 1)
        self.missing.append(target[:200])
        return []

    def _patched(self, found: list[Document], folder: str, body: Object) -> list[Document]:
        for patch, target in self._patches(folder, body):
            changed = (patched(item, patch, target) for item in found)
            found = [item for item in changed if item is not None]
        return found

    def _patches(self, folder: str, body: Object) -> Iterator[tuple[Any, Object]]:
        """Each patch, a partial object or a list of operations, and what it is aimed at."""
        for entry in _entries(body, "patches", "patchesJson6902"):
            target = entry.get("target")
            aim = target if isinstance(target, dict) else {}
            if isinstance(entry.get("patch"), str):
                yield from ((value, aim) for value in _parsed(entry["patch"]))
            elif isinstance(entry.get("path"), str):
                yield from ((value, aim) for value in self._read(folder, entry["path"]))
        for text in _listed(body, "patchesStrategicMerge"):
            inline = "\n" in text
            values = _parsed(text) if inline else self._read(folder, text)
            yield from ((value, {}) for value in values)

    def _read(self, folder: str, target: str) -> list[Any]:
        path = _joined(folder, target)
        if path in self.operations:
            return [self.operations[path]]
        if path not in self.by_path:
            self.missing.append(target[:200])
            return []
        self.taken.add(path)
        return [document.body for document in self.by_path[path]]


def _references(given: list[Document], folder: str) -> Iterator[str]:
    for document in given:
        body = document.body if isinstance(document.body, dict) else {}
        for target in _listed(body, "resources", "bases", "components"):
            yield _joined(folder, target)


def _listed(body: Object, *keys: str) -> list[str]:
    return [item for item in _items(body, keys) if isinstance(item, str)]


def _entries(body: Object, *keys: str) -> list[Object]:
    return [item for item in _items(body, keys) if isinstance(item, dict)]


def _items(body: Object, keys: tuple[str, ...]) -> Iterator[Any]:
    for key in keys:
        value = body.get(key)
        if isinstance(value, list):
            yield from value


def _parsed(text: str) -> list[Any]:
    try:
        return [node.value for node in documents(text)]
    except UnreadableYaml:
        return []


def _joined(folder: str, target: str) -> str:
    """A path within the repository; one that leads out of it names nothing here."""
    joined = posixpath.normpath(posixpath.join(folder, target))
    return "" if joined == "." else joined
