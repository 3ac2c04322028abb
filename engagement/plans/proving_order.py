"""Proving the order of a plan: the solver in the background, its order kept with its bounds."""

from engagement.faults import Refused
from engagement.judging import judged
from engagement.outside import clock
from engagement.outside.jobs import Job, Jobs
from engagement.outside.settings import settings
from engagement.outside.solving import solve
from engagement.plans.planning import at_hand, judgement
from engagement.store import Store, permit, plans
from engagement.workspaces import assessment_in, record_in
from scoring.groundwork import groundwork
from scoring.proving import problem_of, proved
from scoring.schedule import PlanImpossibleError

SPEND, SECONDS = 16.0, 60.0
"""Deterministic seconds that the solver may spend, and seconds of the clock after which it ends."""
JOBS = Jobs()
_FAILED: dict[str, str] = {}
"""Why the last proof of an assessment came to nothing, until the next one begins."""


def can_prove() -> bool:
    """Whether there is a solver on this machine."""
    return settings().solver_python is not None


def prove(store: Store, assessment_id: str, job: Job | None = None, by: str = "") -> None:
    """Have the kept plan's order proved, and keep what the solver found for it.

    Raises :class:`Refused` where there is no solver, no plan, or nothing came of it.
    """
    python = settings().solver_python
    if python is None:
        raise Refused("There is no solver here: `make solver` sets one up.")
    pack, given, inputs = at_hand(store, assessment_id, clock.now())
    card = judged(pack, given)
    try:
        basis = groundwork(pack, card, inputs, judgement(pack, given, card))
    except PlanImpossibleError as impossible:
        raise Refused(str(impossible)) from None
    if not basis.works:
        raise Refused("There is no work to put in order.")
    stopped = job.stop.is_set if job else _never
    answer = solve(python, problem_of(basis, SPEND), SECONDS, stopped)
    order = proved(basis, answer)
    with store.writing() as tx:
        kept = plans.settings(tx, assessment_id)
        # The proof is one of days from the plan's start: a start of today would move tomorrow.
        fixed = {"proved": order, "start": kept.start or inputs.start}
        plans.save_settings(tx, assessment_id, kept.model_copy(update=fixed))
        record_in(tx, assessment_id, "order proved", by=by, solver=order.solver)


def start_proving(store: Store, assessment_id: str, by: str = "") -> None:
    """The same in the background; one proof of an assessment at a time."""
    key = _permitted(store, assessment_id)
    if not can_prove():
        raise Refused("There is no solver here: `make solver` sets one up.")

    def work(job: Job) -> None:
        try:
            prove(store, assessment_id, job, by)
        except Refused as refused:
            _FAILED[key] = str(refused)

    _FAILED.pop(key, None)
    JOBS.start(key, work)


def proving(store: Store, assessment_id: str) -> bool:
    """Whether a proof is running now."""
    return JOBS.get(_seen(store, assessment_id)) is not None


def stop_proving(store: Store, assessment_id: str) -> None:
    """End a running proof; the plan stays as it was."""
    JOBS.stop(_permitted(store, assessment_id))


def failure(store: Store, assessment_id: str) -> str:
    """Why the last proof came to nothing, in a sentence; empty where it did not."""
    return _FAILED.get(_seen(store, assessment_id), "")


def _permitted(store: Store, assessment_id: str) -> str:
    """The job's name, for whoever may have an order proved; :class:`Refused` for others."""
    with store.reading() as tx:
        permit(tx, "order proved", assessment_in(tx, assessment_id).client_id)
    return _key(store, assessment_id)


def _seen(store: Store, assessment_id: str) -> str:
    """The job's name, for whoever knows of the assessment."""
    with store.reading() as tx:
        return _key(store, assessment_in(tx, assessment_id).id)


def _key(store: Store, assessment_id: str) -> str:
    return f"proof {store.address} {assessment_id}"


def _never() -> bool:
    return False
