"""What an overlay changes in the objects of its bases: partial objects, operations, counts, images."""

import copy
from collections.abc import Mapping
from typing import Any

from assessment.repository.evidence import Document

Object = dict[str, Any]


def patched(document: Document, patch: Any, target: Object) -> Document | None:
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


def set_by_overlay(
    found: list[Document], replicas: list[Object], images: list[Object]
) -> list[Document]:
    """Counts of replicas and image tags that the overlay itself sets."""
    for entry in replicas:
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
    tags = {str(entry.get("name")): entry for entry in images if entry.get("name")}
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
