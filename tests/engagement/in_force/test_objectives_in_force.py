"""A service is held against the use case's objectives unless its source states its own."""

from assessment.sources import Source
from content.traits import Traits
from engagement.in_force.objectives_in_force import held_against

TRAITS = Traits(availability_target=0.995, latency_p95_ms=250.0)


def source(kind: str = "prometheus", **options: float) -> Source:
    return Source(id="s", kind=kind, name="S", address="https://x.example", options=dict(options))


def test_the_use_cases_objectives_are_taken_where_the_source_states_none() -> None:
    taken = held_against(source(), TRAITS).options
    assert taken == {"availability_target": 0.995, "latency_p95_ms": 250.0}


def test_what_the_source_states_itself_wins() -> None:
    taken = held_against(source(latency_p95_ms=80.0), TRAITS).options
    assert taken["latency_p95_ms"] == 80.0


def test_a_source_that_measures_no_service_is_left_as_it_is() -> None:
    repository = source("repository")
    assert held_against(repository, TRAITS) is repository
    assert held_against(source(), Traits()) == source()
