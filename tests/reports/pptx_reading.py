"""What a test can read off a deck: texts, notes, charts with their sheets, places, descriptions."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from pptx import Presentation

from reports.pptx import render
from tests.reports import example_report


@cache
def of_example() -> bytes:
    """The read-out of the example, made once in a run."""
    return render(example_report.report())


def opened(content: bytes) -> Any:
    """The deck, opened by the library."""
    return Presentation(io.BytesIO(content))


def shapes(slide: Any) -> Iterator[Any]:
    """Every shape of a slide, those inside groups too."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting = [*getattr(shape, "shapes", ()), *waiting]


def frames(slide: Any) -> Iterator[Any]:
    """Every text frame of a slide, those of table cells too."""
    for shape in shapes(slide):
        if shape.has_text_frame:
            yield shape.text_frame
        if getattr(shape, "has_table", False):
            yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


def plain(text: str) -> str:
    """The text with plain spaces and one space between words."""
    return " ".join(text.replace("\u00a0", " ").split())


def text_of(slide: Any) -> str:
    """All words on a slide."""
    return plain(" ".join(frame.text for frame in frames(slide)))


def notes_of(slide: Any) -> str:
    """The speaker notes of a slide."""
    return plain(slide.notes_slide.notes_text_frame.text)


def whole(content: bytes) -> str:
    """All words of the deck, notes included."""
    return " ".join(f"{text_of(slide)} {notes_of(slide)}" for slide in opened(content).slides)


def titles(content: bytes) -> list[str]:
    """The title of each slide."""
    return [plain(slide.shapes[0].text_frame.text) for slide in opened(content).slides]


def main_slides(content: bytes) -> list[Any]:
    """The slides of a show: what is hidden behind the last one is left out."""
    return [slide for slide in opened(content).slides if slide._element.get("show") != "0"]


def charts(content: bytes) -> list[Any]:
    """Every native chart."""
    return [chart for slide in opened(content).slides for chart in charts_of(slide)]


def charts_of(slide: Any) -> list[Any]:
    """The native charts of a slide."""
    return [shape.chart for shape in shapes(slide) if getattr(shape, "has_chart", False)]


def sheet(chart: Any) -> Any:
    """The sheet inside a chart."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return load_workbook(io.BytesIO(blob)).active


def description(shape: Any) -> str:
    """The alternative text of a shape."""
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def parts(content: bytes) -> dict[str, bytes]:
    """Name -> bytes of every part of the file."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def targets(content: bytes) -> set[str]:
    """Every address outside the file that anything in it points to."""
    deck = opened(content)
    holders = [*deck.slides, *(slide.notes_slide for slide in deck.slides)]
    found = {
        rel.target_ref for item in holders for rel in item.part.rels.values() if rel.is_external
    }
    return {str(item) for item in found}
