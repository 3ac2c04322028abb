"""Pages on which a section goes on: each opens with a message, as every page does."""

from typing import Any

from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Indenter,
    PageBreak,
    Spacer,
)

from reports.blocks import Section, Words
from reports.pdf.flowables import SectionStart
from reports.pdf.styles import style
from reports.pdf.words import Kit, paragraph

_GAP = 7.0


class Document(BaseDocTemplate):  # type: ignore[misc]  # the engine carries no types
    """Puts the message of the section at the head of a page that it did not begin on."""

    def __init__(self, file: Any, kit: Kit, **more: Any) -> None:
        super().__init__(file, **more)
        self.kit = kit

    def filterFlowables(self, flowables: list[Any]) -> None:  # noqa: N802
        """Called before each flowable is placed, with all that are still to come."""
        frame = getattr(self, "frame", None)
        if frame is None or not frame._atTop:
            return
        section: Section | None = getattr(self.canv, "section", None)
        if section is None or self.canv.begun_on == self.page or _waits(flowables[0]):
            return
        while len(flowables) > 1 and isinstance(flowables[0], Spacer):
            del flowables[0]
        title = self._title(section)
        if not _waits(flowables[0]) and self._finds_room(flowables[0], title):
            flowables[:0] = title
        self.canv.begun_on = self.page

    def _title(self, section: Section) -> list[Flowable]:
        words = (Words(text=section.goes_on),) if section.goes_on else (
            Words(text=section.title), Words(text=", continued", quiet=True),
        )  # fmt: skip
        return [paragraph(words, style("title-below"), self.kit), Spacer(1, _GAP)]

    def _finds_room(self, item: Flowable, title: list[Flowable]) -> bool:
        """Whether the item can stand or begin below the title; one as high as the page cannot."""
        wide, high = self.frame._width, self.frame._height
        left = high - sum(part.wrap(wide, high)[1] for part in title)
        return bool(item.wrap(wide, left)[1] <= left or item.split(wide, left))


def _waits(item: Flowable) -> bool:
    """What takes no room of its own, or opens a section with a title."""
    return isinstance(item, SectionStart | CondPageBreak | PageBreak | Indenter | ActionFlowable)
