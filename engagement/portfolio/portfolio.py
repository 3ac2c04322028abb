"""A client's use cases together: which first, what would change that, what the next ones cost."""

from datetime import date, datetime

from content.model import Pack
from content.portfolio import PortfolioJudgement, portfolio_judgement
from engagement import judging, workspaces
from engagement.clients import client_list, use_cases
from engagement.faults import Refused
from engagement.model import Assessment, UseCase
from engagement.plans import deciding, planning
from engagement.store import Store, assessments, packs
from reports.model import Decision
from reports.portfolio_words import start_title, stop_sentences
from scoring.model import Inputs
from scoring.portfolio import ranked
from scoring.portfolio_model import Candidate, Measured, Portfolio, Ranking, SequenceStep
from scoring.portfolio_sequence import Built, days_of, work_of
from scoring.portfolio_stop import stop_rule
from scoring.roadmap_model import Roadmap

LONGEST_SEQUENCE = 3
"""The first use case, then the second and third: beyond, a plan's dates mean little."""


def compared(store: Store, client_id: str, as_of: datetime | None = None) -> Portfolio:
    """The ranking of a client's use cases alone, at ``as_of`` (now if none): no plan is made."""
    with store.reading() as tx:
        client = client_list.client_in(tx, client_id)
    ranking = ranked(candidates(store, client_id, as_of), portfolio_judgement())
    return Portfolio(ranking=ranking, currency=client.currency)


def portfolio(store: Store, client_id: str, as_of: datetime | None = None) -> Portfolio:
    """:func:`compared` with the stop rule of the first and the sequence, for which it is planned."""
    held = compared(store, client_id, as_of)
    steps, plans = _sequence(store, held.ranking, newest_grids(store, client_id), as_of)
    first = plans.get(held.ranking.first.id) if held.ranking.first else None
    rule = stop_rule(held.ranking, first, portfolio_judgement())
    return held.model_copy(update={"stop": rule, "sequence": steps})


def candidates(
    store: Store, client_id: str, as_of: datetime | None = None
) -> tuple[Candidate, ...]:
    """The client's use cases with what their sponsors said and what their assessments show."""
    newest = newest_grids(store, client_id)
    return tuple(
        _candidate(store, item, newest.get(item.id), as_of)
        for item in use_cases.use_cases(store, client_id)
    )


def newest_grids(store: Store, client_id: str) -> dict[str, Assessment]:
    """Use case id -> its newest assessment with an evidence grid, where it has one."""
    found: dict[str, Assessment] = {}
    with store.reading() as tx:
        for item in assessments.of_client(tx, client_id):
            known = item.use_case_id in found
            if not known and isinstance(packs.either(tx, item.pack.digest), Pack):
                found[item.use_case_id] = item
    return found


def begin_with(store: Store, client_id: str, owner: str, by: str = "") -> Decision:
    """Record that the recommended use case is the first, with its stop rule and who holds to it.

    It is kept with its newest assessment; :class:`Refused` without one, or without a name.
    """
    held = portfolio(store, client_id)
    first = held.ranking.first
    place = newest_grids(store, client_id).get(first.id) if first else None
    if first is None or held.stop is None or place is None:
        raise Refused("Assess the use case first: its plan gives the day of the stop rule.")
    if not owner.strip():
        raise Refused("Say who holds to the stop rule: a name.")
    return deciding.record_decision(
        store, assessment_id=place.id, title=start_title(first),
        text=" ".join(stop_sentences(held, portfolio_judgement())), owner=owner.strip(),
        due=held.stop.by, by=by,
    )  # fmt: skip


def begun_with(store: Store, held: Portfolio, client_id: str) -> Decision | None:
    """The decision to start with the recommended use case, where somebody recorded it."""
    first = held.ranking.first
    place = newest_grids(store, client_id).get(first.id) if first else None
    if first is None or place is None:
        return None
    taken = deciding.decisions(store, place.id)
    return next((item for item in taken if item.title == start_title(first)), None)


