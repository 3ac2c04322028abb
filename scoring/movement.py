"""Two results compared, with the causes of every movement."""

from types import MappingProxyType

from content.differences import asked_otherwise
from content.model import Pack
from scoring.comparison import AreaMovement, Comparison, Movement, compare
from scoring.model import Inputs, Scorecard
from scoring.movement_causes import Places, new_evidence
from scoring.movement_split import OVERALL, Split, as_frozen, split
from scoring.other_pack import judged_under, under

Judged = tuple[Scorecard, Inputs]
"""A result, and what went into it."""


def explain(
    pack: Pack, before: Judged, after: Judged, *, earlier: Pack | None = None,
    places: Places = MappingProxyType({}),
) -> Comparison:  # fmt: skip
    """What moved from ``before`` to ``after``, and by which causes.

    ``pack`` is the one ``after`` was judged with, ``earlier`` that of ``before`` where it is at hand:
    with it the note says which capabilities ask something else now. Between two versions of one pack
    the part of the pack is what the later one makes of the earlier inputs. Results of another pack
    are not explained, nor those whose kind of use case the later version does not know.
    """
    (old, given), (new, inputs) = before, after
    again, asked = old, given
    if old.pack != new.pack:
        if old.pack.id != new.pack.id or not _knows(pack, given):
            return compare(old, new)
        again, asked = judged_under(pack, given, old.as_of), under(pack, given)
    plain = compare(old, new, again)
    found = split(pack, as_frozen(old, asked), inputs, new.as_of, places)
    told = (_told(item, found, asked, inputs, places) for item in plain.movements)
    return plain.model_copy(
        update={
            "movements": tuple(told),
            "areas": _areas(old, new, found),
            "parts": found.areas.get(OVERALL, ()),
            "note": " ".join(filter(None, (plain.note, _reworded(earlier, pack)))),
        }
    )


def _knows(pack: Pack, given: Inputs) -> bool:
    """Whether a version of a pack has the kind of use case and the depth of earlier inputs."""
    profiles, depths = {item.id for item in pack.profiles}, {item.id for item in pack.depths}
    return given.profile in profiles and given.depth in depths


def _reworded(earlier: Pack | None, pack: Pack) -> str:
    """Which capabilities ask something else: what was answered before, was to the earlier text."""
    if earlier is None or earlier.digest == pack.digest:
        return ""
    names = [item.short_name for item in pack.capabilities
             if asked_otherwise(earlier, pack, item.id)]  # fmt: skip
    if not names:
        return ""
    return (
        f"Worded otherwise in version {pack.version}: {', '.join(names)}. What was answered before "
        "was answered to the earlier text."
    )


def _told(item: Movement, found: Split, before: Inputs, after: Inputs, places: Places) -> Movement:
    return item.model_copy(
        update={
            "parts": found.capabilities.get(item.capability, ()),
            "shown": new_evidence(before, after, item.capability, places),
        }
    )


def _areas(before: Scorecard, after: Scorecard, found: Split) -> tuple[AreaMovement, ...]:
    old = {item.id: item.band.level for item in before.areas if item.band}
    return tuple(
        AreaMovement(
            area=new.id, before=old[new.id], after=new.band.level, parts=found.areas.get(new.id, ())
        )
        for new in after.areas
        if new.band and new.id in old
    )
