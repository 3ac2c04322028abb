"""Conditions of risk rules: read into a tree and looked at, never run as code.

The language is choice ids with ``&&``, ``||``, ``!`` and parentheses. As in C, ``!`` binds closest,
then ``&&``, then ``||``. A condition without any text always holds.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 10_000
"""Characters of the longest condition that is read."""
DEEPEST = 60
"""How deep parentheses and ``!`` may stand in one another."""

_TOKEN = re.compile(r"\s*(?:(?P<sign>&&|\|\||[!()])|(?P<id>[A-Za-z0-9_][A-Za-z0-9_.:\-]*))")


class ConditionFault(ValueError):
    """A condition cannot be read; ``position`` is the character, counted from 1, where it ends."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(f"at character {position}: {message}")
        self.position = position
        self.message = message


@dataclass(frozen=True)
class Chosen:
    """Holds where the choice is ticked."""

    id: str


@dataclass(frozen=True)
class Not:
    """Holds where its part does not."""

    part: "Condition"


@dataclass(frozen=True)
class AllOf:
    """Holds where every part does; without parts always."""

    parts: "tuple[Condition, ...]" = ()


@dataclass(frozen=True)
class AnyOf:
    """Holds where at least one part does."""

    parts: "tuple[Condition, ...]"


Condition = Chosen | Not | AllOf | AnyOf
ALWAYS = AllOf()


@lru_cache(maxsize=20_000)
def parse(text: str) -> Condition:
    """The tree of a condition; :class:`ConditionFault` says at which character it cannot be read."""
    if len(text) > LONGEST:
        raise ConditionFault(LONGEST, f"a condition has at most {LONGEST:,} characters")
    tokens = _tokens(text)
    if len(tokens) == 1:
        return ALWAYS
    reader = _Reader(tokens)
    found = reader.any_of(0)
    reader.end()
    return found


def holds(condition: Condition, chosen: Set[str]) -> bool:
    """Whether the condition holds where exactly these choices are ticked."""
    match condition:
        case Chosen(id=name):
            return name in chosen
        case Not(part=part):
            return not holds(part, chosen)
        case AllOf(parts=parts):
            return all(holds(part, chosen) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, chosen) for part in parts)


def choices_in(condition: Condition) -> frozenset[str]:
    """The ids of every choice that the condition names."""
    match condition:
        case Chosen(id=name):
            return frozenset({name})
        case Not(part=part):
            return choices_in(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return frozenset().union(*(choices_in(part) for part in parts))


_Token = tuple[int, str]
"""Position of its first character, from 1, and its text; the last one is empty."""


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise ConditionFault(start + 1, _strange(text[start : start + 2]))
        found.append((match.start(match.lastgroup or 0) + 1, match[match.lastgroup or 0]))
        at = match.end()
    return [*found, (end + 1, "")]


def _strange(signs: str) -> str:
    if signs[:1] in "&|":
        return f"expected {signs[0] * 2}, found a single {signs[0]}"
    return f"found {signs[0]!r}; a condition has choice ids, &&, ||, ! and parentheses"


class _Reader:
    """Takes one token after the other; each method reads one level of binding."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def any_of(self, depth: int) -> Condition:
        parts = [self._all_of(depth)]
        while self._take("||"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def end(self) -> None:
        position, text = self._tokens[self._next]
        if text:
            raise ConditionFault(position, f"expected && or || before {text!r}")

    def _all_of(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self._take("&&"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self, depth: int) -> Condition:
        position, text = self._tokens[self._next]
        if depth > DEEPEST:
            raise ConditionFault(position, f"nested deeper than {DEEPEST}; make it flatter")
        if self._take("!"):
            return Not(self._one(depth + 1))
        if self._take("("):
            found = self.any_of(depth + 1)
            if not self._take(")"):
                here, what = self._tokens[self._next]
                raise ConditionFault(here, f"expected ), found {what or 'the end'}")
            return found
        if not text or text in ("&&", "||", ")"):
            raise ConditionFault(position, f"expected a choice id, found {text or 'the end'}")
        self._next += 1
        return Chosen(text)

    def _take(self, sign: str) -> bool:
        if self._tokens[self._next][1] != sign:
            return False
        self._next += 1
        return True
