"""The two smaller assessments as reports: of hardly anything, and of the worked example's people.

The example's service and monitoring are not started: its repository and its tables are looked at.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from content.traits import Traits
from engagement import reporting, workspaces
from engagement.answers import answering, applying
from engagement.answers.answers_file import read_answers
from engagement.clients import client_list, opening, use_cases
from engagement.demonstration.deciding import decide
from engagement.demonstration.example import CANDIDATES
from engagement.demonstration.pointing import AUTHORISED_BY, table_options
from engagement.demonstration.repository import make_repository
from engagement.demonstration.shipped import REPOSITORY, shipped
from engagement.demonstration.tables import make_tables
from engagement.looks import collecting
from engagement.looks.from_files import store_of_its_own
from engagement.outside import clock
from engagement.store import Store
from reports.model import Report


@cache
def tiny() -> Report:
    """One person, two answers of all that is asked, and nothing looked at."""
    with store_of_its_own() as store:
        owner = client_list.create_client(store, name="Acme")
        case = use_cases.create_use_case(store, client_id=owner.id, name="Scoring", traits=Traits())
        place = opening.start_assessment(
            store, use_case_id=case.id, profile_id="customer-realtime", depth="standard"
        )
        key = place.assessment.id
        person = answering.add_respondent(store, assessment_id=key, name="Ana", role="operations")
        for capability, level in zip(workspaces.asked(store, key)[:2], (2, 4), strict=True):
            answering.answer(
                store, assessment_id=key, respondent_id=person.id, capability=capability,
                kind="level", level=level,
            )  # fmt: skip
        return reporting.report(store, key)


@cache
def example() -> Report:
    """The worked example with its three use cases, decisions and plan."""
    with store_of_its_own() as store:
        today, given = clock.now().date(), read_answers(shipped("answers.yaml"))
        key = applying.apply(store, given, shipped(), today).assessment.id
        for name in CANDIDATES:
            applying.apply(store, read_answers(shipped(name)), shipped(), today)
        _look(store, key)
        decide(store, key)
        return reporting.report(store, key)


def _look(store: Store, key: str) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        make_repository(folder / REPOSITORY, clock.now())
        make_tables(folder, clock.now())
        for kind, place, options in (
            ("repository", folder / REPOSITORY, {}),
            ("dataset", folder / "live.csv", table_options(folder)),
        ):
            collecting.add_source(
                store, assessment_id=key, kind=kind, name=f"Returns-fraud {kind}",
                address=str(place), options=options, authorised_by=AUTHORISED_BY,
            )  # fmt: skip
        collecting.look(store, key)
