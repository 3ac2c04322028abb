"""How a value becomes a cell: typed, and never a formula unless this product wrote the formula."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook.look import LINK

LONGEST = 32_000
"""Characters of a cell; a spreadsheet holds 32,767."""

DAY, MOMENT = "d mmm yyyy", "yyyy-mm-dd hh:mm"
QUOTED = ("=", "+", "-", "@", "\t", "\n")
"""How a text begins that a spreadsheet could take for a formula."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Link:
    """A text that opens an http or https address, or a cell of this workbook."""

    text: str
    url: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula that this product wrote: cell references and numbers, never a client's text.

    ``result`` is what it comes to as long as nobody edits a cell.
    """

    text: str
    result: str | float | date
    shape: str = "General"


class Computed(str):
    """The text of a formula in a cell, with its result: the library's cells hold only one of them."""

    __slots__ = ("result",)
    result: str | float | date


Content = str | int | float | bool | date | datetime | Link | Formula | None


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell of a row and a column, both from 1; no cell of this product is merged."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} of {sheet.title} is merged")
    return cell


def put(cell: Cell, content: Content, shape: str = "") -> None:
    """Write ``content`` by its type; ``shape`` is a number format such as ``0.0``."""
    usual = _hold(cell, content)
    if usual and not isinstance(content, str | Link | None):
        cell.number_format = shape or usual


Looks = dict[object, Any]
"""By kind of cell: a look that was put together before."""


def put_dressed(
    cell: Cell, content: Content, shape: str, looks: Looks, kind: object,
    dress: Callable[[Cell], None],
) -> None:  # fmt: skip
    """As :func:`put`; the first cell of a kind is dressed, the others take its look.

    Putting a look together takes longer than all else.
    """
    held: Any = cell
    if kind in looks and not (isinstance(content, str) and content.startswith(QUOTED)):
        _hold(cell, content)
        held._style = copy(looks[kind])
        return
    put(cell, content, shape)
    dress(cell)
    if not cell.quotePrefix:
        looks[kind] = held._style


def _hold(cell: Any, content: Content) -> str:
    """Give the cell its value; returns the number format that is usual for it.

    Past the setter of the library, which finds out again what is known here.
    """
    if isinstance(content, Formula):
        cell._value = computed = Computed(content.text)
        computed.result, cell.data_type = content.result, "f"
        return content.shape
    if isinstance(content, Link):
        put_link(cell, content)
    elif isinstance(content, bool):
        put_text(cell, "yes" if content else "no")
    elif isinstance(content, str):
        put_text(cell, content)
    elif isinstance(content, datetime):
        cell._value, cell.data_type = utc(content), "d"
        return MOMENT
    elif isinstance(content, date):
        cell._value, cell.data_type = content, "d"
        return DAY
    elif content is not None:
        cell._value, cell.data_type = content, "n"
        return "General"
    return ""


def utc(moment: datetime) -> datetime:
    """A moment as a cell holds it: UTC, without a zone and without parts of a second."""
    local, offset = moment.replace(tzinfo=None, microsecond=0), moment.utcoffset()
    if offset is None:  # of the machine's own zone
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return local - offset if offset else local


def put_text(cell: Cell, text: str) -> None:
    """Write text as text: one that starts like a formula stays text, control characters go."""
    clean = plain(text)
    if clean:
        held: Any = cell
        held._value, held.data_type = clean, "s"
        if clean.startswith(QUOTED):
            # Tells a spreadsheet that re-reads the cell on edit to keep it as text.
            cell.quotePrefix = True


def plain(text: str) -> str:
    """The text without what XML or a cell cannot hold; every line end is a line feed."""
    if text.isprintable() and len(text) <= LONGEST:  # nearly every one, and quickly known
        return text
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def put_link(cell: Cell, link: Link) -> None:
    """Write the text with its link; an address that is not plain http or https is left out."""
    put_text(cell, link.text)
    if link.cell:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link.cell)
    elif is_web_address(link.url):
        cell.hyperlink = link.url
    else:
        return
    cell.font = LINK


def is_web_address(url: str) -> bool:
    """Whether a link may be written: http or https, a host, no credentials, not too long."""
    if len(url) > 2000 or _NOT_IN_XML.search(url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
