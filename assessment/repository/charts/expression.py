"""The words of one action of a template, worked out from left to right."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from assessment.repository.charts.functions import call
from assessment.repository.charts.template_text import Word
from assessment.repository.charts.values import UNKNOWN, Unknown
from assessment.repository.charts.versions import serves
from assessment.repository.charts.written import Unrendered

_PARTS = 200_000
STEPS = 60_000
"""Steps of one chart that are followed."""
Scope = dict[str, Any]


class Follows(Protocol):
    """Fills in the templates that an expression names, and counts steps."""

    steps: int

    def include(self, name: Any, dot: Any, depth: int) -> Any: ...
    def template(self, content: Any, dot: Any, depth: int) -> Any: ...


@dataclass
class Expression:
    """Works out the words of one action from left to right."""

    filling: Follows
    words: tuple[Word, ...]
    dot: Any
    scope: Scope
    depth: int
    at: int = 0

    def pipeline(self) -> Any:
        """The value of what stands up to a closing parenthesis or the end."""
        value = self._command([])
        while self._is("|"):
            self.at += 1
            value = self._command([value])
        return value

    def _command(self, piped: list[Any]) -> Any:
        word = self._peek()
        if word and word.kind == "name" and word.text not in {"true", "false", "nil"}:
            self.at += 1
            given = self._operands()
            return self._called(word.text, [*given, *piped])
        value = self._operand()
        given = self._operands()
        if given and isinstance(value, _Has):
            return value.answer(given[0])
        return value if not isinstance(value, _Has) else UNKNOWN

    def _operands(self) -> list[Any]:
        found = []
        while (word := self._peek()) and not (word.kind == "sign" and word.text in {"|", ")", ","}):
            if word.kind == "sign" and word.text != "(":
                raise Unrendered(told(self.words))
            found.append(self._operand())
        return found

    def _operand(self) -> Any:
        word = self._peek()
        if word is None:
            raise Unrendered(told(self.words))
        self.at += 1
        if word.kind == "text":
            return literal(word)
        if word.kind == "number":
            return float(word.text) if "." in word.text else int(word.text[:15])
        if word.kind == "name":
            known = {"true": True, "false": False, "nil": None}
            return known[word.text] if word.text in known else self._called(word.text, [])
        return self._fields(self._base(word))

    def _base(self, word: Word) -> Any:
        if word.kind == "variable":
            return self.scope.get(word.text, UNKNOWN)
        if word.kind == "dot":
            return self.dot
        if word.kind == "field":
            return _field(self.dot, word.text[1:])
        if word.text == "(":
            value = self.pipeline()
            if not self._is(")"):
                raise Unrendered(told(self.words))
            self.at += 1
            return value
        raise Unrendered(told(self.words))

    def _fields(self, value: Any) -> Any:
        while (word := self._peek()) and word.kind == "field" and word.close:
            value = _field(value, word.text[1:])
            self.at += 1
        return value

    def _called(self, name: str, given: list[Any]) -> Any:
        if name == "include" and len(given) >= 1:
            dot = given[1] if len(given) > 1 else None
            return self.filling.include(given[0], dot, self.depth)
        if name == "tpl" and len(given) == 2:
            return self.filling.template(given[0], given[1], self.depth)
        if name == "fail":
            raise Unrendered("fail")
        if name == "set" and len(given) == 3 and isinstance(given[0], dict):
            given[0][str(given[1])] = given[2]
            return self._weighed(given[0])
        try:
            return self._weighed(call(name, given))
        except (TypeError, ValueError):
            return UNKNOWN

    def _weighed(self, value: Any) -> Any:
        """A large value costs as many steps as it is large, so that none can grow without end."""
        if isinstance(value, str):
            self.filling.steps += len(value) // 200
        elif isinstance(value, dict | list):
            self.filling.steps += _size(value) // 50
        if self.filling.steps > STEPS:
            raise Unrendered("more steps than are followed")
        return value

    def _peek(self) -> Word | None:
        return self.words[self.at] if self.at < len(self.words) else None

    def _is(self, sign: str) -> bool:
        word = self._peek()
        return word is not None and word.kind == "sign" and word.text == sign


class _Has:
    """``.Capabilities.APIVersions.Has``, which takes the name of an interface."""

    def answer(self, api: Any) -> Any:
        return serves(api) if isinstance(api, str) else UNKNOWN


HAS = _Has()


def _size(value: Any) -> int:
    """How many parts a value has when it is written out, counted up to a limit."""
    pending, count = [value], 0
    while pending and count < _PARTS:
        item = pending.pop()
        count += 1
        if isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    if pending:
        raise Unrendered("a value larger than is followed")
    return count


def _field(value: Any, name: str) -> Any:
    if isinstance(value, Unknown):
        return UNKNOWN
    return value.get(name) if isinstance(value, dict) else None


def literal(word: Word) -> str:
    """The text that a quoted word stands for."""
    if word.text.startswith("`"):
        return word.text[1:-1]
    try:
        return str(json.loads(word.text))
    except ValueError:
        return word.text.strip('"')


def told(words: tuple[Word, ...]) -> str:
    """The words as a reader knows them."""
    return "".join(word.text if word.close else f" {word.text}" for word in words).strip()
