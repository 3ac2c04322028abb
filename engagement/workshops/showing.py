"""What everybody in the room may see now: one value for phones and the big screen."""

from collections import Counter
from datetime import datetime, timedelta
from hmac import compare_digest
from statistics import median

from assessment.workshop.model import Item, Round, Workshop
from assessment.workshop.phases import DONE, VOTES, Phase, Stage
from assessment.workshop.sight import findings_shown, reasons_shown, rounds_shown
from assessment.workshop.spread import Spread, sentence, spread
from content.workshops.agendas import workshop_rules
from engagement.faults import Refused
from engagement.store import (
    Store,
    Transaction,
    brands,
    workshop_choices,
    workshop_votes,
    workshops,
)
from engagement.workshops.model import (
    BlockShown,
    ItemShown,
    Mine,
    NotIn,
    Result,
    Room,
    UseCaseShown,
)
from engagement.workshops.tokens import holder


def version(store: Store, workshop_id: str) -> int:
    """How often the workshop changed; 0 where there is none. Cheap: ask it as often as you like."""
    with store.reading() as tx:
        return workshops.version(tx, workshop_id)


def watch(store: Store, *, workshop_id: str, key: str) -> None:
    """Let a big screen in; :class:`NotIn` where the key is not this workshop's."""
    with store.reading() as tx:
        found = workshops.get(tx, workshop_id)
    if found is None or not compare_digest(found.screen_key.encode(), key.encode()):
        raise NotIn("This address shows no workshop; open the big screen from the console again.")


def listen(store: Store, token: str) -> str:
    """Id of the workshop whose events a ticket may follow."""
    with store.reading() as tx:
        return holder(tx, token)[0].id


def room(store: Store, workshop_id: str) -> Room:
    """All that may be seen by everybody at this moment."""
    with store.reading() as tx:
        found = workshops.get(tx, workshop_id)
        if found is None:
            raise Refused("There is no such workshop.")
        return room_in(tx, found)


def room_in(tx: Transaction, at: Workshop) -> Room:
    """:func:`room` inside a transaction that is open."""
    base = Room(
        workshop_id=at.id, version=at.version, client=at.client, use_case=at.use_case,
        fictional=at.fictional, locale=brands.locale(tx, at.client_id), code=at.code,
        roles=at.roles, agenda=tuple(block.title for block in at.blocks), stage=at.stage,
        block=_block(at), joined=workshop_votes.joined(tx, at.id), chosen=at.chosen,
        decisions=workshop_choices.decisions(tx, at.id), kill_criterion=at.kill_criterion,
    )  # fmt: skip
    if at.stage is Stage.ITEM:
        return _with_item(tx, at, base)
    if at.stage in (Stage.DOTS, Stage.GRID):
        return _with_use_cases(tx, at, base)
    if at.stage in (Stage.CONFIDENCE, Stage.CLOSED):
        return _with_fingers(tx, at, base)
    return base


def mine(store: Store, token: str) -> Mine:
    """What the holder of a ticket gave so far; nobody else's."""
    with store.reading() as tx:
        at, person = holder(tx, token)
        item = workshops.item(tx, at.id, at.current) if at.current else None
        by_number = {
            held.number: workshop_votes.vote(tx, held.id, person.id)
            for held in workshop_votes.rounds(tx, at.id)
            if item is not None and held.position == item.position
        }
        placed = {
            case: (impact, feasibility)
            for who, case, impact, feasibility in workshop_choices.places(tx, at.id)
            if who == person.id
        }
        dots = {
            case: n for who, case, n in workshop_choices.dots(tx, at.id) if who == person.id
        }  # fmt: skip
        fingers = workshop_choices.fingers(tx, at.id).get(person.id)
    second = 2 in by_number
    return Mine(
        participant_id=person.id, name=person.name, role=person.role,
        vote=by_number.get(2 if second else 1), earlier=by_number.get(1) if second else None,
        dots=dots, placed=placed, fingers=fingers,
    )  # fmt: skip


def _block(at: Workshop) -> BlockShown:
    block = at.blocks[at.block]
    ends = at.block_since + timedelta(minutes=block.minutes, seconds=at.block_extra)
    return BlockShown(
        title=block.title, kind=block.kind, number=at.block + 1, of=len(at.blocks), ends_at=ends,
        facts=block.facts,
    )  # fmt: skip


