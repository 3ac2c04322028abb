"""Whether workloads are declared with two copies."""

from assessment.observation import Observation
from assessment.repository.evidence import Block, RepositoryEvidence
from assessment.repository.looking import Hit, is_library
from assessment.repository.saying import absent, counted, library, present, unavailable
from assessment.repository.workloads import (
    by_default_only,
    fewest,
    told,
    without_workloads,
    workloads,
)

SERVICES = {
    "aws_ecs_service": "desired_count",
    "azurerm_container_app": "min_replicas",
    "google_cloud_run_v2_service": "min_instance_count",
}
LEAST = 2


def observe(evidence: RepositoryEvidence) -> Observation:
    """Every own workload needs two; one with a single copy makes it absent."""
    if is_library(evidence):
        return library(evidence)
    platform = [block for block in evidence.blocks if set(block.labels) & set(SERVICES)]
    if without := without_workloads(evidence):
        return _of_platform(evidence, platform) if platform else without
    found = workloads(evidence)
    single = [item for item in found if fewest(evidence, item) < LEAST]
    if not single:
        return present(
            evidence, f"all {counted(found, 'workload')} have at least two copies", told(found)
        )
    if chart := next(filter(None, (by_default_only(evidence, item) for item in single)), None):
        return unavailable(
            f"one copy by the chart's default values; {', '.join(chart.values[:2])} was not applied",
            "Render the chart with the values of production, or point Prodworthy at the cluster.",
        )
    hits = told(single)
    return absent(
        evidence,
        f"{len(single)} of {len(found)} workloads have one copy, such as {hits[0].name}",
        hits,
    )


def _of_platform(evidence: RepositoryEvidence, blocks: list[Block]) -> Observation:
    """Services of a container platform in Terraform, by the number that they are given."""
    numbers = [(block, _number(block)) for block in blocks]
    known = [(block, number) for block, number in numbers if number is not None]
    hits = [Hit(block.path, block.line, ".".join(block.labels)) for block in blocks]
    if not known:
        return unavailable(
            f"{hits[0].name} is given a number that is set elsewhere",
            "Give the values of production.",
        )
    if all(number >= LEAST for _, number in known):
        return present(evidence, f"{hits[0].name} runs in {known[0][1]} copies", hits)
    return absent(
        evidence, f"{hits[0].name} runs in {min(number for _, number in known)} copy", hits
    )


def _number(block: Block) -> int | None:
    return next(
        (
            value
            for key, value in _entries(block.body)
            if key in SERVICES.values() and isinstance(value, int)
        ),
        None,
    )


def _entries(value: object, depth: int = 6) -> list[tuple[str, object]]:
    if isinstance(value, dict) and depth:
        return [
            pair
            for key, inner in value.items()
            for pair in [(str(key), inner), *_entries(inner, depth - 1)]
        ]
    if isinstance(value, list) and depth:
        return [pair for inner in value for pair in _entries(inner, depth - 1)]
    return []
