"""The sections of the report, one module each.

A section module has ``ORDER`` (a number) and ``build(report)``, which gives a ``Section``, or
``None`` where the report has nothing of its kind. Adding a section is adding a module here.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from reports.abbreviations import spelled_out
from reports.back_references import with_ways_back
from reports.blocks import Section
from reports.model import Report


@cache
def modules() -> tuple[ModuleType, ...]:
    """All section modules in the order of their ``ORDER``."""
    found = [
        importlib.import_module(f"{__name__}.{item.name}")
        for item in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(found, key=lambda module: (module.ORDER, module.__name__)))


def build(report: Report) -> tuple[Section, ...]:
    """Every section that has something to say, in order."""
    made = (module.build(report) for module in modules())
    return with_ways_back(spelled_out(tuple(section for section in made if section is not None)))
