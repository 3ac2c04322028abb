"""What may leave an engine: aggregates, and the name of a group only where enough rows are behind it."""

from typing import Any

import ibis.expr.operations as ops  # type: ignore[import-untyped]

LEAST = 5
"""A group of fewer rows could point at one person, so what it is called stays where it is."""


def checked(expression: Any) -> Any:
    """The expression with small groups left out of it; ``ValueError`` where rows would leave.

    Where the result names values of the table (a group by a column of its own, or by any text), it
    must have their count as ``n``, and groups of fewer than five rows are left out.
    """
    node = expression.op()
    if not _aggregated(node):
        raise ValueError("only an aggregate may leave the engine")
    if node.find((ops.ArrayCollect, ops.GroupConcat)):
        raise ValueError("an aggregate that lists values would let them leave the engine")
    named = [name for name, kind in node.schema.items() if _names_values(node, name, kind)]
    if not named:
        return expression
    if not isinstance(_value(node, "n"), ops.CountStar | ops.Count):
        raise ValueError(f"{', '.join(named)} may leave only beside the count of its rows as n")
    return expression.filter(expression.n >= LEAST)


def counts(expression: Any) -> frozenset[str]:
    """The outputs that count rows: where an engine says that there is no number, there is no row."""
    node = expression.op()
    return frozenset(
        name
        for name in node.schema.names
        if isinstance(_value(node, name), ops.CountStar | ops.Count)
    )


def single(expression: Any) -> bool:
    """Whether an aggregate has one row by its form."""
    node = expression.op()
    return isinstance(node, ops.Aggregate) and not node.groups


def _aggregated(node: Any) -> bool:
    """Whether every way down to a table goes through an aggregate."""
    if isinstance(node, ops.Aggregate):
        return True
    below = _parents(node)
    return bool(below) and all(_aggregated(item) for item in below)


def _parents(node: Any) -> list[Any]:
    if isinstance(node, ops.JoinChain):
        return [node.first, *(link.table for link in node.rest)]
    if isinstance(node, ops.Set):
        return [node.left, node.right]
    return [node.parent] if hasattr(node, "parent") else []


def _names_values(node: Any, name: str, kind: Any) -> bool:
    """Whether an output is a value of the table; text that is no group's is refused."""
    value, key = _value(node, name), _is_key(node, name)
    if kind.is_string() or kind.is_binary() or kind.is_json() or kind.is_nested():
        if not key and not (kind.is_nested() and _of_numbers(kind)):
            raise ValueError(f"{name} would let a text leave the engine")
        return bool(key)
    own = isinstance(value, ops.Field) and not _aggregated_at(value)
    return bool(key and own and not kind.is_temporal() and not kind.is_boolean())


def _of_numbers(kind: Any) -> bool:
    if kind.is_array():
        return bool(kind.value_type.is_numeric())
    return bool(kind.is_map() and kind.key_type.is_numeric() and kind.value_type.is_numeric())


def _aggregated_at(value: Any) -> bool:
    return isinstance(value.rel, ops.Aggregate)


def _is_key(node: Any, name: str) -> bool:
    relation, inner = _source(node, name)
    return isinstance(relation, ops.Aggregate) and inner in relation.groups


def _value(node: Any, name: str) -> Any:
    """What an output is computed by, followed through renames down to the table's own columns."""
    relation, inner = _source(node, name)
    if not isinstance(relation, ops.Aggregate):
        return relation.values[inner] if hasattr(relation, "values") else None
    value = {**relation.groups, **relation.metrics}.get(inner)
    while isinstance(value, ops.Cast | ops.Field):
        below = value.arg if isinstance(value, ops.Cast) else _below(value)
        if below is None:
            return value
        value = below
    return value


def _below(field: Any) -> Any:
    """The value that a field stands for in a projection; ``None`` where it is a table's own."""
    relation, name = field.rel, field.name
    while isinstance(relation, ops.Filter | ops.Sort | ops.Limit | ops.Sample):
        relation = relation.parent
    return relation.values.get(name) if isinstance(relation, ops.Project) else None


def _source(node: Any, name: str) -> tuple[Any, str]:
    """The aggregate, or the computing projection above it, that an output comes from."""
    while not isinstance(node, ops.Aggregate):
        if isinstance(node, ops.Project | ops.JoinChain):
            value = node.values.get(name)
            while isinstance(value, ops.Cast):
                value = value.arg
            if not isinstance(value, ops.Field):
                return node, name
            node, name = value.rel, value.name
        elif hasattr(node, "parent"):
            node = node.parent
        else:
            return node, name
    return node, name
