"""Assessing Prodworthy itself: its own repository and this very server, looked at like anybody's.

Nobody answers for it, so that what is told is what was seen: where it does not pass, it says so.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from content.loading import FIRST_PACK, load_shipped
from content.traits import Stage, Traits
from engagement import workspaces
from engagement.clients import client_list, opening, use_cases
from engagement.demonstration.example import each_source_once
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside.settings import settings
from engagement.store import Store

CLIENT, USE_CASE = "Prodworthy itself", "This server"
WITHOUT_REPOSITORY = (
    "This copy was installed without its repository, so that only the running server is looked at"
)
TRAITS = Traits(
    stage=Stage.PILOT, trained_by_us=False, engineered_features=False, personal_data=True,
    enough_volume_for_experiments=False,
)  # fmt: skip
"""What is true of it: it keeps names of people, and has no model of its own."""

_AUTHORISED_BY = "Whoever runs this server"
_HERE = Path(__file__).resolve().parents[2]
Tell = Callable[[str], object]


def own_repository() -> Path | None:
    """Where this program's repository is; ``None`` where it was installed without one."""
    return _HERE if (_HERE / ".git").exists() else None


def assess_itself(store: Store, address: str, on_progress: Tell | None = None) -> Workspace:
    """Look at the repository and at the server that answers at ``address``, and keep what was found.

    Assessed before, it is looked at again, in the same assessment. Raises
    :class:`engagement.faults.Refused` where a look is running already.
    """
    tell = on_progress or _ignore
    place = _place(store, tell)
    if own_repository() is None:
        tell(WITHOUT_REPOSITORY)
    _point(store, place.assessment.id, address)
    collecting.look(
        store, place.assessment.id, started_by=CLIENT, on_progress=each_source_once(tell)
    )
    return place


def _place(store: Store, tell: Tell) -> Workspace:
    """The assessment of itself: the newest of that name, or a new one."""
    for place in workspaces.workspaces(store):
        if (place.client.name, place.use_case.name) == (CLIENT, USE_CASE):
            return place
    tell("Opening an assessment without answers")
    known = next((item for item in client_list.clients(store) if item.name == CLIENT), None)
    client = known or client_list.create_client(store, name=CLIENT)
    case = next(
        (item for item in use_cases.use_cases(store, client.id) if item.name == USE_CASE), None
    )
    case = case or use_cases.create_use_case(
        store, client_id=client.id, name=USE_CASE, traits=TRAITS
    )
    pack = load_shipped(FIRST_PACK)
    return opening.start_assessment(
        store,
        use_case_id=case.id,
        profile_id=opening.suggest_profile(pack, TRAITS),
        depth="standard",
    )


def _point(store: Store, assessment_id: str, address: str) -> None:
    """Add what may be looked at, or move what is there to where it is now."""
    known = {source.name: source for source in collecting.sources(store, assessment_id)}
    for wanted in _wanted(address):
        before = known.get(wanted["name"])
        if before is None:
            collecting.add_source(
                store, assessment_id=assessment_id, authorised_by=_AUTHORISED_BY, **wanted
            )
        elif before.address != wanted["address"]:
            collecting.update_source(
                store, before.model_copy(update={"address": wanted["address"]})
            )


def _wanted(address: str) -> list[dict[str, Any]]:
    repository = own_repository()
    metrics = {
        "kind": "metrics_endpoint", "name": "This server's own metrics",
        "address": f"{address.rstrip('/')}/metrics", "secret": settings().metrics_secret,
        "options": {"interval": 5.0},
    }  # fmt: skip
    if repository is None:
        return [metrics]
    return [
        {"kind": "repository", "name": "Prodworthy's repository", "address": str(repository)},
        metrics,
    ]


def _ignore(message: str) -> None:
    """Nobody watches."""
