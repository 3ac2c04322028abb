"""One client's assessment and a person who answers: short forms of what tests do most."""

from dataclasses import dataclass
from typing import Any

from assessment.asked import at_once
from assessment.model import Answer, Respondent
from content.traits import Traits
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.model import Workspace
from engagement.settling import second_person
from engagement.store import Store


@dataclass
class Desk:
    """A place to answer from: an assessment at full depth, and Ana of the platform team."""

    store: Store
    place: Workspace
    person: Respondent

    @property
    def id(self) -> str:
        return self.place.assessment.id

    def answer(self, capability: str, level: int | None = 3, **more: Any) -> Answer:
        fields = {"kind": "level", "level": level, "respondent_id": self.person.id} | more
        return answering.answer(self.store, assessment_id=self.id, capability=capability, **fields)

    def add(self, name: str, role: str = "data_engineering") -> Respondent:
        return answering.add_respondent(self.store, assessment_id=self.id, name=name, role=role)

    def attach(self, capability: str, content: bytes = b"a plan", **more: Any) -> Any:
        fields = {"filename": "plan.pdf", "respondent_id": self.person.id} | more
        return answering.attach(
            self.store, assessment_id=self.id, capability=capability, content=content, **fields
        )

    def agree(self, by: str = "Bo") -> None:
        """Agree, as a second person, to everything that waits for one."""
        for item, *_ in at_once(second_person.pending(self.store, self.id)):
            second_person.agree(self.store, request_id=item.id, by=by)

    def current(self) -> dict[str, Answer]:
        return {item.capability: item for item in answering.current_answers(self.store, self.id)}

    def levels(self) -> dict[str, int | None]:
        return {name: item.level for name, item in self.current().items()}


def open_desk(store: Store, client: str = "Acme", use_case: str = "Scoring") -> Desk:
    """A new use case of a client (new, or known by name) with an assessment and a person."""
    known = {item.name: item for item in client_list.clients(store)}
    owner = known.get(client) or client_list.create_client(store, name=client)
    case = use_cases.create_use_case(store, client_id=owner.id, name=use_case, traits=Traits())
    place = opening.start_assessment(
        store, use_case_id=case.id, profile_id="customer-realtime", depth="full"
    )
    person = answering.add_respondent(
        store, assessment_id=place.assessment.id, name="Ana", role="platform_engineering"
    )
    return Desk(store, place, person)
