"""Whether a notebook runs in production."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, commands, imports, is_library, objects, own, used
from assessment.repository.roles import role_of
from assessment.repository.saying import absent, library, present, unavailable

STARTS = re.compile(
    r"papermill\s+\S|nbconvert\b[^|&;]*--execute|jupyter(?:-|\s+)(?:run|execute)\b|runipy\s|"
    r"ipython\b[^|&;]*\.ipynb",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"docs?[/_-]|sphinx|mkdocs|jupyter-?book|nbmake|nbval|test|e2e|lint|readme|--to (?:html|"
    r"markdown|pdf)",
    re.IGNORECASE,
)
TOOLS = (
    "papermill",
    "airflow.providers.papermill",
    "nbconvert.preprocessors.ExecutePreprocessor",
    "nbclient",
    "dagstermill",
)
JOBS = ("CronJob", "Job", "CronWorkflow", "Workflow", "Deployment", "StatefulSet")
NAMED = re.compile(r"train|scor|predict|batch|etl|prod|nightly|report", re.IGNORECASE)


def observe(evidence: RepositoryEvidence) -> Observation:
    """One start of a notebook makes it absent; nothing to look at is *unavailable*."""
    if is_library(evidence):
        return library(evidence)
    found = _started(evidence)
    if found:
        return absent(evidence, f"{found[0].name} in {found[0].path}", found)
    if evidence.classification.kind == "notebooks":
        return unavailable(
            "notebooks alone; whether one of them runs in production is not seen",
            "Show what starts the service and its jobs.",
        )
    places = len(evidence.containers) + len(evidence.pipelines) + len(objects(evidence, *JOBS))
    if places or any(module.runs or module.routes for module in own(evidence)):
        return present(evidence, f"{places} containers, pipelines and jobs start no notebook")
    return unavailable(
        "nothing here says what runs in production",
        "Show what starts the service and its jobs.",
    )


def _started(evidence: RepositoryEvidence) -> list[Hit]:
    found = [
        Hit(item.path, line.line, line.value[:60])
        for item in evidence.containers
        if role_of(item.path) == "source"
        for line in item.instructions
        if line.keyword in {"CMD", "ENTRYPOINT"} and STARTS.search(line.value)
    ]
    timed = {
        item.path
        for item in evidence.pipelines
        if "schedule" in item.triggers or NAMED.search(item.path)
    }
    found += [
        hit
        for hit in commands(evidence, STARTS.pattern)
        if hit.path in timed and not HARMLESS.search(f"{hit.path} {hit.name}")
    ]
    found += [
        Hit(item.path, item.line, item.kind)
        for item in objects(evidence, *JOBS)
        if item.body and STARTS.search(str(item.body))
    ]
    modules = own(evidence)
    run = {hit.path for hit in used(modules, TOOLS)}
    return found + [
        hit for hit in imports(modules, TOOLS) if hit.path in run and not HARMLESS.search(hit.path)
    ]
