"""The read-out of a tiny, the example's and a full assessment: its length, its sizes, its room."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from assessment.model import Grade
from reports.pptx import render
from reports.pptx.measures import LEADING, lines
from reports.pptx.written import TITLE
from tests.assessments import small
from tests.assessments.made import full_as
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

BODY, LABEL, FOOT = 14.0, 11.0, 9.0
LABELS = ("Key", "Axis", "Limit")
FURNITURE = ("Footer", "Slide Number")


def _said(depth: str) -> Any:
    """Two answers of one person, and nothing looked at."""
    first, second = [item for item in example.answers(depth) if item.level][:2]
    return first.model_copy(update={"grade": Grade.STATEMENT}), second


@cache
def tiny() -> bytes:
    return render(small.tiny())


@cache
def tiny_pulse() -> bytes:
    return render(example.report(depth="pulse", said=_said("pulse"), found=(), forecast=None))


@cache
def silent() -> bytes:
    return render(example.report(said=(), found=(), forecast=None))


@cache
def worked_example() -> bytes:
    return render(small.example())


def full() -> bytes:
    return full_as("pptx")


EVERY = pytest.mark.parametrize(
    "content", [tiny, tiny_pulse, silent, worked_example, full], ids=lambda item: item.__name__
)


@EVERY
def test_a_read_out_has_ten_to_fourteen_slides(content: Any) -> None:
    assert 10 <= len(deck.main_slides(content())) <= 14


@EVERY
def test_what_people_wrote_is_hidden_behind_the_last_slide(content: Any) -> None:
    held = list(deck.opened(content()).slides)
    hidden = [slide for slide in held if slide._element.get("show") == "0"]
    assert hidden == held[len(deck.main_slides(content())) :]
    assert all(slide.shapes[0].text_frame.text == TITLE for slide in hidden)
    assert len(hidden) <= 1
    parts = deck.opened(content()).element.xpath("//*[local-name()='section']/@name")
    assert parts == (["Read-out", "Behind the read-out, hidden"] if hidden else [])


@EVERY
def test_nothing_is_broken_off_with_an_ellipsis(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        texts = [deck.text_of(slide), *(
            str(name) for chart in deck.charts_of(slide) for plot in chart.plots
            for name in plot.categories
        )]  # fmt: skip
        assert not [text for text in texts if "…" in text or "..." in text]


@EVERY
def test_each_slide_says_its_finding_with_the_evidence_in_its_notes(content: Any) -> None:
    for slide in deck.main_slides(content())[1:]:
        assert len(deck.plain(slide.shapes[0].text_frame.text).split()) >= 4
        assert len(deck.notes_of(slide).split()) >= 10


@EVERY
def test_words_are_large_enough_to_be_read_from_the_back_of_a_room(content: Any) -> None:
    small = [
        f"{deck.text_of(slide)[:40]}: {shape.name} {size}"
        for slide in deck.opened(content()).slides
        for shape, frame in _frames(slide)
        for size in _sizes(frame)
        if size < _least(shape)
    ]
    assert small == []


@EVERY
def test_words_of_charts_are_large_enough_too(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        for chart in deck.charts_of(slide):
            sizes = [int(item) / 100 for item in chart._chartSpace.xpath("//@sz")]
            assert sizes
            assert min(sizes) >= LABEL


@EVERY
def test_no_chart_shows_nothing(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        for chart in deck.charts_of(slide):
            held = [value for plot in chart.plots for one in plot.series for value in one.values]
            assert sum(value is not None for value in held) >= 3
            assert max(len(one.values) for plot in chart.plots for one in plot.series) >= 2


def _frames(slide: Any) -> Iterator[tuple[Any, Any]]:
    """Every shape with words, and the frame that holds them."""
    for shape in deck.shapes(slide):
        if shape.has_text_frame:
            yield shape, shape.text_frame
        if getattr(shape, "has_table", False):
            yield from ((shape, cell.text_frame) for row in shape.table.rows for cell in row.cells)


def _sizes(frame: Any) -> list[float]:
    runs = [run for paragraph in frame.paragraphs for run in paragraph.runs if run.text.strip()]
    return [run.font.size.pt for run in runs if run.font.size is not None]


def _least(shape: Any) -> float:
    if shape.name.startswith(FURNITURE):
        return FOOT
    grouped = shape._element.getparent().tag.endswith("grpSp")
    labels = shape.name.startswith((*LABELS, "Heat map"))
    return LABEL if grouped or labels else BODY


class Taken(NamedTuple):
    """Where words really are, in points."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Taken") -> bool:
        """Whether both share some room; a point is no room."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1.5 and down > 1.5


def _tall(frame: Any, room: float) -> float:
    total = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
        strong = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs)
        rows = lines(paragraph.text, max(sizes), room, strong=strong) if sizes else []
        after = paragraph.space_after.pt if paragraph.space_after else 0
        total += LEADING * max(sizes, default=0) * len(rows) + after
    return total


def _taken(shape: Any) -> Taken | None:
    """The room of a shape's words or table; nothing for what is only drawn."""
    x, y, wide, high = (
        value / 12_700 for value in (shape.left, shape.top, shape.width, shape.height)
    )
    if getattr(shape, "has_table", False) or getattr(shape, "has_chart", False):
        return Taken(shape.name, x, y, x + wide, y + high)
    if not shape.has_text_frame or not shape.text_frame.text.strip() or shape.is_placeholder:
        return None
    tall = _tall(shape.text_frame, wide)
    anchor = shape.text_frame.vertical_anchor
    start = y + (high - tall) / (2 if anchor is not None and anchor.name == "MIDDLE" else 1)
    top = y if anchor is None or anchor.name == "TOP" else start
    return Taken(shape.name, x, top, x + wide, top + tall)


@EVERY
def test_no_words_lie_over_others_or_over_the_foot(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        places = [
            taken for shape in slide.shapes if not shape.name.startswith(("Limit", "Axis"))
            and (taken := _taken(shape)) is not None
        ]  # fmt: skip
        met = [(one.name, other.name) for one, other in combinations(places, 2) if one.meets(other)]
        assert met == [], deck.text_of(slide)[:60]
        assert [one for one in places if one.bottom > 540 - 36] == [], deck.text_of(slide)[:60]


@EVERY
def test_every_cell_holds_its_words(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        for shape in deck.shapes(slide):
            if not getattr(shape, "has_table", False):
                continue
            widths = [column.width / 12_700 for column in shape.table.columns]
            for row in shape.table.rows:
                for at, cell in enumerate(row.cells):
                    across = cell.span_width if cell.is_merge_origin else 1
                    wide = sum(widths[at : at + across])
                    assert _tall(cell.text_frame, wide - 8) <= row.height / 12_700 + 1, cell.text


@EVERY
def test_what_a_slide_says_shorter_stands_whole_in_its_notes(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        notes = deck.notes_of(slide)
        for _, frame in _frames(slide):
            for paragraph in frame.paragraphs:
                begun = re.match(
                    r"(?:\d+\. )?(.*?) \((whole in the )?notes\)$", deck.plain(paragraph.text)
                )
                if begun:
                    assert f"{begun[1]}" in notes, deck.text_of(slide)[:60]
                    whole = re.compile(re.escape(begun[1]) + r"(?! \((whole in the )?notes\))")
                    assert whole.search(notes)
