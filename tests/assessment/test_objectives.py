"""Objectives: each says whom it concerns, and what is read of them is what a source can state."""

import pytest

from assessment import objectives
from assessment.connectors import connectors
from assessment.objectives import Objectives, concerning, stated
from assessment.probing import Probe, discover, examples
from assessment.sources import SourceUnavailable

BY_PROBE = {probe.definition.id: probe for probe in discover()}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The objectives that are read from here on."""
    known = {item.id for item in objectives.objectives()}
    seen: set[str] = set()
    plain = Objectives.__getattribute__

    def remembering(held: Objectives, name: str) -> object:
        if name in known:
            seen.add(name)
        return plain(held, name)

    monkeypatch.setattr(Objectives, "__getattribute__", remembering)
    return seen


def test_every_objective_concerns_kinds_of_source_that_there_are() -> None:
    for item in objectives.objectives():
        assert item.concerns, item.id
        assert set(item.concerns) <= set(connectors()), item.id


def test_an_objective_stands_once_and_is_a_field_of_what_is_held() -> None:
    names = [item.id for item in objectives.objectives()]
    assert len(names) == len(set(names))
    assert set(Objectives.model_fields) == {*names, "stated"}


@pytest.mark.parametrize("probe", BY_PROBE.values(), ids=BY_PROBE)
def test_what_a_probe_holds_evidence_against_can_be_stated_by_each_source_it_judges(
    probe: Probe, read: set[str]
) -> None:
    shown = examples(probe)
    read.clear()
    for example in shown:
        probe.observe(example.evidence)
    for kind in probe.definition.connectors:
        assert read <= {item.id for item in concerning(kind)}, kind


@pytest.mark.parametrize("kind", sorted(connectors()))
def test_a_source_offers_the_objectives_that_concern_it_and_no_other(kind: str) -> None:
    offered = {
        item.name for item in connectors()[kind].OPTIONS if objectives.is_objective(item.name)
    }
    assert offered == {item.id for item in concerning(kind)}


def test_a_metrics_endpoint_is_not_asked_how_old_data_or_models_may_be() -> None:
    shown = {item.name for item in connectors()["metrics_endpoint"].OPTIONS if item.shown}
    assert {"availability_target", "latency_p95_ms"} <= shown
    assert not {"data_age_limit_hours", "model_age_limit_days"} & shown


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("latency_p95_ms", "fast", "a number of ms above zero"),
        ("latency_p95_ms", True, "a number of ms above zero"),
        ("history_days", 0, "a number of days above zero"),
        ("history_days", float("inf"), "a number of days above zero"),
        ("availability_target", 99.9, "a share above 0 and at most 1"),
    ],
)
def test_an_objective_that_is_no_such_number_is_refused(
    name: str, value: float | str | bool, told: str
) -> None:
    with pytest.raises(SourceUnavailable, match=told):
        stated({name: value})


def test_a_stated_objective_takes_the_place_of_the_usual_one_and_is_marked() -> None:
    held = stated({"psi_limit": 0.1, "latency_p95_ms": 300, "labels": {"job": "x"}})
    assert (held.psi_limit, held.latency_p95_ms) == (0.1, 300)
    assert held.stated == ("latency_p95_ms", "psi_limit")
    assert objectives.usual().latency_p95_ms is None
