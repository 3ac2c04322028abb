"""What probes say they bear on and read is what the shipped pack knows."""

from functools import cache

import pytest

from assessment.connectors import connectors
from assessment.only_asked import only_asked
from assessment.probing import Probe, discover
from content.loading import load_shipped
from content.model import MeasuredCondition, Pack

PROBES = discover()


@cache
def pack() -> Pack:
    return load_shipped("ai-production")


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.definition.id)
def test_a_probe_bears_on_capabilities_of_the_pack_and_reads_its_metrics(probe: Probe) -> None:
    known = {item.id for item in pack().capabilities}
    bearings = [item for item in probe.definition.bearings if item.pack == pack().id]
    assert bearings
    assert {item.capability for item in bearings} <= known
    assert set(probe.definition.metrics) <= {item.id for item in pack().metrics}


def looked_at() -> set[str]:
    return {item.capability for probe in PROBES for item in probe.definition.bearings}


def test_every_capability_has_a_probe_or_a_reason_why_it_can_only_be_asked() -> None:
    known = {item.id for item in pack().capabilities}
    asked = {item.capability for item in only_asked() if item.pack == pack().id}
    assert known - looked_at() - asked == set()


def test_what_can_only_be_asked_is_in_the_pack_and_has_no_probe() -> None:
    asked = {item.capability for item in only_asked() if item.pack == pack().id}
    assert asked <= {item.id for item in pack().capabilities}
    assert not asked & looked_at()


def test_every_connector_that_a_probe_names_exists() -> None:
    named = {kind for probe in PROBES for kind in probe.definition.connectors}
    assert named <= set(connectors())


def test_the_pack_names_only_connectors_that_exist() -> None:
    conditions = [part for item in pack().initiatives for part in item.exit.conditions]
    named = {
        kind
        for part in conditions
        if isinstance(part, MeasuredCondition)
        for kind in part.connectors
    }
    assert named <= set(connectors())


@pytest.mark.parametrize(
    ("kind", "least"),
    [("repository", 15), ("dataset", 3), ("prometheus", 8), ("metrics_endpoint", 5)],
)
def test_each_kind_of_source_carries_enough_probes(kind: str, least: int) -> None:
    assert sum(kind in probe.definition.connectors for probe in PROBES) >= least


def test_two_probes_look_at_the_organisation() -> None:
    assert {"knowledge_is_shared", "changes_are_reviewed"} <= {
        probe.definition.id for probe in PROBES
    }
