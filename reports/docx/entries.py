"""Entries of the evidence index, and queries in full."""

from docx.oxml.ns import qn

from reports.blocks import Entry, Line, Words
from reports.docx.elements import Element, el
from reports.docx.kit import Kit
from reports.docx.words import holding, paragraph, pieces, runs, state


def query(text: str, kit: Kit, role: str = "code") -> list[Element]:
    """A query with its own line breaks and indents."""
    made = el("r")
    made.extend(pieces(_indented(text)))
    return [holding([made], role, kit)]


def _indented(text: str) -> str:
    """Spaces at the beginning of a line stay as wide as they are."""
    lines = []
    for part in text.splitlines() or [""]:
        bare = part.lstrip(" \t")
        lines.append("\u00a0" * (len(part) - len(bare)) + bare)
    return "\n".join(lines)


def entry(block: Entry, kit: Kit) -> list[Element]:
    """Number and state in the margin, the sentence and its facts beside them."""
    number = Words(text=block.number, mono=True)
    sentence = Words(text=f"\t{block.title}", strong=True)
    made = [paragraph((number, sentence), "entry", kit, anchor=block.anchor)]
    lines = _lines(block)
    margin = state(block.state.tone, block.state.word, kit)
    first = lines[0] if lines else ()
    made.append(holding([*margin, *runs("\t", kit), *runs(first, kit)], "entry-first", kit))
    made += [paragraph(line, "entry-text", kit) for line in lines[1:]]
    if block.queries:
        made += query("\n\n".join(block.queries), kit, "entry-code")
    return made


def _lines(block: Entry) -> list[Line]:
    """The facts, each named, and then the trail with the way back in one paragraph."""
    lines = [_named(name, content) for name, content in block.facts]
    trail = [*block.trail, *((("Used in", block.used_in),) if block.used_in else ())]
    joined: list[Words] = []
    for name, content in trail:
        joined += [Words(text="   ")] if joined else []
        joined += _named(name, content)
    return [*lines, tuple(joined)] if joined else lines


def _named(name: str, content: Line) -> Line:
    return (Words(text=f"{name}  ", quiet=True), *content)


def ends_with_text(made: list[Element]) -> bool:
    """Whether the last of the elements is a paragraph, as a cell asks for."""
    return bool(made) and made[-1].tag == qn("w:p")
