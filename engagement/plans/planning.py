"""What to do about it: the client's side of the plan, and the roadmap that follows."""

from datetime import date, datetime

from content.model import Pack
from engagement.faults import Refused
from engagement.judging import digest_of, inputs_in, judged
from engagement.memory import Memory
from engagement.model import Workspace
from engagement.outside import clock
from engagement.plans.plan_items import must_be_known
from engagement.races import Overtaken, differing
from engagement.store import Store, Transaction, packs, plans
from engagement.watching.watched import metrics_of_probe, watched_in
from engagement.workspaces import record_in, workspace_in
from scoring.entries import owned
from scoring.model import Inputs, Scorecard
from scoring.proof import Watched
from scoring.roadmap import plan
from scoring.roadmap_model import PlanInputs, Roadmap, Status
from scoring.schedule import PlanImpossibleError
from scoring.sensitivity import Basis, basis

REMEMBERED = 32
"""Plans kept in memory: a slider that is moved back shows what was there at once."""


PlanItem = plans.PlanItem


_MEMORY: Memory[Roadmap] = Memory(REMEMBERED)


_JUDGEMENTS: Memory[Basis] = Memory(4)


def plan_inputs(store: Store, assessment_id: str) -> PlanInputs:
    """What the plan is made from: the client's figures, and over them what this plan keeps."""
    with store.reading() as tx:
        return plan_inputs_in(tx, assessment_id, clock.now().date())


def roadmap(
    store: Store,
    assessment_id: str,
    as_of: datetime | None = None,
    inputs: PlanInputs | None = None,
) -> Roadmap:
    """The plan at ``as_of`` (now, where none is given); with ``inputs`` it is a trial, not kept."""
    moment = as_of or clock.now()
    pack, given, kept = at_hand(store, assessment_id, moment)
    wanted = inputs or kept
    card = judged(pack, given, as_of)
    # No day depends on who does it, so that a name is on the screen before a plan could be made anew.
    bare = wanted.model_copy(update={"owners": {}})
    with store.reading() as tx:
        watched = watched_in(tx, assessment_id, pack, moment)
    key = (assessment_id, digest_of(given), pack.digest, card.as_of, bare.model_dump_json(),
           watched.key)  # fmt: skip
    try:
        made = _MEMORY.of(key, lambda: _planned(pack, card, given, bare, moment, watched))
    except PlanImpossibleError as impossible:
        raise Refused(str(impossible)) from None
    return owned(made, wanted.owners)


def at_hand(store: Store, assessment_id: str, moment: datetime) -> tuple[Pack, Inputs, PlanInputs]:
    """What a plan at ``moment`` is made from: the pack, what is judged, the kept figures."""
    with store.reading() as tx:
        given = inputs_in(tx, assessment_id)
        place = workspace_in(tx, assessment_id)
        pack = packs.get(tx, place.assessment.pack.digest)
        return pack, given, plan_inputs_in(tx, assessment_id, moment.date())


def judgement(pack: Pack, given: Inputs, card: Scorecard) -> Basis:
    """The judgement behind a scorecard, ready for any number of what-ifs; remembered."""
    key = (digest_of(given), pack.digest, card.as_of)
    return _JUDGEMENTS.of(key, lambda: basis(pack, given, card.as_of))


def keep_plan(
    store: Store, assessment_id: str, inputs: PlanInputs, *, instead_of: PlanInputs | None = None,
    by: str = "", over: bool = False,
) -> PlanInputs:  # fmt: skip
    """Keep the figures of a trial: those that differ from the client's, and every row's.

    Refused, and the kept plan stays, where no plan can be made from them, or where what is kept is
    not ``instead_of`` any more: a second window does not undo what the first one kept, but with
    ``over``, where whoever keeps it has seen that.
    """
    roadmap(store, assessment_id, inputs=inputs)
    with store.writing() as tx:
        now = plan_inputs_in(tx, assessment_id, clock.now().date())
        began = None if instead_of is None or over else _as_entered(instead_of)
        if began is not None and began != _as_entered(now):
            raise Overtaken(
                differing(_as_entered(inputs), _as_entered(now)),
                "The plan was changed meanwhile, in another window or by somebody else. It is "
                "shown now; look at it, then keep yours again.",
            )
        place = workspace_in(tx, assessment_id)
        plans.save_settings(tx, assessment_id, _own_settings(place, inputs))
        touched = {item.initiative for item in plans.items(tx, assessment_id)} | _named(inputs)
        for initiative in sorted(touched):
            must_be_known(tx, assessment_id, initiative)
            plans.save_item(tx, assessment_id, _item(inputs, initiative))
        record_in(tx, assessment_id, "plan kept", by=by)
    return inputs


