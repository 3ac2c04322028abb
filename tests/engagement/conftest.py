"""A real database in a temporary folder, and one client to work with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.model import Answer, Respondent
from content.traits import Traits
from engagement import answering, opening
from engagement.model import Workspace
from engagement.store import Store


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{database}")
    yield opened
    opened.close()


@dataclass
class Desk:
    """One client's assessment and a person who answers: short forms of what tests do most."""

    store: Store
    place: Workspace
    person: Respondent

    @property
    def id(self) -> str:
        return self.place.assessment.id

    def answer(self, capability: str, level: int = 3, **more: object) -> Answer:
        fields = {"kind": "level", "level": level, "respondent_id": self.person.id} | more
        return answering.answer(self.store, assessment_id=self.id, capability=capability, **fields)  # type: ignore[arg-type]

    def levels(self) -> dict[str, int | None]:
        return {i.capability: i.level for i in answering.current_answers(self.store, self.id)}


def open_desk(store: Store, client: str = "Acme", use_case: str = "Scoring") -> Desk:
    known = {item.name: item for item in opening.clients(store)}
    owner = known.get(client) or opening.create_client(store, name=client)
    case = opening.create_use_case(store, client_id=owner.id, name=use_case, traits=Traits())
    place = opening.start_assessment(
        store, use_case_id=case.id, profile_id="customer-realtime", depth="full"
    )
    person = answering.add_respondent(
        store, assessment_id=place.assessment.id, name="Ana", role="platform_engineering"
    )
    return Desk(store, place, person)


@pytest.fixture
def desk(store: Store) -> Desk:
    return open_desk(store)
