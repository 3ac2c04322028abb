"""Why people stood where they stood, as they typed it: on the two pages, within the room there is."""

from collections.abc import Sequence
from math import ceil

from assessment.workshop.model import ReasonRead
from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, WorkshopRecord
from assessment.workshop.sight import ends_first
from reports.blocks import Block, Column, Heading, Prose, Row, Table, Words
from reports.room_words import at_level
from reports.wording import capital, plural, shortened

PAGE, A_NAME, A_LINE, A_SENTENCE = 56, 27, 65, 95
"""Lines of a page below its title; signs in a line of a name, of a reason, and of a page."""
BETWEEN = 0.6
"""Lines that the rule between two rows takes."""
_COLUMNS = (
    Column(title="Item", width=130), Column(title="Said at", width=62),
    Column(title="Why, as it was typed", width=307),
)  # fmt: skip
_Told = tuple[ItemRecord, ReasonRead]


def reasons_table(record: WorkshopRecord) -> tuple[Block, ...]:
    """What was typed on every item that stays disputed, then on those agreed against other votes.

    The lowest and the highest come first. Of a disputed item both are always told; what has no
    room is counted, and stands in the full report.
    """
    shown, left = _chosen(record)
    blocks: list[Block] = []
    if shown:
        blocks += [
            Heading(text="Why people stand apart"),
            Table(columns=_COLUMNS, rows=_rows(shown)),
        ]
    if left:
        more = f"{capital(plural(left, 'reason'))} more, as typed, in the full report."
        blocks.append(Prose(content=(Words(text=more),), kind="note"))
    return tuple(blocks)


def _chosen(record: WorkshopRecord) -> tuple[list[_Told], int]:
    """Those that are told, item by item, and how many are left out."""
    apart = [item for item in record.items if item.phase is Phase.DISPUTED]
    rest = [item for item in record.items if item.phase is Phase.AGREED and item.against]
    first = [told for item in apart for told in _of(item)[:2]]
    then = [told for item in apart for told in _of(item)[2:]]
    then += [told for item in rest for told in _of(item, item.typed)]
    room = PAGE - _taken(record)
    if sum(_lines(told) for told in first) > room:
        each = max(1, int(room / len(first) - BETWEEN))
        first = [_short(told, each * A_LINE) for told in first]
    kept = _fitting(first, then, room)
    order = {item.capability: place for place, item in enumerate((*apart, *rest))}
    kept.sort(key=lambda told: order[told[0].capability])
    return kept, len(first) + len(then) - len(kept)


def _of(item: ItemRecord, only: Sequence[ReasonRead] | None = None) -> list[_Told]:
    given = (*item.reasons, *item.typed) if only is None else only
    return [(item, reason) for reason in ends_first(given)]


def _fitting(first: list[_Told], then: list[_Told], room: float) -> list[_Told]:
    """All of ``first``, and of the others those that there are lines for."""
    room -= sum(_lines(told) for told in first)
    fits = list(first)
    for told in then:
        room -= _lines(told)
        if room < 0:
            break
        fits.append(told)
    return fits


def _short(told: _Told, signs: int) -> _Told:
    item, reason = told
    name = shortened(item.name, A_NAME).strip()
    text = shortened(reason.text, signs).strip()
    return item.model_copy(update={"name": name}), reason.model_copy(update={"text": text})


def _lines(told: _Told) -> float:
    return BETWEEN + max(ceil(len(told[1].text) / A_LINE), ceil(len(told[0].name) / A_NAME))


def _taken(record: WorkshopRecord) -> int:
    """Lines that the rest of the second page needs: decisions, what stops it, hands, use cases."""
    decided = sum(
        max(ceil(len(one.text) / 52), ceil(len(one.owner) / 20)) for one in record.decisions
    )
    stops = ceil(len(record.kill_criterion) / A_SENTENCE)
    return decided + stops + 2 + (4 + len(record.use_cases) if record.use_cases else 0) + 9


def _rows(shown: list[_Told]) -> tuple[Row, ...]:
    rows, before = [], ""
    for item, reason in shown:
        name = "" if item.capability == before else item.name
        cells = (
            (Words(text=name, strong=True),), (Words(text=at_level(reason)),),
            (Words(text=reason.text),),
        )  # fmt: skip
        rows.append(Row(cells=cells))
        before = item.capability
    return tuple(rows)
