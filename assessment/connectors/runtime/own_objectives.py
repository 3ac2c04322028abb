"""The client's own objectives, as the rules that Sloth, Pyrra and OpenSLO generate tell them."""

import re
from collections.abc import Iterable
from typing import Literal

from assessment.connectors.runtime.capacity_evidence import OwnObjective
from assessment.connectors.runtime.evidence import Rule
from assessment.connectors.runtime.promql import quoted

OBJECTIVE = {"slo:objective:ratio": "sloth_id", "pyrra_objective": "slo"}
DAYS = {"slo:time_period:days": 1.0, "pyrra_window": 86400.0}
"""Name of the rule that tells the window, and its unit in days' worth."""

NUMBER = re.compile(r"\s*(?:vector\()?\s*([0-9.eE+-]+)\s*\)?\s*")
TIMES = re.compile(r"_bucket\b|\ble=|latency", re.IGNORECASE)
KEPT = 20


def own_objectives(rules: Iterable[Rule]) -> tuple[OwnObjective, ...]:
    """The objectives among rules about one service (see :func:`related`), at most twenty."""
    known = list(rules)
    found = {_key(rule): _objective(rule, known) for rule in known if rule.name in OBJECTIVE}
    return tuple(found.values())[:KEPT]


def related(rules: Iterable[Rule], about: Iterable[Rule]) -> tuple[Rule, ...]:
    """Of all rules those that belong to an objective of which some rule reads the service.

    The rule that tells an objective is a bare number: only its labels say what it is about.
    """
    keys = {_key(rule) for rule in about} - {("", "")}
    return tuple(rule for rule in rules if _key(rule) in keys)


def remaining_queries(found: Iterable[OwnObjective]) -> dict[str, str]:
    """The expression of the budget left of each objective, by the objective's name."""
    return {item.name: item.query for item in found if item.query}


def _key(rule: Rule) -> tuple[str, str]:
    for label in ("sloth_id", "slo"):
        if rule.labels.get(label):
            return label, rule.labels[label]
    return "", ""


def _objective(rule: Rule, rules: list[Rule]) -> OwnObjective:
    mine = [item for item in rules if _key(item) == _key(rule)]
    label, name = _key(rule)
    days = [
        value / DAYS[item.name]
        for item in mine
        if item.name in DAYS and (value := _number(item.expr)) is not None
    ]
    return OwnObjective(
        tool=_tool(rule, mine), name=name, objective=_number(rule.expr),
        window_days=days[0] if days else None, about=_about(mine), query=_left(label, name),
    )  # fmt: skip


def _number(expression: str) -> float | None:
    """The number of an expression that is nothing but one."""
    found = NUMBER.fullmatch(expression)
    try:
        return float(found[1]) if found else None
    except ValueError:
        return None


def _tool(rule: Rule, rules: list[Rule]) -> Literal["Sloth", "Pyrra", "OpenSLO"]:
    if rule.name == "pyrra_objective":
        return "Pyrra"
    open_slo = any(item.labels.get("sloth_spec", "").startswith("openslo") for item in rules)
    return "OpenSLO" if open_slo else "Sloth"


def _about(rules: list[Rule]) -> Literal["answered", "fast enough"]:
    slow = any(TIMES.search(f"{rule.expr} {rule.labels.get('sloth_slo', '')}") for rule in rules)
    return "fast enough" if slow else "answered"


def _left(label: str, name: str) -> str:
    one = f"{{{label}={quoted(name)}}}"
    if label == "sloth_id":
        return f"max(slo:period_error_budget_remaining:ratio{one})"
    return f"1 - (1 - max(pyrra_availability{one})) / (1 - max(pyrra_objective{one}))"
