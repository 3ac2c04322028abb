"""What people wrote, word by word: in the notes of a hidden slide, so that nothing typed is lost."""

from collections.abc import Sequence

from reports.model import Report
from reports.pdf.words import safe_address
from reports.pptx import grids, tables
from reports.pptx.canvas import Canvas
from reports.pptx.grids import Column
from reports.pptx.slide import Slide
from reports.pptx.telling import Pages
from reports.pptx.written_entries import groups
from reports.record import Entry, Group
from reports.wording import capital, plural

TITLE = "What people wrote stands whole in the notes of this slide"
_COLUMNS = (Column("What", 80, most=1), Column("Entries", 20, "right", most=1))


def build(report: Report) -> Slide | None:
    """One slide behind the last one, which a show leaves out; ``None`` where nobody wrote anything."""
    held = groups(report)
    if not held:
        return None

    def draw(canvas: Canvas, _pages: Pages) -> None:
        grid = grids.of_texts(_COLUMNS, ((capital(name), str(len(all_))) for name, all_ in held))
        number = plural(len(held), "kind")
        tables.fill(canvas, canvas.box, grid, f"{number} of entries", "Entries")

    return Slide(TITLE, draw, notes=tuple(_told(held)), hidden=True)


def _told(held: Sequence[Group]) -> list[str]:
    """Every entry in a line, each kind under its name."""
    lines: list[str] = []
    for name, entries in held:
        lines += [f"{capital(name)}:", *(_line(item) for item in entries), ""]
    return lines[:-1]


def _line(item: Entry) -> str:
    address = safe_address(item.link)
    return f"– {item.where}: {item.text}" + (f" <{address}>" if address else "")
