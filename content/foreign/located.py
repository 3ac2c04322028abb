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
    anchor: str | None
    parts: int
    """How many values there were before it."""
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
        self._anchored: dict[str, tuple[Located, int]] = {}
        """What stands under an anchor, and how many values that is."""

    def begin(
        self, value: dict[str, Located] | list[Located], line: int, anchor: str | None = None
    ) -> None:
        """A mapping or a list opens."""
        if len(self._open) >= DEEPEST:
            raise Unreadable(self.file, line, f"nested deeper than {DEEPEST} levels; flatten it")
        node, before = Located(value, line), self._parts
        self._put(node)
        self._open.append(_Open(node, anchor, before))

    def end(self) -> None:
        """The innermost mapping or list closes."""
        closed = self._open.pop()
        if closed.anchor is not None:
            self._anchored[closed.anchor] = closed.node, self._parts - closed.parts

    def alias(self, anchor: str, line: int) -> None:
        """What stands under an anchor, once more; it counts again in full."""
        if anchor not in self._anchored:
            raise Unreadable(self.file, line, f"*{anchor} stands within itself; write the text out")
        node, size = self._anchored[anchor]
        if self.waits_for_key:
            raise Unreadable(self.file, line, "expected a word as key")
        self._put(node, size, line)

    def scalar(
        self, text: str | None, line: int, *, bare: bool = False, anchor: str | None = None
    ) -> None:
        """A text, or ``None`` for an empty value; the key where a mapping waits for one."""
        inside = self._open[-1] if self._open else None
        if inside is not None and isinstance(inside.node.value, dict) and inside.key is None:
            inside.key = text or ""
            if inside.key in inside.node.value:
                self.twice.append((inside.key, line))
            return
        node = Located(text, line, bare)
        if anchor is not None:
            self._anchored[anchor] = node, 1
        self._put(node)

    @property
    def waits_for_key(self) -> bool:
        """Whether the next scalar is a key."""
        inside = self._open[-1] if self._open else None
        return inside is not None and isinstance(inside.node.value, dict) and inside.key is None

    def _put(self, node: Located, size: int = 1, line: int = 0) -> None:
        self._parts += size
        if self._parts > MOST_PARTS:
            raise Unreadable(self.file, line or node.line, f"holds more than {MOST_PARTS:,} values")
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if isinstance(inside.node.value, list):
            inside.node.value.append(node)
        elif isinstance(inside.node.value, dict):
            inside.node.value[inside.key or ""] = node
            inside.key = None
