"""The sections of the report, one module each.

A section module has ``ORDER`` (a number) and ``build(report)``, which gives a ``Section``, several
where each of a kind has a page, or ``None`` where the report has nothing of its kind. Adding a
section is adding a module here. It stands in the report, each on a page of its own; from
(what comes after one that says ``FOLLOWED`` may begin below it); from
:data:`reports.lengths.APPENDIX` on only in the full one, one below the other; a module that says
``LENGTHS`` stands in those, and one with ``lengths(report)`` in those that it gives for the report.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from types import ModuleType

from reports.abbreviations import spelled_out
from reports.back_references import with_ways_back
from reports.blocks import Block, Columns, Section, Table
from reports.lengths import APPENDIX, Length, cut, lengths_of
from reports.model import Report
from scoring.model import Verdict


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
    asked = (module for module in modules() if length in _lengths(module, report))
    told = spelled_out(tuple(section for module in asked for section in _made(module, report)))
    return with_ways_back(cut(told, length))


def _made(module: ModuleType, report: Report) -> tuple[Section, ...]:
    """What a module gives; before the appendix every section is alone on its page.

    Unless there is too little for a verdict: then a page each would be mostly empty.
    """
    built: Section | tuple[Section, ...] | None = module.build(report)
    held = () if built is None else built if isinstance(built, tuple) else (built,)
    if module.ORDER >= APPENDIX:
        return tuple(_dense(section) for section in held)
    alone = report.scorecard.verdict is not Verdict.INSUFFICIENT_EVIDENCE
    alone = alone and report.scorecard.gives_verdict and not getattr(module, "FOLLOWED", False)
    return tuple(section.model_copy(update={"alone": alone}) for section in held)


def _dense(section: Section) -> Section:
    """The section with its tables set close: the appendix is looked things up in."""
    blocks = tuple(_close(block) for block in section.blocks)
    return section.model_copy(update={"blocks": blocks})


def _close(block: Block) -> Block:
    if isinstance(block, Table):
        return block.model_copy(update={"dense": True})
    if isinstance(block, Columns):
        columns = tuple(tuple(_close(item) for item in column) for column in block.columns)
        return block.model_copy(update={"columns": columns})
    return block


def _lengths(module: ModuleType, report: Report) -> tuple[Length, ...]:
    asked: Callable[[Report], tuple[Length, ...]] | None = getattr(module, "lengths", None)
    if asked is not None:
        return asked(report)
    said: tuple[Length, ...] = getattr(module, "LENGTHS", lengths_of(module.ORDER))
    return said
