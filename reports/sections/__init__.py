"""The sections of the report, one module each.

A section module has ``ORDER`` (a number) and ``build(report)``, which gives a ``Section``, or
``None`` where the report has nothing of its kind. Adding a section is adding a module here. It
stands in the report, from :data:`reports.lengths.APPENDIX` on only in the full one; a module that
says ``LENGTHS`` stands in those.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from reports.abbreviations import spelled_out
from reports.back_references import with_ways_back
from reports.blocks import Section
from reports.lengths import Length, cut, lengths_of
from reports.model import Report


@cache
def modules() -> tuple[ModuleType, ...]:
    """All section modules in the order of their ``ORDER``."""
    found = [
        importlib.import_module(f"{__name__}.{item.name}")
        for item in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(found, key=lambda module: (module.ORDER, module.__name__)))


def build(report: Report, length: Length = Length.FULL) -> tuple[Section, ...]:
    """Every section that a report of this length has and that has something to say, in order."""
    asked = (module for module in modules() if length in _lengths(module))
    made = (module.build(report) for module in asked)
    told = spelled_out(tuple(section for section in made if section is not None))
    return with_ways_back(cut(told, length))


def _lengths(module: ModuleType) -> tuple[Length, ...]:
    said: tuple[Length, ...] = getattr(module, "LENGTHS", lengths_of(module.ORDER))
    return said
