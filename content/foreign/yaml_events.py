"""Reads YAML into located data from the parser's events: no tags, counted aliases, no recursion."""

from collections.abc import Iterator
from typing import Any

import yaml

from content.foreign.located import Builder, Unreadable

EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
)
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str) -> Builder:
    """The file's only document; raises ``Unreadable`` where it is none or breaks a limit."""
    builder = Builder(file)
    documents = 0
    for event in _events(text, file):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if documents > 1:
            raise Unreadable(file, _line(event), "holds a second document; keep one a file")
        _take(event, builder)
    return builder


def _events(text: str, file: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=FASTEST)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise Unreadable(file, line, f"not readable as YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        message = "holds a character that YAML does not allow"
        raise Unreadable(file, 0, message) from error


def _take(event: Any, builder: Builder) -> None:
    line = _line(event)
    anchor = getattr(event, "anchor", None)
    if isinstance(event, yaml.AliasEvent):
        builder.alias(str(anchor), line)
        return
    if _own_tag(event):
        raise Unreadable(builder.file, line, f"the tag {event.tag} is not read; remove it")
    if isinstance(event, yaml.CollectionStartEvent):
        if builder.waits_for_key:
            raise Unreadable(builder.file, line, "expected a word as key")
        builder.begin({} if isinstance(event, yaml.MappingStartEvent) else [], line, anchor)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.end()
    elif isinstance(event, yaml.ScalarEvent):
        bare = not event.style
        text = str(event.value)
        empty = bare and text in EMPTY and not builder.waits_for_key
        builder.scalar(None if empty else text, line, bare=bare, anchor=anchor)


def _own_tag(event: Any) -> bool:
    tag = str(getattr(event, "tag", None) or "!")
    return tag != "!" and tag not in PLAIN_TAGS


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 0
