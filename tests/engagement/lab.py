"""A connector and two probes of the tests' own: what they see is what the test put there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from assessment.model import Bearing, Finding, Outcome
from assessment.observation import Observation, ProbeDefinition
from assessment.probing import Probe
from assessment.sources import (
    Circumstances,
    Made,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
CAPABILITY = "eng.rollback"
OPTIONS = (Option(name="deep", form="flag"), Option(name="names", form="lines"))


class Lab:
    """Stands in for the connectors and probes; ``seen`` is what each probe sees next."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.seen = {"lamp-lit": Outcome.PRESENT, "door-shut": Outcome.ABSENT}
        self.while_reading: Callable[[Circumstances], object] = id
        self.given: list[Circumstances] = []
        self.warning = ""
        connector = SimpleNamespace(
            KIND="room", TITLE="Room", ICON="door_front", GROUP="platform", ADDRESS_HELP="The room's number.",
            EVIDENCE=dict, OPTIONS=OPTIONS, requests=self.requests, read=self.read, survey=self.survey,
        )  # fmt: skip
        for module in ("sources.planned_requests", "looks.reading", "sources.sources"):
            patch.setattr(f"engagement.{module}.connectors", lambda: {"room": connector})
        probes = tuple(Probe(definition(name), self.observer(name)) for name in self.seen)
        held = tuple(probe.definition for probe in probes)
        patch.setattr("engagement.looks.one_look.discover", lambda: probes)
        patch.setattr("engagement.looks.importing.definitions", lambda: held)
        read = {probe.definition.id: probe.definition.metrics for probe in probes}
        patch.setattr("engagement.plans.planning.metrics_of_probe", lambda: read)

    def requests(self, source: Source) -> tuple[Request, ...]:
        if source.address == "nowhere":
            raise SourceUnavailable("there is no room of this number", "Give another number.")
        return (Request(verb="GET", what=source.address, why="to look into the room"),)

    def read(self, source: Source, circumstances: Circumstances) -> Any:
        self.given.append(circumstances)
        circumstances.progress("opening the door")
        self.while_reading(circumstances)
        request = self.requests(source)[0]
        circumstances.made.append(
            Made(request=request, at=circumstances.now(), bytes=9, milliseconds=1, status="200")
        )
        return {}

    def survey(self, source: Source, circumstances: Circumstances) -> Survey:
        self.read(source, circumstances)
        return Survey(told="a room with 2 doors", warning=self.warning)

    def observer(self, name: str) -> Callable[[Any], Observation]:
        def observe(evidence: Any) -> Observation:
            return Observation(outcome=self.seen[name], observed=f"saw {name}")

        return observe

    def at(self, moment: datetime) -> None:
        """Set the clock."""
        self.patch.setattr("engagement.outside.clock.now", lambda: moment)


def definition(name: str) -> ProbeDefinition:
    bearing = Bearing(pack="ai-production", capability=CAPABILITY, anchor=3)
    return ProbeDefinition(
        id=name, statement=f"The {name} holds.", expected="it holds", why="w", how="h",
        does_not_prove="d", connectors=("room",), absent_remedy="Do it.",
        unavailable_remedy="Open the room.", effort="low", metrics=("light",), bearings=(bearing,),
    )  # fmt: skip


@dataclass
class Eyes:
    """One probe at one source, and what it saw at which minute."""

    probe: str = "lamp-lit"
    source: str = "room-1"

    def saw(self, outcome: Outcome, minute: int = 0) -> Finding:
        at = START + timedelta(minutes=minute)
        return Finding(
            id=f"{self.probe}-{self.source}-{minute}-{outcome}", probe=self.probe,
            source=self.source, source_kind="room", statement="s", outcome=outcome, observed="o",
            expected="e", observed_at=at, valid_until=at + timedelta(days=30),
        )  # fmt: skip
