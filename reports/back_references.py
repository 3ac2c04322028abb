"""The way back: each entry of the evidence index says which sections lead to it."""

from typing import Any

from pydantic import BaseModel

from reports.blocks import Block, Entry, Line, Section, Words

_APPENDIX = "Appendix: "
_BY_CAPABILITY = "questions"
"""The section that an entry leads to by itself, by each capability that it bears on."""


def with_ways_back(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections, the entries filled with links to the sections that point at them."""
    users: dict[str, list[Section]] = {}
    for section in sections:
        for target in dict.fromkeys(_targets(section)):
            users.setdefault(target, []).append(section)
    return tuple(
        section.model_copy(
            update={"blocks": tuple(_filled(block, users, section) for block in section.blocks)}
        )
        for section in sections
    )


def _filled(block: Block, users: dict[str, list[Section]], own: Section) -> Block:
    if not isinstance(block, Entry):
        return block
    using = [
        item
        for item in users.get(f"#{block.anchor}", [])
        if item.id not in (own.id, _BY_CAPABILITY)
    ]
    return block.model_copy(update={"used_in": _line(using)})


def _line(using: list[Section]) -> Line:
    parts: list[Words] = []
    for place, item in enumerate(using):
        parts += [Words(text="; ")] if place else []
        parts.append(
            Words(
                text=f"{item.name.removeprefix(_APPENDIX)}, page\u00a0{{page}}",
                page_of=item.anchor,
                target=f"#{item.anchor}",
            )
        )
    return tuple(parts)


def _targets(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [target for item in value for target in _targets(item)]
    if not isinstance(value, BaseModel):
        return []
    found: list[str] = []
    for name in type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, str) and "target" in name and held.startswith("#"):
            found.append(held)
        found += _targets(held)
    return found
