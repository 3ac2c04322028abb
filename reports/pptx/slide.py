"""What a slide is before it is drawn: its finding, how it is drawn, and whose words stand behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from reports.blocks import Block, Section
from reports.model import Report
from reports.pptx.canvas import Canvas
from reports.pptx.telling import Pages
from reports.sections import build
from reports.sections.moved_out import CONTINUED

Kind = TypeVar("Kind", bound=Block)


@dataclass(frozen=True)
class Told:
    """A report with its sections by id: what every slide takes its words and figures from."""

    report: Report

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Every section that the report has."""
        return {item.id: item for item in build(self.report)}

    def behind(self, *names: str) -> tuple[Section, ...]:
        """Those of the sections that there are, each followed by what found no room in it."""
        asked = (one for name in names for one in (name, CONTINUED.get(name, "")))
        return tuple(self.sections[name] for name in asked if name in self.sections)


@dataclass(frozen=True)
class Slide:
    """One message: ``title`` says it, ``draw`` shows it, ``behind`` are the sections for the notes.

    ``anchors`` are places of the report that a reader finds on this slide. ``notes`` are lines for
    the notes beside those of the sections.
    """

    title: str
    draw: Callable[[Canvas, Pages], None]
    behind: tuple[Section, ...] = ()
    anchors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    opening: bool = False
    """The first slide: set on the layout for titles."""
    hidden: bool = False
    """No part of the read-out: a show leaves it out."""


def first(section: Section, kind: type[Kind]) -> Kind | None:
    """The first block of a kind in a section, columns included."""
    return next(iter(every(section.blocks, kind)), None)


def every(held: tuple[Block, ...], kind: type[Kind]) -> tuple[Kind, ...]:
    """All blocks of a kind, those side by side in columns included."""
    found: list[Kind] = []
    for block in held:
        if isinstance(block, kind):
            found.append(block)
        for column in getattr(block, "columns", ()):
            if isinstance(column, tuple):
                found += every(column, kind)
    return tuple(found)
