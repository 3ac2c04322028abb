"""Abbreviations are spelled out where they are first used, in the note of that section."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from reports.blocks import Block, Figures, Heading, Prose, Section, Table, Words

MEANINGS = {
    "AI": "artificial intelligence",
    "API": "application programming interface",
    "CI/CD": "continuous integration and delivery",
    "GPU": "graphics processor",
    "LLM": "large language model",
    "ML": "machine learning",
    "PSI": "population stability index",
    "RAG": "retrieval-augmented generation",
    "SLA": "service level agreement",
    "SLI": "service level indicator",
    "SLO": "service level objective",
    "SRE": "site reliability engineering",
    "UTC": "coordinated universal time",
    "p-value": "chance of such a result where nothing is wrong",
}
_SKIPPED = {
    "target",
    "anchor",
    "page_of",
    "id",
    "alt",
    "text_id",
    "used_target",
    "figure_target",
    "closes_target",
}


def spelled_out(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections, each with a note of the abbreviations that it is the first to use."""
    known: set[str] = set()
    return tuple(_noted(section, known) for section in sections)


def _noted(section: Section, known: set[str]) -> Section:
    text = " ".join(_texts(section))
    found = [short for short in MEANINGS if short not in known and _uses(text, short)]
    known.update(found)
    new = [
        short
        for short in found
        if not re.search(rf"\({re.escape(short)}\)|\b{re.escape(short)} \(", text)
    ]
    if not new or section.id == "cover":
        known.difference_update(new if section.id == "cover" else ())
        return section
    words = Words(text=" ".join(f"{short}: {MEANINGS[short]}." for short in new))
    return section.model_copy(update={"blocks": _with_note(section.blocks, words)})


def _with_note(blocks: tuple[Block, ...], words: Words) -> tuple[Block, ...]:
    """The words at the end of the last note, or as a note of their own.

    A note of its own stands above a closing table, so that it is never alone on a last page.
    """
    last = blocks[-1]
    if isinstance(last, Prose) and last.kind == "note":
        gap = Words(text=" ")
        return (*blocks[:-1], last.model_copy(update={"content": (*last.content, gap, words)}))
    place = len(blocks) - 1 if isinstance(last, Figures | Table) else len(blocks)
    if isinstance(last, Table) and place and isinstance(blocks[place - 1], Heading):
        place -= 1
    return (*blocks[:place], Prose(content=(words,), kind="note"), *blocks[place:])


def _uses(text: str, short: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text) is not None


def _texts(value: Any) -> Iterator[str]:
    """Every text that a reader sees in the section."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Words):
        if not value.mono:
            yield value.text
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _SKIPPED:
                yield from _texts(getattr(value, name))
