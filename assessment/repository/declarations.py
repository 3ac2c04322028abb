"""YAML documents as evidence: what kind of object, and its body where it is small."""

import json
import re
from collections.abc import Iterator
from typing import Any

from assessment.repository.evidence import Document
from assessment.repository.yaml_text import Node, UnreadableYaml, documents

_BODY_LIMIT = 20_000
_KIND = re.compile(r"^kind:[ \t]*[\"']?([A-Za-z]{1,60})", re.MULTILINE)
_API = re.compile(r"^apiVersion:[ \t]*[\"']?([\w./-]{1,80})", re.MULTILINE)
_KEY = re.compile(r"^[ \t-]{0,80}([A-Za-z][\w.-]{0,60}):", re.MULTILINE)
_ALERT = re.compile(r"^[ \t-]{0,40}alert:[ \t]*[\"']?([\w .:/-]{1,80})")
_TEMPLATE = re.compile(r"\{\{|\{%")


def read_documents(path: str, text: str) -> Iterator[Document]:
    """The documents of a YAML file; a template of an object gives its keys alone."""
    if _KIND.search(text) and _TEMPLATE.search(text):
        yield from _templates(path, text)
        return
    try:
        found = documents(text)
    except UnreadableYaml:
        if not _TEMPLATE.search(text):
            raise
        yield from _templates(path, text)
        return
    yield from _of(path, text, found)


def documents_of(path: str, text: str) -> Iterator[Document]:
    """The documents of plain YAML, whatever it looks like; raises :class:`UnreadableYaml`."""
    yield from _of(path, text, documents(text))


def listed_of(text: str) -> list[Any]:
    """The list that a YAML file holds instead of an object; empty for any other."""
    if not text.lstrip("-# \t\n").startswith(("op:", "{", "path:", "[", '"')) or "op" not in text:
        return []
    try:
        found = documents(text)
    except UnreadableYaml:
        return []
    return found[0].value if found and isinstance(found[0].value, list) else []


def kinds_of(text: str) -> dict[str, int]:
    """The kinds of object that a template names, and their lines."""
    found: dict[str, int] = {}
    for match in _KIND.finditer(text):
        found.setdefault(match[1], text.count("\n", 0, match.start()) + 1)
    return found


def _of(path: str, text: str, found: list[Node]) -> Iterator[Document]:
    for node in found:
        if isinstance(node.value, dict):
            found_alerts = _alerts(text) if "groups" in text else {}
            yield _document(path, node, found_alerts)


def _alerts(text: str) -> dict[str, int]:
    """Names of alerts and their lines in the whole file."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _ALERT.match(line[:200]):
            found.setdefault(match[1].strip(), number)
    return dict(list(found.items())[:200])


def _document(path: str, node: Node, alerts: dict[str, int]) -> Document:
    value: dict[str, Any] = node.value
    return Document(
        path=path,
        line=node.line,
        alerts=alerts,
        kind=str(value.get("kind") or "")[:80],
        api_version=str(value.get("apiVersion") or "")[:80],
        keys=dict(list(node.keys.items())[:100]),
        body=value if len(json.dumps(value)) <= _BODY_LIMIT else None,
    )


def _templates(path: str, text: str) -> Iterator[Document]:
    line = 1
    for part in re.split(r"^---[^\n]*$", text, flags=re.MULTILINE):
        if part.strip():
            yield _template(path, part, line)
        line += part.count("\n")


def _template(path: str, text: str, first: int) -> Document:
    kind, api = _KIND.search(text), _API.search(text)
    keys: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=first):
        if found := _KEY.match(line[:200]):
            keys.setdefault(found[1], number)
    return Document(
        path=path,
        line=first,
        kind=kind[1] if kind else "",
        api_version=api[1] if api else "",
        keys=dict(list(keys.items())[:200]),
        template=True,
    )
