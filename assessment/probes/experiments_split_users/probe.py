"""Whether users are split between versions and the assignment is kept."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, is_served, own, used
from assessment.repository.saying import absent_in_code, not_served, present

TOOLS = (
    "growthbook", "UnleashClient", "openfeature", "ldclient", "optimizely", "statsig",
    "statsig_python_core", "planout",
    "splitio", "flagsmith", "eppo_client", "amplitude_experiment", "absmartly", "vwo",
    "featbit", "configcatclient",
    "mabwiser", "waffle",
)  # fmt: skip
ASSIGNS = (
    r"(?i)(?:^|[._])(?:assign|choose|pick|select|get|allocate)_(?:\w+_)?(?:variants?|treatment|"
    r"experiment_(?:group|arm)|arm|test_group)$|(?:^|[._])(?:assign|choose|"
    r"hash)_(?:to_)?bucket$|"
    r"posthog[\w.]*\.get_feature_flag(?:_payload)?$|"
    r"(?:^|\.)(?:get_treatment|get_variant)$|ABTest\w*$|statsig[\w.]*\.get_experiment$"
)
KEEPS = (
    r"(?i)(?:^|[._])(?:(?:log|track|record|save|send)_(?:\w+_)?(?:exposures?|assignments?|"
    r"impressions?|experiment\w*|variant)|trackingCallback|"
    r"on_experiment_viewed|log_event)$|posthog[\w.]*\.capture$|growthbook[\w.]*GrowthBook$|"
    r"statsig[\w.]*\.(?:log_event|get_experiment)$|"
    r"optimizely[\w.]*\.(?:activate|track)$"
)
TABLE = re.compile(r"^(?:Experiment|Variant|Assignment|Exposure|Treatment|ABTest)\w*$")
FIELD = re.compile(
    r"^(?:\w+_)?(?:variant|treatment|experiment_(?:id|group|arm)|ab_group|exposure)(?:_(?:id|"
    r"name))?$",
)
NO_SPLIT = re.compile(
    r"mlflow|wandb|neptune|comet|aiplatform|azureml|product_?variant|gene",
    re.IGNORECASE,
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """An assignment, and a record of it."""
    if not is_served(evidence):
        return not_served(evidence)
    modules = own(evidence)
    assigns = [hit for hit in used(modules, TOOLS) + calls(modules, ASSIGNS) if not _is_other(hit)]
    keeps = [hit for hit in calls(modules, KEEPS) if not _is_other(hit)] + _tables(modules)
    if assigns and keeps:
        seen = f"{assigns[0].name} in {assigns[0].path}, kept by {keeps[0].name} in {keeps[0].path}"
        return present(evidence, seen, [assigns[0], keeps[0]])
    if assigns:
        seen = f"{assigns[0].name} in {assigns[0].path} chooses a version, and who got which is not kept"
        return absent_in_code(evidence, seen)
    return absent_in_code(evidence, "nothing splits users or cases between versions")


def _is_other(hit: Hit) -> bool:
    """A run of training is called an experiment as well."""
    return bool(NO_SPLIT.search(f"{hit.path} {hit.name}"))


def _tables(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, f"table {table.name}")
        for module in modules
        for table in module.tables
        if (TABLE.search(table.name) or any(map(FIELD.search, table.fields)))
        and not NO_SPLIT.search(f"{module.path} {table.name}")
    ]
