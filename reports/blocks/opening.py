"""Cover and answer: what a reader meets first."""

from content.values import Value
from reports.blocks.words import Block, Line
from reports.colours import Tone


class EmblemColumn(Value):
    """One area on the cover: the rounded used level of each capability, ``None`` for none."""

    name: str
    levels: tuple[int | None, ...]


class Cover(Block):
    """The first page: for whom, about what, when; one bar a capability; where to find what."""

    kicker: str
    client: str
    use_case: str
    promise: str
    mark: str
    columns: tuple[EmblemColumn, ...]
    note: str
    facts: tuple[tuple[str, str], ...]
    footer: str
    logo: bytes = b""
    """A PNG in the place of the product's name; empty for none."""
    colour: str = ""
    """The client's colour as ``#rrggbb``; empty for none."""
    online: str = ""
    """Where the same report stands online; empty for nowhere."""


class Share(Value):
    """A share (0–1) of a whole, with its tone and word."""

    tone: Tone
    word: str
    share: float


class OnlineTwin(Block):
    """Where the same report stands online: a code for a camera, and the address as a link."""

    address: str


class Answer(Block):
    """The panel of the verdict; without a ``tone`` it shows an index in place of a verdict."""

    label: str
    tone: Tone | None
    word: str
    qualifier: str
    note: str
    shares_title: str = ""
    shares: tuple[Share, ...] = ()
    index: tuple[float, float, float] | None = None


class Reason(Value):
    """A plain sentence, what was seen and when, the chance, and a figure with its target."""

    headline: str
    content: Line
    chance: str
    figure: str
    figure_note: str
    figure_target: str = ""


class Reasons(Block):
    """The reasons of the verdict, numbered."""

    items: tuple[Reason, ...]


class DecisionCard(Value):
    """A decision asked for: verb and content, and by whom and when."""

    title: str
    text: str
    who: str


class DecisionCards(Block):
    """Up to three decisions side by side."""

    items: tuple[DecisionCard, ...]


class Figure(Value):
    """A big figure with its label and a small note."""

    label: str
    value: str
    note: str
    target: str = ""


class Figures(Block):
    """Up to four figures at the foot of the page."""

    items: tuple[Figure, ...]
