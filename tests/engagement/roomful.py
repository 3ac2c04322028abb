"""A workshop with phones: short forms of what a facilitator and participants do."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from assessment.workshop.model import Item, Vote, Workshop
from assessment.workshop.phases import Phase
from engagement import workshops
from engagement.store import Store
from engagement.store import workshops as rows
from tests.engagement.desk import Desk

KIM = "Kim"
ITEMS = ("eng.rollback", "data.lineage-versioning", "org.accountability")


@dataclass
class Roomful:
    """Kim leads; whoever joined has a ticket by name."""

    store: Store
    workshop: Workshop
    tickets: dict[str, str] = field(default_factory=dict)
    keys: Any = field(default_factory=count)

    @property
    def id(self) -> str:
        return self.workshop.id

    def join(self, *names: str, role: str = "data_engineering") -> None:
        for name in names:
            ticket = workshops.join(
                self.store, code=self.workshop.code, name=name, role=role,
                device=f"device-of-{name}".ljust(20, "-"),
            )  # fmt: skip
            self.tickets[name] = ticket.token

    def room(self) -> workshops.Room:
        return workshops.room(self.store, self.id)

    def item(self) -> Item:
        with self.store.reading() as tx:
            place = rows.get(tx, self.id)
            assert place is not None
            found = rows.item(tx, self.id, place.current or 1)
        assert found is not None
        return found

    def begin(self, position: int = 1) -> None:
        workshops.begin_item(self.store, workshop_id=self.id, position=position, by=KIM)
        self.step(workshops.open_vote)

    def step(self, action: Any, **fields: Any) -> None:
        now = self.item()
        given = {"workshop_id": self.id, "position": now.position, "at": now.phase, "by": KIM}
        action(self.store, **(given | fields))

    def vote(self, name: str, level: int | None, **fields: Any) -> Vote:
        given = {"vote_key": f"{next(self.keys):013}", "round_id": self.room().round_id} | fields
        return workshops.vote(self.store, token=self.tickets[name], level=level, **given)

    def votes(self, **levels: int | None) -> None:
        for name, level in levels.items():
            self.vote(name, level)

    def second(self, **levels: int | None) -> None:
        """From the first reveal to the second."""
        self.step(workshops.show_reasons)
        self.step(workshops.second_vote)
        self.votes(**levels)
        self.step(workshops.reveal)

    @property
    def phase(self) -> Phase:
        return self.item().phase


def opened(desk: Desk, items: tuple[str, ...] = ITEMS, **more: Any) -> Roomful:
    """An open workshop of the desk's assessment."""
    fields = {"agenda": "executive-90", "by": KIM, "items": items} | more
    made = workshops.open_workshop(desk.store, assessment_id=desk.id, **fields)
    return Roomful(desk.store, made)
