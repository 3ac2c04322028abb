"""What a room is shown of what is known: how much, area by area, and nothing of any item.

Levels and findings of single items stay unseen until the room has voted on them. What is told is
frozen when the part of the agenda begins, so that the screen shows one state while it is talked about.
"""

from assessment.model import AnswerKind, Outcome
from content.model import Pack
from content.workshops.agendas import Block, Fact
from engagement.judging import inputs_in
from engagement.store import Transaction, packs
from scoring.model import Inputs

_SEEN = (Outcome.PRESENT, Outcome.ABSENT)
_SAID = (AnswerKind.LEVEL, AnswerKind.TALLY, AnswerKind.DONT_KNOW)


def begun(tx: Transaction, block: Block, assessment_id: str, digest: str) -> Block:
    """The part of the agenda as it begins, with what its screen shows."""
    if block.shows != "known":
        return block
    return block.model_copy(
        update={"facts": facts(packs.get(tx, digest), inputs_in(tx, assessment_id))}
    )


def facts(pack: Pack, given: Inputs) -> tuple[Fact, ...]:
    """A line an area, then the published shares that the pack's forecast rests on."""
    told = [_of_area(pack, area.id, area.name, given) for area in pack.areas]
    held = pack.judgements.forecast
    rates = [rate for rate in pack.base_rates if held and rate.id in held.rates]
    published = [
        Fact(head=f"{rate.publisher}, {rate.year}", text=rate.claim.strip()) for rate in rates
    ]
    return (*filter(None, told), *published)


def _of_area(pack: Pack, area: str, name: str, given: Inputs) -> Fact | None:
    """How many of its questions were answered, and looked at; ``None`` where none is asked."""
    asked = {one.id for one in pack.capabilities if one.area == area} & set(given.asked)
    if not asked:
        return None
    said = {one.capability for one in given.answers if one.kind in _SAID} & asked
    seen = {
        bearing.capability
        for finding in given.findings if finding.outcome in _SEEN
        for bearing in finding.bearings if bearing.pack == pack.id
    } & asked  # fmt: skip
    looked = f"{len(seen)} looked at" if seen else "none looked at"
    return Fact(head=name, text=f"{len(said)} of {len(asked)} answered, {looked}")
