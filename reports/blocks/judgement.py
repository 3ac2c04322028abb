"""Charts of the judgement: gate, heat map, dumbbells, beliefs."""

from content.values import Value
from reports.blocks.text import State
from reports.blocks.words import Block


class GateRow(Value):
    """One area: its verdict, index (level, low, high) and its weakest critical capability."""

    name: str
    state: State
    index: tuple[float, float, float] | None
    weakest: str
    chance: float | None
    target: str = ""


class GateChart(Block):
    """Index and gate side by side; ``limits`` are the chances for conditional and ready.

    ``low`` asks for rows of the least height.
    """

    rows: tuple[GateRow, ...]
    index_limit: float
    limits: tuple[float, float]
    alt: str
    low: bool = False


class HeatRow(Value):
    """One capability: probability of each level, what is claimed and used, or why neither."""

    name: str
    critical: bool
    belief: tuple[float, float, float, float, float]
    claimed: float | None
    used: float | None
    open_word: str = ""
    target: str = ""
    used_target: str = ""


class HeatGroup(Value):
    """The capabilities of an area under its name and index."""

    name: str
    figure: str
    rows: tuple[HeatRow, ...]


class Heatmap(Block):
    """Groups in two columns; the key and the note follow the right one."""

    left: tuple[HeatGroup, ...]
    right: tuple[HeatGroup, ...]
    note: str
    alt: str


class DumbbellRow(Value):
    """Claimed and used level with the 80 % interval; state and difference at the right."""

    name: str
    critical: bool
    strong: bool
    claimed: float
    used: float
    low: float
    high: float
    state: str
    difference: str
    target: str = ""


class Dumbbells(Block):
    """Distances between claims and what the score uses, widest first."""

    rows: tuple[DumbbellRow, ...]
    limit: float
    alt: str


class BeliefStep(Value):
    """The probability of levels 1 to 5 after one step."""

    name: str
    note: str
    belief: tuple[float, float, float, float, float]


class BeliefSteps(Block):
    """How one capability's belief moved, step by step on one scale."""

    steps: tuple[BeliefStep, ...]
    alt: str
