"""Hostile and foreign files are refused in one sentence before anything is computed from them."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook

from reports import workbook
from reports.round_trip import locked, records
from reports.round_trip.opening import CannotOpen, Limits, opened
from reports.round_trip.origin import TITLE
from reports.round_trip.reading import read
from tests.reports.workbook_report import report


@cache
def content() -> bytes:
    return workbook.render(report(assessment="a1"))


def changed(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(content()))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rezipped(extra: dict[str, bytes], *, without: str = "") -> bytes:
    """The workbook with parts put in or taken out, as an archive and not as a workbook."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename != without and item.filename not in extra:
                new.writestr(item, old.read(item.filename))
        for name, data in extra.items():
            new.writestr(name, data)
    return made.getvalue()


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(CannotOpen) as error:
        opened(data, limits or Limits())
    told = str(error.value)
    assert told.endswith(".")
    assert "\n" not in told
    return told


def test_the_workbook_itself_opens_and_says_what_it_was_made_from() -> None:
    back = opened(content())
    assert back.origin.facts["assessment"] == "a1"
    assert back.origin.facts["pack digest"] == report().pack.digest
    assert set(back.grids) >= {"Schedule", "Capacity", "Decision log"}


def test_the_sheet_of_its_origin_is_hidden_from_people() -> None:
    book = load_workbook(io.BytesIO(content()))
    assert book[TITLE].sheet_state == "veryHidden"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not an .xlsx"),
        (b"a,b\n1,2\n", "not an .xlsx"),
        (b"%PDF-1.7", "not an .xlsx"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, word: str) -> None:
    assert word in refused(data)


def test_a_half_of_a_workbook_is_refused() -> None:
    assert "cannot be read" in refused(content()[: len(content()) // 2])


def test_the_strict_kind_of_open_xml_is_told_by_its_name() -> None:
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        book = archive.read("xl/workbook.xml")
    sheet = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    assert sheet in book
    strict = book.replace(sheet, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert "Strict Open XML" in refused(rezipped({"xl/workbook.xml": strict}))


def test_macros_are_refused_by_their_part_and_by_the_files_kind() -> None:
    assert "macros" in refused(rezipped({"xl/vbaProject.bin": b"\0"}))
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        kinds = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert plain in kinds
    assert "macros" in refused(rezipped({"[Content_Types].xml": kinds.replace(plain, macro)}))


def test_a_zip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = rezipped({"xl/media/image9.png": b"\0" * 100_000_000})
    assert len(bomb) < 1_000_000
    assert "unpacks to far more" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_no_better() -> None:
    bomb = bytearray(rezipped({"zz.bin": b"\0" * 100_000_000}))
    # The size unpacked stands at 24 of the last entry of the directory, four bytes long.
    place = bomb.rfind(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert "." in refused(bytes(bomb))


def test_too_many_parts_are_refused() -> None:
    assert "parts" in refused(rezipped({f"x/{n}": b"" for n in range(1_100)}))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert "larger than" in refused(content(), Limits(file=1_000))


def test_entities_of_its_own_are_refused() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    assert "XML of its own" in refused(rezipped({"xl/sharedStrings.xml": lol}))


def test_more_rows_or_columns_than_a_plan_can_have_are_refused() -> None:
    def tall(book: Workbook) -> None:
        book["Schedule"]["C20500"] = "far down"

    def wide(book: Workbook) -> None:
        book["Schedule"]["ZZ5"] = "far out"

    assert "20,000 rows" in refused(changed(tall))
    assert "400 columns" in refused(changed(wide))


def test_what_is_typed_below_row_40_000_is_not_passed_over_in_silence() -> None:
    def far(book: Workbook) -> None:
        book["Schedule"]["C45123"] = "far down"

    assert "the last of them in row 45,123" in refused(changed(far))


def test_a_renamed_sheet_is_known_by_its_headers_and_ids_and_a_copy_is_not() -> None:
    def renamed(book: Workbook) -> None:
        book["Schedule"].title = "Plan for Q1"

    def twice(book: Workbook) -> None:
        book.copy_worksheet(book["Schedule"]).title = "Plan for Q2"
        book["Schedule"].title = "Plan for Q1"

    back = opened(changed(renamed))
    assert back.renamed == {"Schedule": "Plan for Q1"}
    assert back.grids.keys() == opened(content()).grids.keys()
    assert not opened(changed(twice)).renamed


def test_a_million_cells_are_refused() -> None:
    def many(book: Workbook) -> None:
        for row in range(20, 60):
            for column in range(1, 60):
                book["Schedule"].cell(row, column, 1)

    assert "2,000 cells" in refused(changed(many), Limits(cells=2_000))


def test_a_workbook_of_somebody_elses_is_refused() -> None:
    other = io.BytesIO()
    Workbook().save(other)
    assert "does not say what it was made from" in refused(other.getvalue())


def test_a_changed_origin_is_refused() -> None:
    def touch(book: Workbook) -> None:
        book[TITLE]["D2"] = "another assessment"

    assert "damaged" in refused(changed(touch))
    assert "damaged" in refused(changed(lambda book: book[TITLE].delete_rows(9)))


def test_a_number_of_400_digits_is_no_number_and_breaks_nothing() -> None:
    parts = zipfile.ZipFile(io.BytesIO(content()))
    digits = {
        name: re.sub(
            rb'(<c r="[A-Z]+5"[^>]* t="n"[^>]*><v>)', rb"\g<1>" + b"9" * 400, parts.read(name)
        )
        for name in parts.namelist()
        if name.startswith("xl/worksheets/sheet")
    }
    back = opened(rezipped(digits))
    said = read(back.grids, back.origin.entries).remarks
    assert any("Schedule!" in one and "(Person-weeks): inf is no number" in one for one in said)
    assert locked.changed(back.grids, back.origin.locked, back.origin.entries)
    assert records.changed(back.records, back.origin.records)
