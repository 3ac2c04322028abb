"""How long a report is: the two-page summary, the report, or the full report with its appendix."""

import re
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from reports.blocks import Prose, Section, Words


class Length(StrEnum):
    """What a reader asks for."""

    SUMMARY = "summary"
    REPORT = "report"
    FULL = "full"


NAMES = {
    Length.SUMMARY: "Two-page summary",
    Length.REPORT: "Report",
    Length.FULL: "Full report",
}

BODY = (Length.REPORT, Length.FULL)
APPENDIX = 90
"""From this ``ORDER`` on a section is part of the appendix."""

_PAGE = re.compile(r"(?:(?:from|on|see) )?page\u00a0\{page\}")


def lengths_of(order: int) -> tuple[Length, ...]:
    """In which lengths a section of so high an ``ORDER`` stands, unless its module says another."""
    return (Length.FULL,) if order >= APPENDIX else BODY


def cut(sections: tuple[Section, ...], length: Length) -> tuple[Section, ...]:
    """The sections with every page that they do not hold named as one of the full report."""
    if length is Length.FULL or not sections:
        return sections
    held = {section.anchor for section in sections}
    told = tuple(_told(section, held) for section in sections)
    if length is Length.SUMMARY:
        return tuple(_unnumbered(section) for section in told)
    last = told[-1]
    return (*told[:-1], last.model_copy(update={"blocks": (*last.blocks, _LEFT_OUT)}))


_LEFT_OUT = Prose(
    content=(
        Words(
            text="Method, the trail of every figure, all questions and answers, and each entry (F-…) "
            "of the evidence index stand in the full report of the same result."
        ),
    ),
    kind="note",
)


def _unnumbered(value: Any) -> Any:
    """The value without the numbers of findings: whoever holds two pages alone knows none of them."""
    if isinstance(value, tuple):
        return tuple(_unnumbered(item) for item in value if not _numbers_a_finding(item))
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(update={name: _unnumbered(held) for name, held in fields.items()})
    return value


def _numbers_a_finding(value: Any) -> bool:
    return isinstance(value, Words) and value.target.startswith("#evidence-F-")


def _told(value: Any, held: set[str]) -> Any:
    """The value with each run of words that counts on a page which is not there told otherwise."""
    if isinstance(value, tuple):
        return tuple(_told(item, held) for item in value)
    if isinstance(value, Words):
        if not value.page_of or value.page_of in held:
            return value
        text = _PAGE.sub("in the full report", value.text)
        return value.model_copy(update={"text": text, "page_of": "", "target": ""})
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: _told(held_value, held) for name, held_value in fields.items()}
        return value.model_copy(update=changed)
    return value
