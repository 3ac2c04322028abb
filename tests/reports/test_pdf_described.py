"""What a PDF says of itself, its code for the online twin, its first page, and how far it is."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
import segno
from PIL import Image

from reports.formats import FORMATS, OF_QUESTIONNAIRES, Choices
from reports.lengths import Length
from reports.model import Report
from reports.paper import PageSize
from reports.pdf import first_page, preview, render
from reports.pdf.described import UNTAGGED
from reports.pdf.online import SIZE
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

FROZEN = datetime(2026, 11, 14, 16, 20, 5, tzinfo=UTC)
ONLINE = "https://prodworthy.example.org/report?a=0123456789abcdef"
CUT = Length.SUMMARY


def short(**more: object) -> Report:
    return example.report(depth="pulse").model_copy(update=more)


def test_a_pdf_names_its_title_language_maker_and_client_in_both_of_its_places() -> None:
    held = pdf.reader(render(short(client="Łódź & Söhne <GmbH>"), length=CUT))
    info = held.metadata
    root: Any = held.trailer["/Root"]
    xmp = held.xmp_metadata
    assert info is not None
    assert xmp is not None
    assert info.title == "Łódź & Söhne <GmbH>: Returns-fraud scoring, readiness for production"
    assert xmp.dc_title == {"x-default": info.title}
    assert root["/Lang"] == "en-GB"
    assert xmp.dc_language == ["en-GB"]
    assert (info.author, info.creator, xmp.dc_creator) == (
        "Prodworthy",
        "Prodworthy",
        ["Prodworthy"],
    )
    assert info.get("/Keywords") == xmp.pdf_keywords == "Łódź & Söhne <GmbH>"
    assert xmp.dc_rights == {"x-default": short().mark}
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert info.subject is not None
    assert info.subject.endswith(UNTAGGED)
    assert xmp.dc_description == {"x-default": info.subject}
    assert "/MarkInfo" not in root  # as long as that is so


def test_its_dates_are_the_moment_of_its_snapshot() -> None:
    held = pdf.reader(render(short(frozen_at=FROZEN), length=CUT))
    assert held.metadata is not None
    assert held.xmp_metadata is not None
    assert held.metadata.creation_date == held.metadata.modification_date == FROZEN
    assert held.xmp_metadata.xmp_create_date == FROZEN.replace(tzinfo=None)
    assert held.xmp_metadata.xmp_modify_date == FROZEN.replace(tzinfo=None)


def test_without_a_snapshot_they_are_when_the_report_was_made() -> None:
    known = pdf.reader(render(short(), length=CUT)).metadata
    assert known is not None
    assert known.creation_date == short().made_at


def test_the_same_snapshot_gives_the_same_bytes_later_that_day() -> None:
    made = short(frozen_at=FROZEN)
    later = made.model_copy(update={"made_at": made.made_at + timedelta(hours=2)})
    assert render(made, length=CUT) == render(later, length=CUT)


@pytest.mark.parametrize("name", ["\u202eevil\u0007\ud800", "北京 مثال 😀", "]]> <?xpacket end?>"])
def test_a_hostile_name_leaves_what_the_file_says_readable(name: str) -> None:
    known = pdf.reader(render(short(client=name), length=CUT)).xmp_metadata
    assert known is not None
    title = (known.dc_title or {})["x-default"]
    assert title.endswith(": Returns-fraud scoring, readiness for production")
    assert not set("\u202e\u0007") & set(title)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_cover_has_a_code_for_the_report_online_with_its_link_beside_it(size: PageSize) -> None:
    content = first_page(short(online=ONLINE), size, Length.FULL)
    [link] = [item for item in pdf.annotations(content) if "/URI" in item.get("/A", {})]
    assert link["/A"]["/URI"] == ONLINE
    assert ONLINE.removeprefix("https://") in pdf.texts(content)[0]
    right, top = (float(link["/Rect"][place]) for place in (2, 3))
    assert cells(content, right, top) == [list(row) for row in segno.make(ONLINE, error="m").matrix]


def cells(content: bytes, right: float, top: float) -> list[list[int]]:
    """The code read off the page as a camera sees it: 1 where the middle of a cell is dark."""
    scale, number = 4.0, len(segno.make(ONLINE, error="m").matrix)
    page = Image.open(io.BytesIO(preview.picture(content, 1, 72 * scale))).convert("L")
    pixels = np.asarray(page)
    height = float(pdf.reader(content).pages[0].mediabox.height)
    cell = SIZE / number

    def at(row: int, column: int) -> int:
        x, y = right - SIZE + (column + 0.5) * cell, height - top + (row + 0.5) * cell
        return int(pixels[round(1 + y * scale), round(1 + x * scale)] < 128)

    return [[at(row, column) for column in range(number)] for row in range(number)]


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "https://me:pw@host.example/report"]
)
def test_without_an_address_that_may_be_printed_there_is_no_code(address: str) -> None:
    content = first_page(short(online=address), "A4", Length.FULL)
    assert "online" not in pdf.texts(content)[0]
    assert not pdf.addresses(content)


@cache
def watched(length: Length) -> tuple[bytes, tuple[tuple[float, str], ...]]:
    """A report, and what was told while it was made."""
    told: list[tuple[float, str]] = []
    chosen = Choices(length=length)
    content = FORMATS[0].render(example.report(), chosen, lambda *now: told.append(now))
    return content, tuple(told)


@pytest.mark.parametrize("length", [Length.SUMMARY, Length.FULL])
def test_the_first_page_comes_at_once_with_all_but_the_page_numbers(length: Length) -> None:
    whole = pdf.texts(watched(length)[0])
    begun = pdf.texts(first_page(example.report(), "A4", length))
    assert "Page 1 of" not in begun[0]
    numbers = {str(number) for number in range(1, len(whole) + 1)} | {"–"}
    assert words(begun[0], numbers) == words(whole[0], numbers)


def words(text: str, numbers: set[str]) -> list[str]:
    """Sorted, without page numbers and the words around those: pages come in another order."""
    return sorted(word for word in text.split() if word.strip(".;,") not in {*numbers, "of"})


def test_every_format_with_pages_shows_its_first_one_early() -> None:
    assert [item.suffix for item in FORMATS if item.has_pages] == ["pdf"]
    assert [item.suffix for item in OF_QUESTIONNAIRES if item.has_pages] == ["pdf"]


def test_the_bar_never_goes_back_and_counts_the_pages_once() -> None:
    content, told = watched(Length.FULL)
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    number = preview.pages(content)
    laid = [what for _, what in told if what.startswith("Laying out page")]
    assert laid == [f"Laying out page {page} of {number}" for page in range(1, number + 1)]
    stages = dict.fromkeys(
        what.partition(" page ")[0].partition(": section")[0] for _, what in told
    )
    assert list(stages)[:2] == ["Drawing charts and tables", "Measuring"]
    assert list(stages)[-1] == "Laying out"
