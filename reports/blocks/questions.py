"""Charts of a questionnaire: points by section, and every question as a mark by its risk."""

from content.values import Value
from reports.blocks.words import Block
from reports.colours import Tone


class SectionBar(Value):
    """A section's points: ``low`` is sure, up to ``high`` is what open questions could add, of
    ``most``; ``part`` for one within another, ``strong`` for what decides the whole."""

    name: str
    low: float
    high: float
    most: float
    figure: str
    part: bool = False
    strong: bool = False


class SectionBars(Block):
    """One bar a section. With ``ends`` all share a scale on which bands of the whole end there;
    without, each bar is drawn as a share of its own most."""

    rows: tuple[SectionBar, ...]
    ends: tuple[float, ...] = ()
    alt: str


class RiskRow(Value):
    """A section with its questions, worst first, each by its tone."""

    name: str
    marks: tuple[Tone, ...]
    figure: str = ""


class RiskMarks(Block):
    """Every question as a mark: square high, diamond medium, circle none, hollow not known."""

    rows: tuple[RiskRow, ...]
    alt: str
