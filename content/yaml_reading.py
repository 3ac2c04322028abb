"""Reads one YAML file of a pack into plain data that remembers its lines.

Stricter than YAML: no anchors or aliases, no tags, no key twice in a mapping, and no bare word that
YAML 1.1 turns into a boolean or a number its writer did not mean.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from content.problems import Problem
from content.values import LARGEST_NUMBER

LARGEST_FILE = 1_000_000
ACCIDENTAL = frozenset({"yes", "no", "on", "off", "y", "n"})
PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
TAG = "tag:yaml.org,2002:"

Path_ = tuple[str | int, ...]
Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None


@dataclass(frozen=True)
class Source:
    """The data of one file, and the line on which each part of it stands."""

    file: str
    data: Data
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """Line of ``path``, or of the nearest part above it; unknown parts are skipped."""
        at: Path_ = ()
        for part in path:
            if (*at, part) in self.lines:
                at = (*at, part)
        return self.lines.get(at, 1)

    def problem(self, path: Path_, message: str, near: str | None = None) -> Problem:
        """A problem at ``path``."""
        return Problem(file=self.file, line=self.line(path), message=message, nearest=near)


def read_yaml(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The file's content, or ``None`` and why it cannot be read; ``name`` is for people."""
    text, problem = _text(path, name)
    source, problems = (None, (problem,)) if problem else _parsed(text, name)
    return source, list(problems)


@lru_cache(maxsize=32)
def _parsed(text: str, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """The content of one text; kept, since authors change one file and check again."""
    try:
        node = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return None, (_refusal(name, f"not readable as YAML: {error.problem}", line),)
    except yaml.YAMLError:
        return None, (_refusal(name, "holds a character that YAML does not allow"),)
    except RecursionError:
        return None, (_refusal(name, "nested too deeply; flatten it"),)
    if node is None:
        return None, (_refusal(name, "empty; expected content"),)
    walk = _Walk(name)
    data = walk.value(node, ())
    return (None if walk.problems else Source(name, data, walk.lines)), tuple(walk.problems)


def _text(path: Path, name: str) -> tuple[str, Problem | None]:
    if path.is_symlink() or not path.is_file():
        return "", _refusal(name, "expected a regular file here")
    if path.stat().st_size > LARGEST_FILE:
        return "", _refusal(name, "larger than 1 MB; shorten it")
    try:
        return path.read_text(encoding="utf-8"), None
    except UnicodeDecodeError:
        return "", _refusal(name, "not UTF-8 text; save it as UTF-8")


def _refusal(name: str, message: str, line: int = 0) -> Problem:
    return Problem(file=name, line=line, message=message)


class _PlainLoader(yaml.SafeLoader):
    """Refuses anchors and aliases while composing, before they can multiply."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:
            message = "anchors and aliases are not used in packs; repeat the text"
            raise yaml.composer.ComposerError(None, None, message, event.start_mark)
        return super().compose_node(parent, index)  # type: ignore[arg-type]


class _Walk:
    """Turns nodes into data, noting the line of each path and every refusal."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: Path_) -> Data:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> Data:
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in found:
                first = self.lines[(*path, key)]
                self._refuse(key_node, f"{key!r} stands twice here (first on line {first})")
            self.lines.setdefault((*path, key), key_node.start_mark.line + 1)
            found[key] = self.value(value_node, (*path, key))
        return found

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, "expected a word as key")
            return ""
        self._scalar(node)
        return str(node.value)

    def _scalar(self, node: yaml.Node) -> Data:
        text, kind, plain = (
            str(node.value),
            node.tag.removeprefix(TAG),
            not getattr(node, "style", None),
        )
        if plain and text.lower() in ACCIDENTAL:
            self._refuse(node, f"YAML reads a bare {text} as true or false; quote it")
        if kind == "bool":
            return text.lower() == "true"
        if kind == "null":
            return None
        if kind in {"int", "float"}:
            return self._number(node, text, kind)
        if kind not in {"str", "timestamp", "value", "merge"}:
            self._refuse(node, f"the tag {node.tag} is not used in packs; remove it")
        return text

    def _number(self, node: yaml.Node, text: str, kind: str) -> Data:
        if not PLAIN_NUMBER.fullmatch(text):
            self._refuse(node, f"YAML would read {text} as a number it may not mean; quote it")
            return text
        if abs(float(text)) > LARGEST_NUMBER:
            self._refuse(node, f"{text[:20]} is larger than any number of a pack; check it")
            return text
        return int(text) if kind == "int" else float(text)

    def _refuse(self, node: yaml.Node, message: str) -> None:
        line = node.start_mark.line + 1
        self.problems.append(Problem(file=self.name, line=line, message=message))
