"""Whether the service has a health route."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    dependencies,
    imports,
    is_mostly_python,
    is_served,
    own,
)
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, absent_in_code, not_served, present, unavailable
from assessment.repository.workloads import name_of, workloads

HEALTH = re.compile(
    r"(?:^|[/_.-])(?:health\w*|healthz|ready|readyz|readiness|live|livez|liveness|ping|heartbeat|"
    r"__heartbeat__|__lbheartbeat__|alive|up)/?$|^/(?:api/)?(?:v\d+/)?status/?$",
    re.IGNORECASE,
)
SERVERS = ("mlserver", "bentoml", "kserve", "ray.serve", "litserve", "vllm.entrypoints")
STARTERS = ("spring-boot-starter-actuator", "quarkus-smallrye-health", "okcomputer")
"""What brings a health route along in other languages."""
IMAGES = re.compile(
    r"tritonserver|torchserve|tensorflow/serving|text-embeddings-inference|vllm/|kserve|"
    r"mlserver"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a health route in the code, or a server that is known to have one."""
    if not is_served(evidence):
        return not_served(evidence)
    routes = [(module.path, route) for module in own(evidence) for route in module.routes]
    hits = [
        Hit(path, route.line, route.path) for path, route in routes if HEALTH.search(route.path)
    ]
    hits += _servers(evidence)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    hits = _checked(evidence)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    declared = [route for _, route in routes if route.path != "*"]
    if declared and is_mostly_python(evidence):
        return absent(evidence, f"{len(declared)} routes, none is named after health")
    if declared:
        return absent_in_code(evidence, "no route that is named after health")
    return unavailable(
        "no route of this service was recognised, nor a server that is known to have one",
        "Say which address tells whether the service is well.",
    )


def _checked(evidence: RepositoryEvidence) -> list[Hit]:
    """A check that a compose file or a workload declares for what is built here."""
    composed = [
        Hit(item.path, item.line, f"a health check of {item.name}")
        for item in evidence.composes
        if item.health_check and item.build and role_of(item.path) == "source"
    ]
    probed = [
        Hit(item.path, item.line, f"a probe of {name_of(item)}")
        for item in workloads(evidence)
        if "'readinessProbe'" in str(item.body) or "'livenessProbe'" in str(item.body)
    ]
    return composed + probed


def _servers(evidence: RepositoryEvidence) -> list[Hit]:
    based = [
        Hit(item.path, step.line, step.value)
        for item in evidence.containers
        for step in item.instructions
        if step.keyword == "FROM" and IMAGES.search(step.value)
    ]
    checks = [
        Hit(item.path, step.line, f"HEALTHCHECK {step.value[:60]}")
        for item in evidence.containers
        for step in item.instructions
        if step.keyword == "HEALTHCHECK" and step.value.upper() != "NONE"
    ]
    brought = imports(own(evidence), SERVERS) + dependencies(evidence, STARTERS)
    named = [Hit(hit.path, hit.line, f"the server of {hit.name.split('.')[0]}") for hit in brought]
    return [*named, *based, *checks]
