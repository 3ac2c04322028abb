"""Each page by itself: it opens with a message, has one title, and nothing on it is too small."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from reports import fonts
from reports.lengths import Length
from reports.paper import SIZES, PageSize
from reports.pdf import preview, render
from reports.pdf.document import sections_named
from tests.assessments.made import full_as
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

TITLE, BELOW, LEAST = 19.0, 13.0, 7.0
HEAD = 40.0
"""Points at the head of a page that the running head takes."""


@cache
def standard() -> bytes:
    return render(example.report())


@cache
def standard_pages() -> list[list[pdf.Printed]]:
    return pdf.printed(standard())


@cache
def full_pages() -> list[list[pdf.Printed]]:
    return pdf.printed(full_as("pdf"))


def first(page: list[pdf.Printed]) -> pdf.Printed:
    """What stands first below the running head of an A4 page."""
    return next(item for item in page if item[1] < SIZES["A4"][1] - HEAD)


@pytest.mark.parametrize("pages", [standard_pages, full_pages])
def test_every_page_after_the_cover_opens_with_a_message(
    pages: Callable[[], list[list[pdf.Printed]]],
) -> None:
    for number, page in enumerate(pages()[1:], start=2):
        size, _, words = first(page)
        assert size in (TITLE, BELOW), f"page {number} opens with {words!r}"


def test_no_page_has_two_titles() -> None:
    for number, page in enumerate(full_pages()[1:], start=2):
        ends = [(y, words) for size, y, words in page if size == TITLE]
        apart = max((one[0] for one in ends), default=0) - min((one[0] for one in ends), default=0)
        assert apart < 30, f"page {number}: {ends}"  # two lines of one title, no more


def test_a_page_on_which_a_section_goes_on_has_its_message_in_the_lesser_form() -> None:
    opened = [first(page)[0] for page in full_pages()[1:]]
    assert opened[0] == TITLE
    assert BELOW in opened
    words = [text for page in full_pages() for _, _, text in page]
    assert any("continued" in text for text in words)


def test_nothing_is_printed_smaller_than_seven_points() -> None:
    for number, page in enumerate(standard_pages(), start=1):
        small = [item for item in page if item[0] < LEAST]
        assert not small, f"page {number}: {small[:3]}"


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_report_without_its_appendix_is_12_to_18_pages(size: PageSize) -> None:
    content = render(example.report(), size, Length.REPORT)
    assert 12 <= preview.pages(content) <= 18


def test_the_running_head_names_as_many_sections_as_the_longest_mark_leaves_room_for() -> None:
    names = ["Appendix: in their words", "Appendix: artefacts", "Appendix: the record"]
    for room in (60.0, 120.0, 175.0, 230.0, 400.0):
        told = sections_named(" · ".join(names), room)
        assert fonts.width(told, fonts.REGULAR, 7.5) <= room
        assert told.startswith(names[0]) == (room > 100)
    assert sections_named(" · ".join(names), 400.0) == " · ".join(names)
    assert sections_named(" · ".join(names), 120.0) == f"{names[0]} · …"


def test_the_sections_in_the_running_head_end_before_the_mark() -> None:
    for number, page in enumerate(PdfReader(BytesIO(full_as("pdf"))).pages[1:], start=2):
        head: list[tuple[float, str]] = []

        def note(text: str, matrix: list[float], place: list[float], *_: object,
                 held: list[tuple[float, str]] = head) -> None:  # fmt: skip
            if text.strip() and matrix[5] + place[5] > SIZES["A4"][1] - HEAD:
                held.append((matrix[4] + place[4], text.strip()))

        page.extract_text(visitor_text=note)
        for (left, words), (right, _) in pairwise(head):
            assert left + fonts.width(words, fonts.REGULAR, 7.5) < right, f"page {number}: {words}"
