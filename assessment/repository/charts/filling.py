"""A template filled in with values: what of it stands in the result, and from which line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assessment.repository.charts.expression import STEPS, Expression, Scope, literal, told
from assessment.repository.charts.template_text import (
    Node,
    UnreadableTemplate,
    Word,
    parse_template,
)
from assessment.repository.charts.values import UNKNOWN, Unknown, is_true, text
from assessment.repository.charts.written import Unrendered, Written

_DEPTH = 30


@dataclass
class Filling:
    """Fills in templates of one chart; ``named`` are its defined templates."""

    named: dict[str, list[Node]] = field(default_factory=dict)
    steps: int = 0

    def define(self, nodes: list[Node]) -> None:
        """Remember the templates that these nodes define."""
        for node in nodes:
            if node.kind in {"define", "block"} and node.words:
                self.named.setdefault(literal(node.words[0]), node.branches[0][1])

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
            if self.steps > STEPS:
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
                raise Unrendered(told(condition))
            if is_true(value):
                self._run(body, dot, scope, out, depth + 1)
                return

    def _loop(self, node: Node, dot: Any, scope: Scope, out: Written, depth: int) -> None:
        condition, body = node.branches[0]
        names, words = _assigned(condition)
        value = self._value(words, dot, scope, depth)
        if isinstance(value, Unknown):
            raise Unrendered(told(condition))
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
        reader = Expression(self, words, dot, scope, depth)
        value = reader.pipeline()
        if reader.at != len(words):
            raise Unrendered(told(words))
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
