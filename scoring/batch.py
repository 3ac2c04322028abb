"""Many assessments judged in one go, such as a whole portfolio."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from content.model import Pack
from scoring.model import Inputs, Scorecard
from scoring.readiness import judge


def judge_all(given: Iterable[tuple[Pack, Inputs]], as_of: datetime) -> Iterator[Scorecard]:
    """One scorecard for each (pack, inputs), in the order given, each as ``judge`` makes it.

    One after the other, so that a thousand need no more memory than one and take a thousand times
    as long; what is drawn at random is drawn once for all that share a pack's judgements. Raises
    what ``judge`` raises, at the assessment concerned.
    """
    for pack, inputs in given:
        yield judge(pack, inputs, as_of)
