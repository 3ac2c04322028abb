"""A column of a table, mostly one to edit, with numbers as the client's people write them.

Streamlit's number columns know one decimal mark, the point. Where the client's is another, the column
is one of text at the right, which is checked as it is typed and read back here.
"""

import re
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from content.locales import current, written
from engagement.faults import Refused

_TYPED = r"^\s*\d[\d.,'\u2019\u00a0\u202f ]*$"
_GROUPED = {
    ",": re.compile(r"-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?"),
    ".": re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}
"""Figures in groups, by the mark between them."""
_LONE = re.compile(r"-?\d*\.\d+")
_PLAIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?")
_SPACES = re.compile(r"[\s'\u2019]")


class Amounts(NamedTuple):
    """One column: its name, how a figure is written (``.1f``), and between what it may be."""

    name: str
    form: str = ""
    least: float = 0.0
    most: float | None = None
    step: float | None = None
    help: str | None = None

    def config(self, width: int | None = None) -> Any:
        """What Streamlit has to know of it."""
        if not _in_other_marks():
            return st.column_config.NumberColumn(
                min_value=self.least, max_value=self.most, step=self.step, help=self.help,
                format=f"%{self.form}" if self.form else None, width=width,
            )  # fmt: skip
        return st.column_config.TextColumn(
            alignment="right", validate=_TYPED, help=self.help, width=width
        )

    def cell(self, value: float | None) -> float | str | None:
        """A figure as it stands in the table."""
        if value is None or not _in_other_marks():
            return value
        return written(value, f",{self.form or '.15g'}")

    def kind(self) -> str:
        """The type of the column, for a table that may be empty."""
        return "string" if _in_other_marks() else "Float64"

    def read(self, cell: Any) -> float | None:
        """The figure in a cell, ``None`` for an empty one; :class:`Refused` with what is wrong."""
        if pd.isna(cell) or cell == "":
            return None
        value = read(cell) if isinstance(cell, str) else float(cell)
        if value is None:
            raise Refused(f"{self.name}: {cell} is no number; write it like {written(1.5, 'g')}.")
        if value < self.least or (self.most is not None and value > self.most):
            upto = "" if self.most is None else f" and at most {written(self.most, 'g')}"
            raise Refused(f"{self.name}: give at least {written(self.least, 'g')}{upto}.")
        return value


def read(typed: str) -> float | None:
    """A number as people of the client write it, or with a point; ``None`` for what is none.

    Where the comma is the decimal mark, ``1.500`` is fifteen hundred, while ``1.5`` can only mean one
    and a half. Where the point is, ``1,500`` is fifteen hundred, and ``1,5`` is none: it was meant as
    one and a half, and taken for fifteen.
    """
    text = _SPACES.sub("", typed)
    mark = "." if current().decimal == "," else ","
    if _GROUPED[mark].fullmatch(text):
        text = text.replace(mark, "")
    elif mark in text and not _LONE.fullmatch(text):
        return None
    text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None


def _in_other_marks() -> bool:
    return current().decimal != "."
