"""Entries of the evidence index: all of a finding, its queries in full, its places with links."""

from reports.blocks import Entry, Line
from reports.html.markup import EMPTY, Html, element, way
from reports.html.tables import state
from reports.html.words import Kit, runs


def query(text: str) -> Html:
    """A query in the typewriter face with its own line breaks."""
    return element("pre", element("code", text))


def entry(block: Entry, kit: Kit) -> Html:
    """Number and state beside the sentence and its facts."""
    name = kit.fresh("entry")
    trail = [*block.trail, *((("Used in", block.used_in),) if block.used_in else ())]
    body = element(
        "div",
        kit.heading(block.title, id=name),
        _facts(block.facts, kit, "facts"),
        _facts(tuple(trail), kit, "facts trail"),
        *(query(item) for item in block.queries),
    )
    side = element("p", element("code", block.number), state(block.state), cls="number")
    return element(
        "article", side, body, id=kit.place(block.anchor), cls="entry", aria_labelledby=name
    )


def _facts(facts: tuple[tuple[str, Line], ...], kit: Kit, look: str) -> Html:
    if not facts:
        return EMPTY
    pairs = (
        element(
            "div",
            element("dt", name),
            element("dd", runs(content, kit), dir=way(words.text for words in content)),
        )
        for name, content in facts
    )
    return element("dl", *pairs, cls=look)
