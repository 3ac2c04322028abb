"""Whether the data pipeline is code."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, files, imports, is_library, objects, own
from assessment.repository.saying import absent, absent_in_code, library, present, unavailable

PACKAGES = (
    "airflow",
    "dagster",
    "prefect",
    "kfp",
    "metaflow",
    "zenml",
    "luigi",
    "flytekit",
    "kedro",
    "hamilton",
    "azureml.pipeline",
    "azure.ai.ml.dsl",
    "sagemaker.workflow",
    "mage_ai",
    "hera.workflows",
    "ploomber",
    "google_cloud_pipeline_components",
)
BUILDS = (
    r"airflow\.(?:models\.)?(?:dag\.)?DAG$|airflow\.sdk\.|airflow\.decorators|dag$|dagster\.|"
    r"Definitions$|prefect\.|"
    r"flow$|kfp\.dsl|dsl\.|metaflow|FlowSpec|zenml|step$|pipeline$|Pipeline$|luigi\.|"
    r"mage_ai\.|Parameter$|node$|\.next$|build$|run$"
)
FILES = r"(?:^|/)dbt_project\.ya?ml$|(?:^|/)dvc\.yaml$"
OBJECTS = ("Workflow", "CronWorkflow", "WorkflowTemplate", "PipelineRun")
TIMED = ("CronJob",)
DATA = re.compile(r"(?:data|etl|ingest|train)\w{0,20}[-_]pipeline", re.IGNORECASE)
SCHEDULERS = ("apscheduler", "celery.schedules", "rq_scheduler", "schedule")


def observe(evidence: RepositoryEvidence) -> Observation:
    """An orchestrator's object, or a declared graph; a bare timer is said so and does not count."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    imported = imports(modules, PACKAGES)
    built = [hit for hit in calls(modules, BUILDS) if hit.path in {item.path for item in imported}]
    declared = [Hit(item.path, item.line, item.kind) for item in objects(evidence, *OBJECTS)]
    named = [
        Hit(item.path, 1, item.system) for item in evidence.pipelines if DATA.search(item.path)
    ]
    graph = imported if built or len(imported) > 1 else []
    hits = [*files(evidence, FILES), *declared, *graph, *named]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    timed = imports(modules, SCHEDULERS)
    timed += [Hit(item.path, item.line, item.kind) for item in objects(evidence, *TIMED)]
    if timed:
        return absent(evidence, f"only a timer: {timed[0].name} in {timed[0].path}", timed)
    if evidence.classification.kind == "service":
        return unavailable(
            "a service without a pipeline; its data may be made elsewhere",
            "Name the repository or tool that holds the pipeline.",
        )
    return absent_in_code(evidence, "no pipeline of a known orchestrator")
