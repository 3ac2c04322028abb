"""YAML of a repository as plain data: bounded in depth and size, no tags, no bombs, with lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

TEXT_LIMIT = 512 * 1024
_DEPTH_LIMIT = 60
_NODE_LIMIT = 60_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_QUOTED = {"'", '"', "|", ">"}
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class UnreadableYaml(Exception):
    """The text is no YAML, or larger, deeper or more repetitive than is read."""


class Text(str):
    """Text with the line that it begins on."""

    __slots__ = ("line",)
    line: int


@dataclass
class Node:
    """A document's plain data, the line it starts on, and the lines of its top-level keys."""

    value: Any
    line: int
    keys: dict[str, int] = field(default_factory=dict)


def documents(text: str, *, lines: bool = False) -> list[Node]:
    """The documents of a YAML text; raises :class:`UnreadableYaml`.

    With ``lines`` every text in them is a :class:`Text`, and a list under a tag of the file's own,
    such as ``!reference``, is a mapping of that tag to it.
    """
    if len(text) > TEXT_LIMIT:
        raise UnreadableYaml
    try:
        return list(_documents(yaml.parse(text, Loader=_LOADER), lines=lines))
    except (yaml.YAMLError, ValueError, RecursionError):
        raise UnreadableYaml from None


def _documents(events: Iterator[yaml.Event], *, lines: bool) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            builder = _Builder(events, lines)
            first = next(events)
            value = builder.value(first, 0)
            yield Node(value, _line(first), builder.keys)


@dataclass
class _Builder:
    """Builds one document from parser events, so that its size is known while it grows."""

    events: Iterator[yaml.Event]
    lines: bool = False
    count: int = 0
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def value(self, event: yaml.Event, depth: int) -> Any:
        before = self._grow(1, depth)
        if isinstance(event, yaml.AliasEvent):
            value, size = self.anchors.get(event.anchor or "", (None, 0))
            self._grow(size, depth)
            return value
        if isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(depth)
            if self.lines and event.tag and event.tag.startswith("!"):
                value = {event.tag: value}
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(depth)
        else:
            value = _scalar(event) if isinstance(event, yaml.ScalarEvent) else None
            if self.lines and isinstance(value, str):
                value = _placed(value, event)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = (value, self.count - before)
        return value

    def _grow(self, size: int, depth: int) -> int:
        self.count += size
        if self.count > _NODE_LIMIT or depth > _DEPTH_LIMIT:
            raise UnreadableYaml
        return self.count

    def _sequence(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, depth + 1))
        return found

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            key: str = str(self.value(event, depth + 1))[:200]
            if self.lines:
                key = _placed(key, event)
            value = self.value(next(self.events), depth + 1)
            if key == "<<" and isinstance(value, dict):
                found = {**value, **found}
            found[key] = value
            if depth == 0:
                self.keys.setdefault(key, line)
        return found


def _placed(value: str, event: yaml.Event) -> Text:
    """The text with its line; that of a block begins below its mark."""
    placed = Text(value)
    placed.line = _line(event) + (getattr(event, "style", None) in {"|", ">"})
    return placed


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Plain numbers, true, false and null; everything else, ``on`` and ``yes`` too, is text."""
    text = str(event.value)
    if event.style in _QUOTED:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
