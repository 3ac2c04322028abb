"""A store of its own for every test, and the app opened on one assessment of it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from content.model import DepthName
from content.traits import Traits
from engagement import workspaces
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.model import Workspace
from engagement.store import Store
from ui.components import report_making
from ui.opened import opened

APP = Path(__file__).parents[2] / "app.py"
Open = Callable[..., AppTest]
Make = Callable[[AppTest, str], None]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path))
    kept = opened()
    yield kept
    kept.close()


@pytest.fixture
def space(store: Store) -> Workspace:
    client = client_list.create_client(store, name="Acme *Bank*", capacity={"ml_engineering": 1.0})
    use_case = use_cases.create_use_case(
        store, client_id=client.id, name="Loan triage", traits=Traits(decision_window_hours=0.01)
    )
    return opening.start_assessment(
        store, use_case_id=use_case.id, profile_id="customer-realtime", depth="pulse"
    )


@pytest.fixture
def respondent(store: Store, space: Workspace) -> str:
    person = answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Priya", role="ml_engineering"
    )
    return person.id


@pytest.fixture
def answer_all(store: Store, space: Workspace, respondent: str) -> Callable[..., None]:
    def answer(depth: DepthName = "standard", level: int = 3) -> None:
        opening.change_depth(store, space.assessment.id, depth)
        for capability in workspaces.asked(store, space.assessment.id):
            answering.answer(
                store, assessment_id=space.assessment.id, respondent_id=respondent,
                capability=capability, kind="level", level=level, grade="E1",
            )  # fmt: skip

    return answer


@pytest.fixture
def open_page(store: Store) -> Open:
    def open_on(page: str = "", space: Workspace | None = None, **address: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, value in ({"a": space.assessment.id} if space else {}).items():
            app.query_params[name] = value
        for name, value in address.items():
            app.query_params[name] = value
        if page:
            app.switch_page(f"ui/pages/{page}.py")
        return app.run()

    return open_on


@pytest.fixture
def make_file() -> Make:
    def make(app: AppTest, suffix: str) -> None:
        app.button(key=f"report.make.{suffix}").click().run()
        made_beside()
        app.run()
        assert not app.exception
        assert [item.value for item in app.error] == []

    return make


def made_beside() -> None:
    """Wait for the files that are being made beside the pages."""
    for thread in threading.enumerate():
        if thread.name == report_making.THREAD:
            thread.join()
