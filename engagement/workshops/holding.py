"""Opening a workshop: everything that the room will be asked is written down as it stands now."""

import secrets
from collections.abc import Sequence

from pydantic import ValidationError

from assessment.workshop.model import Candidate, Item, RoleOffered, Workshop
from content.model import Pack
from content.workshops.agendas import Block, workshop_rules
from engagement.faults import NAME, Refused, fitting, refusal
from engagement.identity import new_id
from engagement.model import Workspace
from engagement.outside import clock
from engagement.store import Store, Transaction, packs, workshops
from engagement.store import clients as rows
from engagement.workshops.codes import new_code
from engagement.workshops.model import Proposal
from engagement.workshops.proposing import proposals
from engagement.workspaces import assessment_in, record_in, roles_in, workspace_in

QUESTION = "Which one describes today, not the plan?"


def open_workshop(
    store: Store, *, assessment_id: str, agenda: str, by: str,
    items: Sequence[str] | None = None, blocks: Sequence[Block] | None = None,
) -> Workshop:  # fmt: skip
    """Open a workshop with the agenda's blocks (or ``blocks``) and items by capability id.

    Without ``items`` they are those that are proposed. An assessment has one open workshop at a
    time: where one is open already, that one comes back.
    """
    fitting(NAME, name=by)
    if not by.strip():
        raise Refused("Give your name: whoever facilitates stands for how the workshop was run.")
    proposed = {item.capability: item for item in proposals(store, assessment_id)}
    chosen = tuple(items) if items is not None else tuple(proposed)[: workshop_rules().items_most]
    with store.writing() as tx:
        place = workspace_in(tx, assessment_id)
        running = [
            each for each in workshops.of_assessment(tx, assessment_id) if not each.closed_at
        ]
        if running:
            return running[0]
        made = _made(tx, place, agenda, by.strip(), blocks)
        pack = packs.get(tx, place.assessment.pack.digest)
        workshops.add(tx, made, secrets.token_hex(32), _items(pack, chosen, proposed))
        record_in(tx, assessment_id, "workshop opened", by=by, workshop=made.id)
    return made


def of_assessment(store: Store, assessment_id: str) -> tuple[Workshop, ...]:
    """An assessment's workshops, newest first."""
    with store.reading() as tx:
        return workshops.of_assessment(tx, assessment_in(tx, assessment_id).id)


def workshop_in(tx: Transaction, workshop_id: str) -> Workshop:
    """A workshop for whoever may work on its assessment; to look at."""
    return _of_ours(tx, workshops.get(tx, workshop_id))


def held_in(tx: Transaction, workshop_id: str) -> Workshop:
    """The same for a transaction that writes: whoever else holds it waits for its end."""
    return _of_ours(tx, workshops.held(tx, workshop_id))


def _of_ours(tx: Transaction, found: Workshop | None) -> Workshop:
    if found is None:
        raise Refused("There is no such workshop; open it from Ask.")
    assessment_in(tx, found.assessment_id)
    return found


def new_item(pack: Pack, position: int, capability: str, proposed: Proposal | None) -> Item:
    """A question in the words of the assessment's pack."""
    found = {item.id: item for item in pack.capabilities}.get(capability)
    if found is None:
        raise Refused(f"The pack {pack.id} {pack.version} has no capability {capability}.")
    return Item(
        position=position, capability=capability, name=found.name, question=QUESTION,
        anchors=found.anchors, why=proposed.why if proposed else (),
        conflict=proposed.conflict if proposed else False,
    )  # fmt: skip


def _items(pack: Pack, chosen: Sequence[str], proposed: dict[str, Proposal]) -> list[Item]:
    return [
        new_item(pack, position, capability, proposed.get(capability))
        for position, capability in enumerate(dict.fromkeys(chosen), start=1)
    ]


def _made(
    tx: Transaction, place: Workspace, agenda: str, by: str, blocks: Sequence[Block] | None
) -> Workshop:
    known = workshop_rules().agenda(agenda)
    if known is None:
        names = ", ".join(item.id for item in workshop_rules().agendas)
        raise Refused(f"No agenda is called {agenda}; there are {names}.")
    now = clock.now()
    try:
        return Workshop(
            id=new_id(), assessment_id=place.assessment.id, client_id=place.client.id,
            client=place.client.name, use_case=place.use_case.name,
            fictional=place.client.fictional, code=_code(tx),
            screen_key=secrets.token_urlsafe(18), agenda=agenda,
            blocks=tuple(blocks or known.blocks), roles=_roles(tx, place),
            candidates=_candidates(tx, place), opened_at=now, opened_by=by, block_since=now,
        )  # fmt: skip
    except ValidationError as error:
        raise refusal(error) from None


def _roles(tx: Transaction, place: Workspace) -> tuple[RoleOffered, ...]:
    return tuple(
        RoleOffered(id=role.id, name=role.name, group=role.group)
        for role in roles_in(tx, place.assessment)
    )


def _candidates(tx: Transaction, place: Workspace) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(id=case.id, name=case.name, summary=case.summary)
        for case in rows.use_cases(tx, place.client.id)
    )


def _code(tx: Transaction) -> str:
    while True:
        code = new_code()
        if workshops.free_code(tx, code):
            return code
