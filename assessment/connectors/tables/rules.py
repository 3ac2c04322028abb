"""Rules that somebody declared about a table, one line each, and how many rows break them.

A line is a column and what must hold: ``amount not_null``, ``amount min 0``, ``amount max 500``,
``country in GB|FR|DE``, ``order_id unique``. A name with spaces stands in double quotes. A missing
value breaks *not_null* alone.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import RuleResult, RuleState
from content.values import Value

LINE = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>\S+))\s+'
    r"(?P<kind>not_null|unique|min|max|in|>=|<=)(?:\s+(?P<rest>.+?))?\s*"
)
KINDS = {">=": "min", "<=": "max"}
FORMS = "not_null, unique, min NUMBER, max NUMBER or in A|B|C"


class DeclaredRule(Value):
    """One rule: what must hold of a column."""

    text: str
    column: str
    kind: str
    limit: float | None = None
    allowed: tuple[str, ...] = ()


def parse(line: str) -> DeclaredRule | str:
    """The rule of a line, or one sentence on what is wrong with it."""
    found = LINE.fullmatch(line)
    if not found:
        return f"write it as a column and one of {FORMS}"
    column = found["quoted"].replace('""', '"') if found["quoted"] else found["plain"]
    kind, rest = KINDS.get(found["kind"], found["kind"]), found["rest"] or ""
    text = line.strip()
    if kind in ("min", "max"):
        try:
            return DeclaredRule(text=text, column=column, kind=kind, limit=float(rest))
        except ValueError:
            return f"{kind} needs a number"
    if kind == "in":
        allowed = tuple(item.strip() for item in rest.split("|") if item.strip())
        return (
            DeclaredRule(text=text, column=column, kind=kind, allowed=allowed)
            if allowed
            else "in needs values with | between them"
        )
    return (
        f"{kind} takes nothing after it"
        if rest
        else DeclaredRule(text=text, column=column, kind=kind)
    )


def hold(
    engine: Engine, view: str, types: Mapping[str, str], lines: Sequence[str]
) -> tuple[tuple[RuleResult, ...], int]:
    """What came of each rule, and how many rows break one that is about single rows; one pass."""
    results: dict[str, RuleResult] = {}
    rules: list[DeclaredRule] = []
    for line in dict.fromkeys(lines):
        rule = parse(line)
        problem = rule if isinstance(rule, str) else _unknown(rule.column, types)
        if problem or isinstance(rule, str):
            results[line] = RuleResult(
                rule=line.strip()[:120], column="", state=RuleState.UNREADABLE, reason=problem
            )
        else:
            rules.append(rule)
            results[line] = RuleResult(rule=rule.text, column=rule.column, state=RuleState.HELD)
    if not rules:
        return tuple(results.values()), 0
    counts, breaking = _counts(engine, view, rules)
    for rule, count in zip(rules, counts, strict=True):
        if count:
            broken = {"state": RuleState.BROKEN, "failing_rows": count}
            for line, result in results.items():
                if result.rule == rule.text:
                    results[line] = result.model_copy(update=broken)
    return tuple(results.values()), breaking


def _unknown(column: str, types: Mapping[str, str]) -> str:
    if column in types:
        return ""
    near = difflib.get_close_matches(column, list(types), 1)
    return f"there is no column {column}" + (f"; the nearest is {near[0]}" if near else "")


def _counts(engine: Engine, view: str, rules: Sequence[DeclaredRule]) -> tuple[list[int], int]:
    table = engine.table(view)
    asked, tests = {}, []
    for index, rule in enumerate(rules):
        column = table[rule.column]
        if rule.kind == "unique":
            asked[f"rule{index}"] = column.count() - column.nunique()
            continue
        test = _test(engine, rule, column)
        tests.append(test)
        asked[f"rule{index}"] = table.count(where=test)
    asked["breaking"] = table.count(where=reduce(or_, tests)) if tests else table.count() * 0
    row = engine.one(table.aggregate(**asked), "how many rows break a declared rule")
    return [int(row[f"rule{index}"]) for index in range(len(rules))], int(row["breaking"])


def _test(engine: Engine, rule: DeclaredRule, column: Any) -> Any:
    """What is true of a row that breaks the rule."""
    if rule.kind == "not_null":
        return column.isnull()
    if rule.kind == "in":
        return column.notnull() & column.cast("string").notin(rule.allowed)
    number = engine.number(column)
    holds = number >= rule.limit if rule.kind == "min" else number <= rule.limit
    return column.notnull() & ~holds.fill_null(False)
