"""Two results compared, with the causes of every movement."""

from content.model import Pack
from scoring.comparison import AreaMovement, Comparison, Movement, compare
from scoring.model import Inputs, Scorecard
from scoring.movement_causes import new_evidence
from scoring.movement_split import OVERALL, Split, split


def explain(
    pack: Pack, before: Scorecard, before_inputs: Inputs, after: Scorecard, after_inputs: Inputs
) -> Comparison:
    """What moved from ``before`` to ``after``, and by which causes; each with what went into it.

    ``pack`` is the one ``after`` was judged with. Results of another version are not explained.
    """
    plain = compare(before, after)
    if not plain.comparable:
        return plain
    found = split(pack, before_inputs, after_inputs, before.as_of, after.as_of)
    told = (_told(item, found, before_inputs, after_inputs) for item in plain.movements)
    return plain.model_copy(
        update={
            "movements": tuple(told),
            "areas": _areas(before, after, found),
            "parts": found.areas.get(OVERALL, ()),
        }
    )


def _told(item: Movement, found: Split, before: Inputs, after: Inputs) -> Movement:
    return item.model_copy(
        update={
            "parts": found.capabilities.get(item.capability, ()),
            "shown": new_evidence(before, after, item.capability),
        }
    )


def _areas(before: Scorecard, after: Scorecard, found: Split) -> tuple[AreaMovement, ...]:
    return tuple(
        AreaMovement(
            area=old.id, before=old.band.level, after=new.band.level,
            parts=found.areas.get(old.id, ()),
        )
        for old, new in zip(before.areas, after.areas, strict=True)
        if old.band and new.band
    )  # fmt: skip
