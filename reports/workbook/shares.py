"""Numbers that are shares shown as the report shows them: 99.95 %, the cell itself staying 0.9995."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from reports.quantities import is_share
from reports.workbook.table import HEADER_ROW, Column

PERCENT = "0.0##%"
"""Close to all and to nothing the digits make the difference."""


def show_shares(
    sheet: Worksheet, columns: Sequence[Column], unit: str, numbers: Sequence[str]
) -> None:
    """Give the cells of ``numbers`` the look of a share where their row's ``unit`` is one."""
    places = {column.title: place for place, column in enumerate(columns, start=1)}
    wanted = {places[title] for title in numbers}
    there: dict[tuple[int, int], Any] = sheet._cells  # asking for a cell would make the empty ones
    for (row, column), cell in there.items():
        if row <= HEADER_ROW or column not in wanted or cell.data_type != "n":
            continue
        said = there.get((row, places[unit]))
        if said is not None and is_share(str(said.value or "")):
            # Cells of a column share one look; this one has its own from here on.
            cell._style = copy(cell._style)
            cell.number_format = PERCENT
