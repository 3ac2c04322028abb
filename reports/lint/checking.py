"""Going through the rules; each is a module of ``reports.lint.rules``."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from content.report_checks import ReportChecks, report_checks
from reports.lint import rules
from reports.lint.model import Group
from reports.model import Report
from reports.wording import capital, count, plural


@cache
def modules() -> tuple[ModuleType, ...]:
    """All rules in the order of their ``ORDER``.

    A rule has ``ORDER``, ``WHY`` (a sentence, in which limits may stand in braces), ``title(n)``
    and ``items(report, limits)``.
    """
    found = [
        importlib.import_module(f"{rules.__name__}.{item.name}")
        for item in pkgutil.iter_modules(rules.__path__)
    ]
    return tuple(sorted(found, key=lambda module: module.ORDER))


def lint(report: Report, limits: ReportChecks | None = None) -> tuple[Group, ...]:
    """Every group that has something in it; ``limits`` are those of the product where none are given."""
    held = limits or report_checks()
    found = ((rule, rule.items(report, held)) for rule in modules())
    return tuple(
        Group(
            id=rule.__name__.rpartition(".")[2],
            title=capital(rule.title(len(items))),
            why=rule.WHY.format(**held.model_dump()),
            items=tuple(sorted(items, key=lambda item: not item.grave)),
        )
        for rule, items in found
        if items
    )


def total(groups: tuple[Group, ...]) -> int:
    """How many items there are in all."""
    return sum(len(group.items) for group in groups)


def left_open(groups: tuple[Group, ...]) -> str:
    """*14 points left open, three of them grave*; empty where there is none."""
    number, grave = total(groups), sum(group.grave for group in groups)
    if not number:
        return ""
    told = f"{plural(number, 'point')} left open"
    return capital(f"{told}, {count(grave)} of them grave" if grave else told)
