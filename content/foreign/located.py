"""Data of a foreign file in which every part remembers its line, built within hard limits.

Scalars stay the text that stands in the file: whether ``No`` is a word or a boolean is for the
reader of a field to say, not for the file format.
"""

from dataclasses import dataclass

from content.problems import Problem

DEEPEST = 64
"""Levels of nesting; the deepest known format has nine."""
MOST_PARTS = 200_000
"""Values of one file; the largest known file has a fifth of it."""


class Unreadable(Exception):
    """A file cannot be read at all, for one reason."""

    def __init__(self, file: str, line: int, message: str) -> None:
        self.problem = Problem(file=file, line=line, message=message)
        super().__init__(str(self.problem))


@dataclass(slots=True)
class Located:
    """A value and the line on which it stands, from 1."""

    value: "dict[str, Located] | list[Located] | str | None"
    line: int
    bare: bool = False
    """Whether a scalar stands without quotes, as numbers, ``true`` and ``null`` do."""


@dataclass(slots=True)
class _Open:
    node: Located
    key: str | None = None


class Builder:
    """Puts a tree together from the events of a parser; neither side recurses."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Located | None = None
        self.twice: list[tuple[str, int]] = []
        """Keys that stand twice in a mapping, with the line of the later one, which counts."""
        self._open: list[_Open] = []
        self._parts = 0

    def begin(self, value: dict[str, Located] | list[Located], line: int) -> None:
        """A mapping or a list opens."""
        if len(self._open) >= DEEPEST:
            raise Unreadable(self.file, line, f"nested deeper than {DEEPEST} levels; flatten it")
        node = Located(value, line)
        self._put(node)
        self._open.append(_Open(node))

    def end(self) -> None:
        """The innermost mapping or list closes."""
        self._open.pop()

    def scalar(self, text: str | None, line: int, *, bare: bool = False) -> None:
        """A text, or ``None`` for an empty value; the key where a mapping waits for one."""
        inside = self._open[-1] if self._open else None
        if inside is not None and isinstance(inside.node.value, dict) and inside.key is None:
            inside.key = text or ""
            if inside.key in inside.node.value:
                self.twice.append((inside.key, line))
            return
        self._put(Located(text, line, bare))

    @property
    def waits_for_key(self) -> bool:
        """Whether the next scalar is a key."""
        inside = self._open[-1] if self._open else None
        return inside is not None and isinstance(inside.node.value, dict) and inside.key is None

    def _put(self, node: Located) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Unreadable(self.file, node.line, f"holds more than {MOST_PARTS:,} values")
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if isinstance(inside.node.value, list):
            inside.node.value.append(node)
        elif isinstance(inside.node.value, dict):
            inside.node.value[inside.key or ""] = node
            inside.key = None
