"""Kustomize: bases and patches merged into the objects that an overlay deploys; nothing is run."""

import copy
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.repository.evidence import Document, Package
from assessment.repository.yaml_text import UnreadableYaml, documents

_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
_DEPTH = 8
_OBJECTS = 2_000
_LOOKS = 5_000
_PRODUCTION = re.compile(r"(?:^|[/_-])(?:prod(?:uction)?|live|prd)(?:$|[/_-])", re.IGNORECASE)
Object = dict[str, Any]


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
            found = _set(found, body)
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
            patched = (_with(item, patch, target) for item in found)
            found = [item for item in patched if item is not None]
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


def _with(document: Document, patch: Any, target: Object) -> Document | None:
    """The document with a patch that is meant for it, nothing where the patch takes it out."""
    body = document.body
    if not isinstance(body, dict) or not isinstance(patch, list | dict):
        return document
    named = _aimed(body, target)
    if isinstance(patch, list):
        return _renewed(document, _operated(body, patch)) if named else document
    if not (named if target else _identity(body) == _identity(patch)):
        return document
    if patch.get("$patch") == "delete":
        return None
    return _renewed(document, _merged(body, patch, 0))


def _renewed(document: Document, body: Any) -> Document:
    return document.model_copy(update={"body": body})


def _identity(body: Object) -> tuple[str, str]:
    about = body.get("metadata")
    name = about.get("name") if isinstance(about, dict) else ""
    return str(body.get("kind") or ""), str(name or "")


def _aimed(body: Object, target: Object) -> bool:
    kind, name = _identity(body)
    wanted_kind, wanted_name = target.get("kind"), target.get("name")
    if not target or target.get("labelSelector") or target.get("annotationSelector"):
        return False
    return (not wanted_kind or wanted_kind == kind) and (
        not wanted_name or str(wanted_name).strip("^$") in {name, ".*"}
    )


def _merged(under: Any, over: Any, depth: int) -> Any:
    """Mappings join key by key, lists of named things by name; any other value replaces."""
    if depth > 40:
        return over
    if isinstance(under, dict) and isinstance(over, dict):
        found = dict(under)
        for key, value in over.items():
            if value is None:
                found.pop(key, None)
            else:
                found[key] = _merged(found[key], value, depth + 1) if key in found else value
        return found
    if isinstance(under, list) and isinstance(over, list) and _are_named([*under, *over]):
        patches = {item["name"]: item for item in over}
        joined = [
            _merged(item, patches.pop(item["name"]), depth + 1) if item["name"] in patches else item
            for item in under
        ]
        return joined + list(patches.values())
    return over


def _are_named(items: list[Any]) -> bool:
    return all(isinstance(item, dict) and isinstance(item.get("name"), str) for item in items)


def _operated(body: Object, operations: list[Any]) -> Object:
    """The object after add, replace and remove; an operation that does not fit is left out."""
    found: Object = copy.deepcopy(body)
    for operation in operations[:200]:
        if not isinstance(operation, dict):
            continue
        steps = [
            part.replace("~1", "/").replace("~0", "~")
            for part in str(operation.get("path") or "").split("/")[1:]
        ]
        if steps:
            _operate(found, steps, str(operation.get("op")), operation.get("value"))
    return found


def _operate(body: Any, steps: list[str], verb: str, value: Any) -> None:
    for step in steps[:-1]:
        if isinstance(body, list) and step.isdigit() and int(step) < len(body):
            body = body[int(step)]
        elif isinstance(body, dict):
            body = body.setdefault(step, {}) if verb == "add" else body.get(step)
        else:
            return
    last = steps[-1]
    if isinstance(body, dict):
        if verb == "remove":
            body.pop(last, None)
        elif verb in {"add", "replace"}:
            body[last] = value
    elif isinstance(body, list):
        if last == "-" and verb == "add":
            body.append(value)
        elif last.isdigit() and int(last) < len(body):
            _operate_listed(body, int(last), verb, value)


def _operate_listed(body: list[Any], at: int, verb: str, value: Any) -> None:
    if verb == "remove":
        body.pop(at)
    elif verb == "replace":
        body[at] = value
    elif verb == "add":
        body.insert(at, value)


def _set(found: list[Document], body: Object) -> list[Document]:
    """Counts of replicas and image tags that the overlay itself sets."""
    for entry in _entries(body, "replicas"):
        count, name = entry.get("count"), entry.get("name")
        patch = {"spec": {"replicas": count}}
        found = [
            _renewed(item, _merged(item.body, patch, 0))
            if isinstance(item.body, dict)
            and _identity(item.body)[1] == name
            and item.kind != "Service"
            else item
            for item in found
        ]
    tags = {
        str(entry.get("name")): entry for entry in _entries(body, "images") if entry.get("name")
    }
    return [_renewed(item, _tagged(item.body, tags, 0)) for item in found] if tags else found


def _tagged(value: Any, tags: Mapping[str, Object], depth: int) -> Any:
    if depth > 20:
        return value
    if isinstance(value, list):
        return [_tagged(item, tags, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _tagged(item, tags, depth + 1) for key, item in value.items()}
    image = found.get("image")
    if isinstance(image, str) and (entry := tags.get(image.partition("@")[0].partition(":")[0])):
        name = str(entry.get("newName") or image.partition(":")[0])
        digest, tag = entry.get("digest"), entry.get("newTag") or image.partition(":")[2]
        found["image"] = f"{name}@{digest}" if digest else f"{name}:{tag}" if tag else name
    return found


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
