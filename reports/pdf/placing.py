"""Where a section begins, and how close it is set: a page of its own, or below the one before it."""

from dataclasses import replace
from typing import Any, NamedTuple

from reportlab.platypus import CondPageBreak, PageBreak, Spacer

from reports.blocks import Answer, Block, Cover, Section
from reports.pdf.flowables import SectionStart, SectionTitle
from reports.pdf.measuring import fits, height, opening, squeezed
from reports.pdf.setting import flow_all
from reports.pdf.styles import style
from reports.pdf.words import Kit, paragraph

_ROOM_TO_START, _GAP, _SPARE = 330.0, 30.0, 4.0
_TITLES = ("title", "title-below")


def placed(section: Section, before: Section | None, kit: Kit, room: float) -> list[Any]:
    """A section on a page of its own, or below the one before it where there is room for it.

    ``room`` is the height of a page's text in points. One that would run over its own page a little
    is set close, where that keeps it to the page.
    """
    made = _Made.of(section, kit)
    if section.alone and not fits(made.flow, made.tall, room + _SPARE):
        close = _Made.of(section, replace(kit, close=True))
        made = close if fits(close.flow, close.tall, room + _SPARE) else made
    less = _GAP - made.title.spared()
    needed = _needed(section, before, (made.tall + less, made.least + less), room)
    start: list[Any] = [CondPageBreak(needed)] if needed else [PageBreak()] if before else []
    begun = SectionStart(section, kit.pages, _GAP if needed else 0.0)
    return [*start, begun, *squeezed(made.flow, made.tall, room + _SPARE)]


class _Made(NamedTuple):
    """A section as it is set: its title, its parts, their height, and that of the first of them."""

    title: SectionTitle
    flow: list[Any]
    tall: float
    least: float

    @classmethod
    def of(cls, section: Section, kit: Kit) -> "_Made":
        title = SectionTitle(*(paragraph(section.title, style(form), kit) for form in _TITLES))
        head: list[Any] = [title, Spacer(1, 7)]
        if section.lead:
            head += [paragraph(section.lead, style("lead"), kit), Spacer(1, 9)]
        flow = head + _without_last_gap(flow_all(section.blocks, kit))
        tall = height(flow)
        return cls(title, flow, tall, opening(flow, len(head)))


def _needed(
    section: Section, before: Section | None, tall: tuple[float, float], room: float
) -> float:
    """Points that have to be left for the section to begin below another; 0 where it never does.

    ``tall`` are those of the whole section, and of as much of it as has to follow its title.
    """
    whole, least = tall
    if before is None or before.alone:
        return 0.0
    if section.alone:
        return whole if section.shares_page and before.shares_page and whole <= room else 0.0
    if any(_stands_alone(block) for block in before.blocks):
        return 0.0
    if section.shares_page:
        return min(whole, least, room)
    if whole <= room:
        return whole
    return min(max(least, _ROOM_TO_START), room) if before.shares_page else 0.0


def _stands_alone(block: Block) -> bool:
    """Whether its page is to be handed over by itself: the cover, and the answer with its verdict."""
    return isinstance(block, Cover) or (isinstance(block, Answer) and block.tone is not None)


def _without_last_gap(flow: list[Any]) -> list[Any]:
    """The flow without spaces at its end, which could open a page of their own."""
    while flow and isinstance(flow[-1], Spacer):
        flow = flow[:-1]
    return flow