def _candidate(
    store: Store, use_case: UseCase, place: Assessment | None, as_of: datetime | None
) -> Candidate:
    judgement = portfolio_judgement()
    known = {part.id for part in judgement.parts}
    return Candidate(
        id=use_case.id, name=use_case.name, sponsor=use_case.sponsor,
        risk_class=use_case.traits.risk_class,
        value_low=use_case.value_low, value_high=use_case.value_high,
        feasibility={part: level for part, level in use_case.feasibility.items() if part in known},
        measured=_measured(store, place, judgement, as_of) if place else {},
    )  # fmt: skip


def _measured(
    store: Store, place: Assessment, judgement: PortfolioJudgement, as_of: datetime | None
) -> dict[str, Measured]:
    """The indexes that an assessment gives; one of which too little was answered gives none."""
    pack = workspaces.pack_of(store, place)
    card = judging.scorecard(store, place.id, as_of)
    last = _last_day(judging.inputs(store, place.id), place)
    return {
        part.id: Measured(level=area.band.level, low=area.band.low, high=area.band.high, day=last)
        for part in judgement.parts
        for area in card.areas
        if area.id == part.from_area
        and area.band is not None
        and area.coverage >= pack.judgements.thresholds.coverage_for_verdict
    }


def _sequence(
    store: Store, ranking: Ranking, newest: dict[str, Assessment], as_of: datetime | None
) -> tuple[tuple[SequenceStep, ...], dict[str, Roadmap]]:
    """The steps, and by use case the plans as if each were the only one."""
    steps, plans, built = [], {}, Built()
    begin: date | None = None
    waits = False
    for item in ranking.standings[:LONGEST_SEQUENCE]:
        step, alone, after = _step(store, item.id, item.name, newest.get(item.id), built, begin,
                                   as_of)  # fmt: skip
        steps.append(step.model_copy(update={"waits": waits}))
        if alone is None or after is None:
            waits = True
            continue
        plans[item.id] = alone
        built.add(item.name, workspaces.pack_of(store, newest[item.id]), after)
        begin = after.gate.p50 if after.gate else after.start
        waits = waits or (after.gate is None and bool(after.unplanned_blockers))
    return tuple(steps), plans


def _step(
    store: Store, use_case_id: str, name: str, place: Assessment | None, built: Built,
    begin: date | None, as_of: datetime | None,
) -> tuple[SequenceStep, Roadmap | None, Roadmap | None]:  # fmt: skip
    if place is None:
        return _without(use_case_id, name, "It is not assessed yet.")
    if not judging.scorecard(store, place.id, as_of).gives_verdict:
        return _without(use_case_id, name, "Its assessment is a pulse, which gives no plan.")
    pack = workspaces.pack_of(store, place)
    kept = planning.plan_inputs(store, place.id)
    start = max(kept.start, begin) if begin else kept.start
    try:
        first = kept.model_copy(update={"start": start})
        alone = planning.roadmap(store, place.id, as_of, inputs=first)
        inherits = built.inherited(pack, alone)
        given = first.model_copy(update={"inherited": kept.inherited | dict(days_of(inherits))})
        after = planning.roadmap(store, place.id, as_of, inputs=given) if inherits else alone
    except Refused as refused:
        return _without(use_case_id, name, refused.sentence)
    step = SequenceStep(
        id=use_case_id, name=name, start=start, alone=work_of(alone), after=work_of(after),
        inherits=inherits, blockers=len(after.unplanned_blockers),
    )  # fmt: skip
    return step, alone, after


def _without(use_case_id: str, name: str, why: str) -> tuple[SequenceStep, None, None]:
    return SequenceStep(id=use_case_id, name=name, why_not=why), None, None


def _last_day(given: Inputs, place: Assessment) -> date:
    moments = [item.at for item in given.answers] + [item.observed_at for item in given.findings]
    return max([place.started_at, *moments]).date()
