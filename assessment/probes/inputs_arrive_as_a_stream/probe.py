"""Whether a stream delivers inputs to this system."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import dependencies, is_library, own
from assessment.repository.saying import (
    absent,
    absent_in_code,
    counted,
    library,
    not_applicable,
    present,
    unavailable,
)
from assessment.repository.searching import loads
from assessment.repository.streams import consumers

PACKAGES = (
    "kafka-python", "confluent-kafka", "aiokafka", "faust", "faust-streaming", "quixstreams",
    "bytewax", "apache-flink", "google-cloud-pubsub", "pulsar-client", "azure-eventhub",
    "sentry-arroyo", "kafkajs",
)  # fmt: skip


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals in one module: a client of a streaming system, and a call that takes from it."""
    if is_library(evidence):
        return library(evidence)
    taken = consumers(evidence)
    if taken:
        seen = f"{counted(taken, 'consumer')}, first {taken[0].name} in {taken[0].path}"
        return present(evidence, seen, taken)
    return _without(evidence)


def _without(evidence: RepositoryEvidence) -> Observation:
    """What it means that nothing here consumes a stream."""
    named = dependencies(evidence, PACKAGES)
    routed = any(module.routes for module in own(evidence))
    if named and routed:
        return unavailable(
            f"{named[0].name} is required, and nothing here takes from it; a stream may push to a route",
            "Name the subscription or topic that delivers the inputs.",
        )
    if named:
        return absent_in_code(evidence, f"{named[0].name} is required, but nothing here consumes")
    if routed:
        return not_applicable("inputs come with each request; no stream was recognised")
    timed = loads(evidence)
    if timed:
        return absent(evidence, f"data is loaded in batches only: {timed[0].name}", timed)
    return not_applicable("nothing here receives data by itself")
