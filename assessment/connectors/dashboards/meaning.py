"""Whether a PromQL expression on a dashboard or in an alert reads one service.

Nothing of a dashboard is run: names and label conditions are cut out of the text, and a variable of
the dashboard stands for the values that it is known to have.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from assessment.connectors.paging.routing import Matcher

_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`")
_CONDITION = re.compile(
    r"([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`)"
)
_BRACES = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_VARIABLE = re.compile(r"\$\{(\w+)(?:[:.][^}]*)?\}|\$(\w+)|\[\[(\w+)(?::\w+)?\]\]")
LONGEST = 20_000
SERVICE_LABELS = ("job", "service", "app", "namespace", "deployment", "model_name", "service_name")
"""Labels by which a service is usually told apart; a condition on one of them says which is meant."""

Condition = tuple[str, str, str]
"""A label, one of = != =~ !~, and the text between the quotes."""

Variables = Mapping[str, tuple[str, ...] | None]
"""What each variable of a dashboard can stand for; ``None`` where that is not known."""


class Says(Enum):
    """What a condition says about the service, the strongest first."""

    OTHER = "another one is meant"
    THIS = "it is meant"
    OPEN = "a variable decides"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Meant:
    """The service: its labels, and names of its metrics (each may be empty, not both)."""

    labels: Mapping[str, str] = field(default_factory=dict)
    metrics: tuple[str, ...] = ()

    def reads(self, expression: str, variables: Variables) -> bool | None:
        """Whether the expression reads the service; ``None`` where a variable decides."""
        text = expression[:LONGEST]
        verdicts = [self._of(conditions, variables) for conditions in selectors(text)]
        if Says.THIS in verdicts:
            return True
        known = bool(names(text) & set(self.metrics))
        if Says.OPEN in verdicts:
            return known or None
        return known and Says.OTHER not in verdicts

    def _of(self, conditions: Iterable[Condition], variables: Variables) -> Says:
        """What the conditions of one selector say together: one that rules it out is enough."""
        found = {self._one(item, variables) for item in conditions}
        return next((item for item in Says if item in found), Says.NOTHING)

    def _one(self, condition: Condition, variables: Variables) -> Says:
        label, operator, value = condition
        mine = label in self.labels
        if not mine and label not in SERVICE_LABELS:
            return Says.NOTHING
        values, negated = possible(value, variables), operator.startswith("!")
        if values is None:
            return Says.NOTHING if negated else Says.OPEN
        wanted = {self.labels[label]} if mine else set(self.labels.values())
        holds = {
            Matcher(label, operator, one).holds({label: name}) for one in values for name in wanted
        }
        if negated:
            return Says.OTHER if holds == {False} else Says.NOTHING
        if True in holds:
            return Says.THIS
        return Says.OPEN if None in holds else (Says.OTHER if mine else Says.NOTHING)


def selectors(expression: str) -> list[list[Condition]]:
    """The conditions inside each pair of braces, in the expression's order."""
    bare = _TEXT.sub(lambda found: "_" * len(found[0]), expression)
    spans = [found.span() for found in _BRACES.finditer(bare)]
    return [
        [
            (label, operator, quoted[1:-1])
            for label, operator, quoted in _conditions(expression, *at)
        ]
        for at in spans
    ] or [[]]


def _conditions(expression: str, start: int, end: int) -> list[tuple[str, str, str]]:
    return _CONDITION.findall(expression[start:end])


def labels_in(expression: str, variables: Variables, wanted: tuple[str, ...]) -> set[str]:
    """Conditions of equality on the wanted labels, as ``label=value``, variables filled in."""
    return {
        f"{label}={value}"
        for label, operator, quoted in _CONDITION.findall(expression[:LONGEST])
        if label in wanted and not operator.startswith("!")
        for value in possible(quoted[1:-1], variables) or ()
        if re.fullmatch(r"[\w./-]{1,80}", value)
    }


def names(expression: str) -> set[str]:
    """The bare words of an expression: metrics, functions and labels, no quoted text."""
    return set(_WORD.findall(_TEXT.sub('""', expression[:LONGEST])))


def possible(text: str, variables: Variables) -> tuple[str, ...] | None:
    """What a text with variables can be; ``None`` where one of them may be anything."""
    used = [next(filter(None, found)) for found in _VARIABLE.findall(text)]
    if not used:
        return (text,)
    if _VARIABLE.fullmatch(text):
        return variables.get(used[0])
    if len(used) > 1 or variables.get(used[0]) is None:
        return None
    return tuple(_VARIABLE.sub(lambda _, v=value: v, text) for value in variables[used[0]] or ())  # type: ignore[misc]


def variables_of(dashboard: Mapping[str, Any]) -> dict[str, tuple[str, ...] | None]:
    """The variables of a dashboard with their values; one that lists its values anew is open."""
    templating = dashboard.get("templating")
    listed = templating.get("list") if isinstance(templating, dict) else None
    return {
        str(item.get("name", "")): _values(item)
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict)
    }


def _values(item: Mapping[str, Any]) -> tuple[str, ...] | None:
    current = item.get("current")
    value = current.get("value") if isinstance(current, dict) else None
    chosen = [str(one) for one in (value if isinstance(value, list) else [value]) if one]
    if item.get("type") == "query" or "$__all" in chosen:
        return None
    options = item.get("options")
    rows = options if isinstance(options, list) else []
    chosen += [str(one.get("value")) for one in rows if isinstance(one, dict) and one.get("value")]
    return tuple(dict.fromkeys(chosen)) or None