def plan_inputs_in(tx: Transaction, assessment_id: str, today: date) -> PlanInputs:
    """:func:`plan_inputs` inside a transaction; a plan that keeps no start begins ``today``."""
    place = workspace_in(tx, assessment_id)
    client, use_case = place.client, place.use_case
    own = plans.settings(tx, assessment_id)
    items = plans.items(tx, assessment_id)
    return PlanInputs(
        start=own.start or today,
        capacity=client.capacity | own.capacity,
        rates=client.rates | own.rates,
        currency=client.currency if own.currency is None else own.currency,
        freezes=client.freezes if own.freezes is None else own.freezes,
        owners={item.initiative: item.owner for item in items if item.owner},
        effort_mid={item.initiative: item.effort_mid for item in items if item.effort_mid},
        effort_low={item.initiative: item.effort_low for item in items if item.effort_low},
        effort_high={item.initiative: item.effort_high for item in items if item.effort_high},
        done={item.initiative: item.done for item in items if item.done is not None},
        earliest={item.initiative: item.earliest for item in items if item.earliest},
        starts_on={item.initiative: item.starts_on for item in items if item.starts_on},
        end_by={item.initiative: item.end_by for item in items if item.end_by},
        status={item.initiative: _claimed(item.status) for item in items if item.status},
        dropped=tuple(item.initiative for item in items if item.dropped),
        forced=tuple(item.initiative for item in items if item.forced),
        capacity_changes=own.capacity_changes or (),
        duties=own.duties or (),
        proved=own.proved,
        value_low=use_case.value_low if own.value_low is None else own.value_low,
        value_high=use_case.value_high if own.value_high is None else own.value_high,
    )


def _claimed(status: Status) -> Status:
    """What people can say: proof was once kept as if somebody could, and follows from readings."""
    return Status.DONE if status is Status.PROVED else status


def _planned(
    pack: Pack, card: Scorecard, given: Inputs, wanted: PlanInputs, moment: datetime,
    watched: Watched,
) -> Roadmap:  # fmt: skip
    return plan(
        pack, card, given.findings, wanted, moment,
        traits=given.traits, overrules=given.overrules, metrics_of_probe=metrics_of_probe(),
        made=judgement(pack, given, card), watched=watched,
    )  # fmt: skip


def _own_settings(place: Workspace, inputs: PlanInputs) -> plans.PlanSettings:
    """Only what differs: a figure that the client changes later reaches the plan all the same."""
    client, use_case = place.client, place.use_case
    return plans.PlanSettings(
        start=inputs.start,
        capacity=_differing(inputs.capacity, client.capacity),
        rates=_differing(inputs.rates, client.rates),
        currency=None if inputs.currency == client.currency else inputs.currency,
        freezes=None if inputs.freezes == client.freezes else inputs.freezes,
        value_low=None if inputs.value_low == use_case.value_low else inputs.value_low,
        value_high=None if inputs.value_high == use_case.value_high else inputs.value_high,
        capacity_changes=inputs.capacity_changes or None,
        duties=inputs.duties or None,
        proved=inputs.proved,
    )


def _as_entered(inputs: PlanInputs) -> PlanInputs:
    """Without the order that a solver may have proved in the meantime."""
    return inputs.model_copy(update={"proved": None})


def _differing(mine: dict[str, float], theirs: dict[str, float]) -> dict[str, float]:
    return {role: figure for role, figure in mine.items() if theirs.get(role) != figure}


def _named(inputs: PlanInputs) -> set[str]:
    rows = (
        inputs.owners, inputs.effort_mid, inputs.effort_low, inputs.effort_high, inputs.done,
        inputs.earliest, inputs.starts_on, inputs.end_by, inputs.status, inputs.dropped,
        inputs.forced,
    )  # fmt: skip
    return {initiative for row in rows for initiative in row}


def _item(inputs: PlanInputs, initiative: str) -> plans.PlanItem:
    return plans.PlanItem(
        initiative=initiative,
        owner=inputs.owners.get(initiative, ""),
        status=inputs.status.get(initiative),
        effort_mid=inputs.effort_mid.get(initiative),
        effort_low=inputs.effort_low.get(initiative),
        effort_high=inputs.effort_high.get(initiative),
        done=inputs.done.get(initiative),
        earliest=inputs.earliest.get(initiative),
        starts_on=inputs.starts_on.get(initiative),
        end_by=inputs.end_by.get(initiative),
        dropped=initiative in inputs.dropped,
        forced=initiative in inputs.forced,
    )
