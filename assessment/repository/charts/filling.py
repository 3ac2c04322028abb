"""A template filled in with values: what of it stands in the result, and from which line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assessment.repository.charts.functions import (
    UNKNOWN,
    Unknown,
    call,
    is_true,
    serves,
    text,
)
from assessment.repository.charts.template_text import (
    Node,
    UnreadableTemplate,
    Word,
    parse_template,
)

_STEPS = 60_000
_OUTPUT = 512 * 1024
_DEPTH = 30
_PARTS = 200_000
Scope = dict[str, Any]


class Unrendered(Exception):
    """What stands here depends on what is only known when it runs; ``why`` is the condition."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why[:120]


@dataclass
class Written:
    """Text as it is written, and for each line of it the template's line that it came from."""

    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=lambda: [1])
    size: int = 0
    fresh: bool = True

    def put(self, content: str, line: int, *, literal: bool) -> None:
        """Add text; literal text goes on line by line, the result of an action stays on its own."""
        if self.size + len(content) > _OUTPUT:
            raise Unrendered("more text than is read")
        self.size += len(content)
        self.parts.append(content)
        first, *others = content.split("\n")
        if self.fresh and first.strip():
            self.lines[-1], self.fresh = line, False
        for number, row in enumerate(others, start=1):
            self.lines.append(line + number if literal else line)
            self.fresh = not row.strip()


@dataclass
class Filling:
    """Fills in templates of one chart; ``named`` are its defined templates."""

    named: dict[str, list[Node]] = field(default_factory=dict)
    steps: int = 0

    def define(self, nodes: list[Node]) -> None:
        """Remember the templates that these nodes define."""
        for node in nodes:
            if node.kind in {"define", "block"} and node.words:
                self.named.setdefault(_literal(node.words[0]), node.branches[0][1])

    def fill(self, nodes: list[Node], root: Any) -> Written:
        """The text of a template; raises :class:`Unrendered`."""
        written = Written()
        self._run(nodes, root, {"$": root}, written, 0)
        return written

    def _run(self, nodes: list[Node], dot: Any, scope: Scope, out: Written, depth: int) -> None:
        if depth > _DEPTH:
            raise Unrendered("templates that call each other too deep")
        for node in nodes:
            self.steps += 1
            if self.steps > _STEPS:
                raise Unrendered("more steps than are followed")
            if node.kind == "text":
                out.put(node.text, node.line, literal=True)
            elif node.kind == "action":
                self._action(node, dot, scope, out, depth)
            elif node.kind == "if":
                self._if(node, dot, scope, out, depth)
            elif node.kind in {"with", "range"}:
                self._loop(node, dot, scope, out, depth)

    def _action(self, node: Node, dot: Any, scope: Scope, out: Written, depth: int) -> None:
        words = node.words
        if words[0].text in {"break", "continue"} and len(words) == 1:
            raise Unrendered(words[0].text)
        if len(words) > 2 and words[0].kind == "variable" and words[1].text in {":=", "="}:
            scope[words[0].text] = self._value(words[2:], dot, scope, depth)
            return
        if words[0].text == "template" and len(words) > 1:
            words = (Word("name", "include"), *words[1:])
        out.put(text(self._value(words, dot, scope, depth)), node.line, literal=False)

    def _if(self, node: Node, dot: Any, scope: Scope, out: Written, depth: int) -> None:
        for condition, body in node.branches:
            value = self._value(condition, dot, scope, depth) if condition else True
            if isinstance(value, Unknown):
                raise Unrendered(_told(condition))
            if is_true(value):
                self._run(body, dot, scope, out, depth + 1)
                return

    def _loop(self, node: Node, dot: Any, scope: Scope, out: Written, depth: int) -> None:
        condition, body = node.branches[0]
        names, words = _assigned(condition)
        value = self._value(words, dot, scope, depth)
        if isinstance(value, Unknown):
            raise Unrendered(_told(condition))
        if not is_true(value):
            for other, instead in node.branches[1:]:
                if not other:
                    self._run(instead, dot, scope, out, depth + 1)
            return
        items = [("", value)] if node.kind == "with" else list(_items(value))
        for key, item in items:
            inner = dict(scope)
            inner.update(zip(names[-2:], (key, item)[-len(names) :] if names else (), strict=False))
            self._run(body, item, inner, out, depth + 1)
            _keep_assigned(scope, inner, names)

    def _value(self, words: tuple[Word, ...], dot: Any, scope: Scope, depth: int) -> Any:
        reader = _Expression(self, words, dot, scope, depth)
        value = reader.pipeline()
        if reader.at != len(words):
            raise Unrendered(_told(words))
        return value

    def include(self, name: Any, dot: Any, depth: int) -> Any:
        """The text of a defined template; unknown where it is defined elsewhere."""
        body = self.named.get(name) if isinstance(name, str) else None
        if body is None:
            return UNKNOWN
        written = Written()
        root = dot
        self._run(body, dot, {"$": root}, written, depth + 1)
        return "".join(written.parts)

    def template(self, content: Any, dot: Any, depth: int) -> Any:
        """Text of the values that is itself a template."""
        if not isinstance(content, str) or "{{" not in content:
            return content
        try:
            nodes = parse_template(content[:20_000])
        except UnreadableTemplate:
            return UNKNOWN
        written = Written()
        self._run(nodes, dot, {"$": dot}, written, depth + 1)
        return "".join(written.parts)


@dataclass
class _Expression:
    """Works out the words of one action from left to right."""

    filling: Filling
    words: tuple[Word, ...]
    dot: Any
    scope: Scope
    depth: int
    at: int = 0

    def pipeline(self) -> Any:
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
                raise Unrendered(_told(self.words))
            found.append(self._operand())
        return found

    def _operand(self) -> Any:
        word = self._peek()
        if word is None:
            raise Unrendered(_told(self.words))
        self.at += 1
        if word.kind == "text":
            return _literal(word)
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
                raise Unrendered(_told(self.words))
            self.at += 1
            return value
        raise Unrendered(_told(self.words))

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
        if self.filling.steps > _STEPS:
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


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from sorted(value.items())
    elif isinstance(value, list):
        yield from enumerate(value)
    else:
        raise Unrendered("range")


def _assigned(words: tuple[Word, ...]) -> tuple[list[str], tuple[Word, ...]]:
    """``$k, $v := x`` as the names and what they are taken from."""
    signs = [at for at, word in enumerate(words) if word.text == ":=" and word.kind == "sign"]
    if not signs:
        return [], words
    names = [word.text for word in words[: signs[0]] if word.kind == "variable"]
    return names, words[signs[0] + 1 :]


def _keep_assigned(scope: Scope, inner: Scope, names: list[str]) -> None:
    """A variable of the outside that was set inside keeps its value."""
    for name in scope:
        if name not in names and name != "$":
            scope[name] = inner[name]


def _literal(word: Word) -> str:
    if word.text.startswith("`"):
        return word.text[1:-1]
    try:
        return str(json.loads(word.text))
    except ValueError:
        return word.text.strip('"')


def _told(words: tuple[Word, ...]) -> str:
    return "".join(word.text if word.close else f" {word.text}" for word in words).strip()
