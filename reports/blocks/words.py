"""Runs of text, lines, and what blocks and sections are."""

from pydantic import SerializeAsAny

from content.values import Value


class Words(Value):
    """A run of text. ``page_of`` is an anchor whose page number stands in place of ``{page}``."""

    text: str
    target: str = ""
    strong: bool = False
    mono: bool = False
    quiet: bool = False
    page_of: str = ""
    bare: bool = False
    """A link without underline and colour, where the look of the words matters more."""


Line = tuple[Words, ...]


def line(*parts: str | Words) -> Line:
    """A line of plain texts and runs."""
    return tuple(part if isinstance(part, Words) else Words(text=part) for part in parts)


class Block(Value):
    """The base of every block."""


class Section(Value):
    """One section: its name for heads and contents, its finding as a sentence, its blocks."""

    id: str
    name: str
    title: str
    lead: Line = ()
    blocks: tuple[SerializeAsAny[Block], ...]
    shares_page: bool = False
    """May begin below the section before it, or let the next one begin below it, though one of both
    runs on to another page; what fits a page whole may stand below another anyway."""
    alone: bool = False
    """Begins a page of its own whatever room there is, so that its title is the one message there."""
    goes_on: str = ""
    """The message of the further pages of a long section; its title again where it has none."""

    @property
    def anchor(self) -> str:
        """Where links to the section point."""
        return f"section-{self.id}"
