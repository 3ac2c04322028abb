"""Names as a module means them: what was imported, and a call's full dotted name."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

_DEPTH = 12
# Fields that hold text, numbers, signs or names of imports, and never a node to look into.
_FLAT = frozenset(
    {
        "id",
        "attr",
        "name",
        "names",
        "arg",
        "ctx",
        "op",
        "ops",
        "kind",
        "type_comment",
        "type_ignores",
    }
    | {"level", "module", "asname", "conversion", "is_async", "simple", "rest", "kwd_attrs", "tag"}
)


Calls = list[tuple[ast.Call, str]]
"""Calls, each with the full dotted name of what is called."""


class _Children(dict[type[ast.AST], tuple[str, ...]]):
    """The fields of a kind of node that can hold nodes, found out once for each kind."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        flat = _FLAT | ({"value"} if kind in {ast.Constant, ast.MatchSingleton} else set())
        self[kind] = tuple(name for name in getattr(kind, "_fields", ()) if name not in flat)
        return self[kind]


_CHILDREN = _Children()


@dataclass(frozen=True)
class Names:
    """The imports of one module: ``aliases`` local name -> full name, ``imported`` name -> line."""

    aliases: dict[str, str]
    imported: dict[str, int]

    @classmethod
    def of(cls, nodes: list[ast.AST]) -> "Names":
        """The imports anywhere among a module's nodes, also those inside functions."""
        aliases: dict[str, str] = {}
        imported: dict[str, int] = {}
        for node in nodes:
            if isinstance(node, ast.Import):
                for item in node.names:
                    imported.setdefault(item.name, node.lineno)
                    local = item.asname or item.name.partition(".")[0]
                    aliases[local] = item.name if item.asname else local
            elif isinstance(node, ast.ImportFrom):
                origin = "." * node.level + (node.module or "")
                for item in node.names:
                    full = f"{origin}.{item.name}" if origin.strip(".") else origin + item.name
                    imported.setdefault(full, node.lineno)
                    aliases[item.asname or item.name] = full
        return cls(aliases, imported)

    def dotted(self, node: ast.expr) -> str:
        """The dotted name of an expression, through calls and subscripts; empty for others."""
        if isinstance(node, ast.Name):
            return self.aliases.get(node.id, node.id)
        parts: list[str] = []
        for _ in range(_DEPTH):
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                node = node.func
            elif isinstance(node, ast.Subscript):
                node = node.value
            else:
                break
        if isinstance(node, ast.Name):
            parts.append(self.aliases.get(node.id, node.id))
        return ".".join(reversed(parts))

    def calls(self, nodes: list[ast.AST]) -> Calls:
        """The calls among these nodes by name; the name of one that has none is empty."""
        return [(node, self.dotted(node.func)) for node in nodes if isinstance(node, ast.Call)]

    @cached_property
    def roots(self) -> frozenset[str]:
        """The top-level packages imported."""
        return frozenset(name.partition(".")[0] for name in self.imported)


def last_of(name: str) -> str:
    """The last part of a dotted name."""
    return name.rpartition(".")[2]


def text_of(node: ast.AST | None) -> str | None:
    """The value of a text literal; ``None`` for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def nodes_of(tree: ast.AST, *, until: Callable[[ast.AST], bool] | None = None) -> list[ast.AST]:
    """Every node below ``tree``, itself first, nearer ones before deeper ones.

    As ``ast.walk``, without recursion and several times faster, since it is most of the work: only
    fields that can hold a node are looked at. What is below a node for which ``until`` is true is
    left out, the node itself is not.
    """
    found = [tree]
    add, extend = found.append, found.extend
    for node in found:
        if until is not None and node is not tree and until(node):
            continue
        for name in _CHILDREN[type(node)]:
            value = getattr(node, name, None)
            if value.__class__ is list:
                extend(value)
            elif value is not None:
                add(value)
    if None in found:  # a default or a key that is not given
        found = [node for node in found if node is not None]
    return found
