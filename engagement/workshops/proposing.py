"""Which items are worth the room's time, from the judged assessment, each with its reasons."""

from collections.abc import Sequence

from assessment.workshop.model import CONTRADICTED
from content.workshops.agendas import workshop_rules
from engagement.answers.rounds import second_rounds
from engagement.judging import scorecard
from engagement.store import Store
from engagement.workshops.model import Proposal
from engagement.workspaces import pack_of, workspace
from reports.people_words import explained
from reports.wording import plural
from scoring.model import CapabilityScore, State


def proposals(store: Store, assessment_id: str) -> tuple[Proposal, ...]:
    """The items most worth talking about, first the one that most is; at most ``items_most``.

    In conflict or split comes before unknown; critical before not; what people agree on and no
    probe contradicts is left out, and so is what was voted on twice without a dispute.
    """
    pack = pack_of(store, workspace(store, assessment_id).assessment)
    card = scorecard(store, assessment_id)
    twice = second_rounds(store, assessment_id)
    worth = [
        item
        for item in card.capabilities
        if item.applicable and _why(item) and not _settled(item, twice)
    ]
    names = {item.id: item.name for item in pack.capabilities}
    ordered = sorted(worth, key=_order)[: workshop_rules().items_most]
    return tuple(
        Proposal(
            capability=item.id, name=names[item.id], why=tuple(_why(item)), critical=item.critical,
            conflict=item.conflict_open, explained=explained(item.agreement) if _split(item) else "",
        )
        for item in ordered
    )  # fmt: skip


def _order(item: CapabilityScore) -> tuple[bool, bool, bool, float, str]:
    loud = item.conflict_open or item.discuss or item.state is State.DISPUTED
    return not (loud and item.critical), not loud, not item.critical, _agreement(item), item.id


def _settled(item: CapabilityScore, twice: Sequence[str]) -> bool:
    """Whether two rounds settled it; a third would only wear people down."""
    return item.id in twice and not item.conflict_open and item.state is not State.DISPUTED


def _agreement(item: CapabilityScore) -> float:
    return 1.0 if item.agreement is None else item.agreement


def _why(item: CapabilityScore) -> Sequence[str]:
    """Reasons to spend time on it; empty where there is none."""
    found = []
    if item.conflict_open:
        found.append(CONTRADICTED)
    if item.vote_range and _split(item):
        found.append(f"People stand {plural(item.vote_range, 'level')} apart")
    if item.critical and item.claim is None and item.asked:
        told = f"; {item.dont_know} do not know" if item.dont_know else ""
        found.append(f"Nobody gave a level{told}")
    return [*found, "Critical for the gate"] if found and item.critical else found


def _split(item: CapabilityScore) -> bool:
    """Whether people stand far enough apart among themselves to be told so."""
    return bool(item.vote_range) and (item.discuss or item.state is State.DISPUTED)
