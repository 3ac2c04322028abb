"""Leaders against practitioners alone, the largest difference first."""

from content.model import Pack
from reports.group_words import compared, headline, told
from scoring.model import Scorecard
from ui.components.charts.agreement import rows_of
from ui.components.charts.parts import Spec
from ui.theme.palette import Palette

MOST = 15


def groups(card: Scorecard, pack: Pack, colours: Palette) -> Spec:
    """A square for leaders and a disc for practitioners, fifteen capabilities at most."""
    return rows_of(compared(card)[:MOST], pack, colours)


def described(card: Scorecard, pack: Pack) -> str:
    """The chart in words."""
    head = headline(card, lambda item: pack.capability(item).short_name)
    lines = (
        f"{pack.capability(item.id).short_name}: {told(item)}" for item in compared(card)[:MOST]
    )
    return f"{head}. {' '.join(lines)}"