def ends_at(item: Item) -> datetime | None:
    """When the clock of the item's phase runs out; ``None`` where the phase has none."""
    seconds = workshop_rules().seconds.get(str(item.phase))
    if seconds is None or item.since is None:
        return None
    return item.since + timedelta(seconds=seconds + item.extra)


def _with_item(tx: Transaction, at: Workshop, base: Room) -> Room:
    items = workshops.items(tx, at.id)
    item = next((each for each in items if each.position == at.current), None)
    if item is None:
        return base
    held: dict[int, Round] = {
        each.number: each
        for each in workshop_votes.rounds(tx, at.id)
        if each.position == item.position
    }
    return base.model_copy(update=_of_item(item, len(items)) | _of_rounds(tx, item, held))


def _of_item(item: Item, of: int) -> dict[str, object]:
    shown = ItemShown(
        capability=item.capability, name=item.name, question=item.question, anchors=item.anchors,
        number=item.position, of=of,
    )  # fmt: skip
    result = Result(
        phase=item.phase, agreed=item.agreed, dissent=item.dissent, owner=item.owner, due=item.due
    )
    return {
        "phase": item.phase,
        "item": shown,
        "ends_at": ends_at(item),
        "reasons": item.reasons if reasons_shown(item) else (),
        "findings": item.findings if findings_shown(item) else (),
        "result": result if item.phase in DONE else None,
    }


def _of_rounds(tx: Transaction, item: Item, held: dict[int, Round]) -> dict[str, object]:
    shown = {n: spreads_of(tx, held[n]) for n in sorted(rounds_shown(item)) if n in held}
    newest = shown[max(shown)] if shown else None
    taking = held.get(VOTES.get(item.phase, 0))
    open_now = taking is not None and taking.closed_at is None
    last = held[max(held)] if held else None
    return {
        "round_id": taking.id if taking and open_now else "",
        "round_number": last.number if last else 0,
        "voted": workshop_votes.voted(tx, last.id) if last else 0,
        "spread": newest,
        "first": shown.get(1) if len(shown) > 1 else None,
        "sentence": sentence(newest) if newest else "",
    }


def spreads_of(tx: Transaction, held: Round) -> Spread:
    """The spread of a round's votes."""
    return spread(workshop_votes.cast(tx, held.id))


def _with_use_cases(tx: Transaction, at: Workshop, base: Room) -> Room:
    rules = workshop_rules()
    dots = workshop_choices.dots(tx, at.id)
    places = workshop_choices.places(tx, at.id)
    who = dots if at.stage is Stage.DOTS else places
    return base.model_copy(
        update={
            "use_cases": use_cases_shown(at, dots, places),
            "dots_each": rules.dots,
            "dots_most": rules.dots_on_one,
            "voted": len({row[0] for row in who}),
        }
    )


def use_cases_shown(
    at: Workshop, dots: tuple[tuple[str, str, int], ...],
    places: tuple[tuple[str, str, int, int], ...],
) -> tuple[UseCaseShown, ...]:  # fmt: skip
    """Use cases with what people gave them together; the dots only once they are shown."""
    counted: Counter[str] = Counter()
    for _, case, count in dots:
        counted[case] += count
    hidden = at.stage is Stage.DOTS and not at.revealed
    return tuple(
        UseCaseShown(
            id=case.id, name=case.name, summary=case.summary,
            dots=None if hidden else counted[case.id],
            impact=_middle([row[2] for row in places if row[1] == case.id]),
            feasibility=_middle([row[3] for row in places if row[1] == case.id]),
            placed=sum(row[1] == case.id for row in places),
        )
        for case in at.candidates
    )  # fmt: skip


def _middle(values: list[int]) -> float | None:
    return float(median(values)) if values else None


def _with_fingers(tx: Transaction, at: Workshop, base: Room) -> Room:
    given = list(workshop_choices.fingers(tx, at.id).values())
    none, one, two, three, four, five = (given.count(count) for count in range(6))
    shown = at.revealed or at.stage is Stage.CLOSED
    counts = (none, one, two, three, four, five) if shown else None
    phases = [item.phase for item in workshops.items(tx, at.id)]
    return base.model_copy(
        update={
            "voted": len(given), "fingers": counts, "agreed": phases.count(Phase.AGREED),
            "disputed": phases.count(Phase.DISPUTED),
        }
    )  # fmt: skip
