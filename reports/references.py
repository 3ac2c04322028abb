"""Many findings in few words: numbers in order, each once, runs as ranges, the blind as a count."""

from collections.abc import Iterable
from itertools import groupby

from assessment.blind_spots import BLIND
from assessment.model import Finding, Outcome
from content.values import Value
from reports.blocks import Line, Words
from reports.entries import finding_numbers
from reports.model import Report
from reports.numbering import finding_anchor
from reports.wording import join

_SHORTEST_RANGE = 3
"""Numbers in a row that are worth a range; two are as short side by side."""
_MOST = 60
"""Numbers and ranges of one line, about ten printed lines; the rest is counted."""


class References(Value):
    """The entries that say something, and how many findings say nothing, by what they lack.

    ``numbers`` are present and absent ones in the order of the evidence index, each once.
    """

    numbers: tuple[str, ...]
    unseen: int = 0
    beside: int = 0

    @property
    def silent(self) -> tuple[str, ...]:
        """What the findings without a number of their own are, such as *14 that could not …*."""
        unseen = (f"{self.unseen} that could not be looked at",) if self.unseen else ()
        verb = "does" if self.beside == 1 else "do"
        return (*unseen, *((f"{self.beside} that {verb} not apply",) if self.beside else ()))


def references(report: Report, ids: Iterable[str]) -> References:
    """The references to findings by their ids; an id that the report lacks is left out."""
    wanted, numbers = set(ids), finding_numbers(report)
    held = {item.id: item for item in report.findings if item.id in wanted}.values()
    return References(
        numbers=tuple(sorted({numbers[item.id] for item in held if item.conclusive})),
        unseen=sum(item.outcome in BLIND for item in held),
        beside=sum(item.outcome is Outcome.NOT_APPLICABLE for item in held),
    )


def listed(found: References) -> str:
    """Every number by itself, so that a search finds it: *F-0001, F-0002 and 2 that …*."""
    numbers = (", ".join(found.numbers),) if found.numbers else ()
    return join((*numbers, *found.silent))


def as_ranges(found: References) -> Line:
    """The numbers with links, at least three in a row as a range: *F-0012, F-0015–F-0018*."""
    runs = _runs(found.numbers)
    parts: list[Words] = []
    for run in runs[:_MOST]:
        parts += [Words(text=", ")] if parts else []
        parts += _range(run) if len(run) >= _SHORTEST_RANGE else _each(run)
    rest = sum(len(run) for run in runs[_MOST:])
    told = ((f"{rest} more in the evidence index",) if rest else ()) + found.silent
    if not told:
        return tuple(parts) or (Words(text="–"),)
    before = "none; " if not parts else " and " if len(told) == 1 else ", "
    return (*parts, Words(text=before + join(told)))


def together(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Findings of one statement and one outcome together, in the order of the first of each."""
    held: dict[tuple[str, Outcome], list[Finding]] = {}
    for item in findings:
        held.setdefault((item.statement, item.outcome), []).append(item)
    return tuple(tuple(items) for items in held.values())


def _runs(numbers: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The numbers cut where one is missing."""
    placed = enumerate(numbers)
    grouped = groupby(placed, key=lambda pair: int(pair[1].rpartition("-")[2]) - pair[0])
    return [tuple(number for _, number in pairs) for _, pairs in grouped]


def _each(run: tuple[str, ...]) -> list[Words]:
    parts: list[Words] = []
    for number in run:
        parts += [Words(text=", ")] if parts else []
        parts.append(_link(number))
    return parts


def _range(run: tuple[str, ...]) -> list[Words]:
    return [_link(run[0]), Words(text="–"), _link(run[-1])]


def _link(number: str) -> Words:
    return Words(text=number, target=f"#{finding_anchor(number)}")
