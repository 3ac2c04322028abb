"""Whether training is a command with an evaluation."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, commands, imports, is_library, own, script_lines
from assessment.repository.saying import absent, counted, library, present, unavailable
from assessment.repository.training import notebooks_that_train, trainers

NAMED = re.compile(r"(?:^|/)(?:\w+_)?(?:re)?train(?:er|_model|_\w+_model)?\.py$", re.IGNORECASE)
EVALUATES = re.compile(
    r"evaluat|cross_val|roc_auc|accuracy|f1_score|mean_(?:absolute|squared)|"
    r"classification_report|\.score$|sklearn\.metrics",
    re.IGNORECASE,
)
STARTED = r"\btrain|retrain|dvc repro|mlflow run|papermill"
RUNNERS = (
    "airflow",
    "dagster",
    "prefect",
    "kfp",
    "metaflow",
    "zenml",
    "luigi",
    "flytekit",
    "sagemaker",
    "ray.train",
    "mage_ai",
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A trainer that can be started, and an evaluation in it or in a module of the same folder."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    training = trainers(evidence)
    training += [m for m in modules if NAMED.search(m.path) and m.runs and m not in training]
    if not training:
        return _no_trainer(evidence)
    started = _started(evidence, training)
    judged = [module for module in modules if any(EVALUATES.search(name) for name in module.calls)]
    hits = [Hit(module.path, 1, module.path) for module in training]
    if started and judged:
        seen = f"{started[0].path} starts training; {judged[0].path} evaluates"
        return present(evidence, seen, [*started, *hits])
    lacks = "cannot be started by a command" if not started else "is not evaluated"
    return absent(evidence, f"training in {training[0].path} {lacks}", hits)


def _started(evidence: RepositoryEvidence, training: list[PythonModule]) -> list[Hit]:
    direct = [Hit(m.path, 1, m.path) for m in training if m.runs]
    named = [Hit(m.path, 1, m.path) for m in own(evidence) if m.runs and NAMED.search(m.path)]
    pipelines = imports(own(evidence), RUNNERS)
    by_line = [*commands(evidence, STARTED), *script_lines(evidence, STARTED)]
    stages = [
        Hit(d.path, d.line, "stages") for d in evidence.documents if d.path.endswith("dvc.yaml")
    ]
    return [*direct, *named, *pipelines, *by_line, *stages]


def _no_trainer(evidence: RepositoryEvidence) -> Observation:
    if noted := notebooks_that_train(evidence):
        hits = [Hit(item.path, 1, item.path) for item in noted]
        return absent(evidence, f"models are trained in {counted(noted, 'notebook')} alone", hits)
    return unavailable(
        "nothing trains a model in this repository",
        "Point Prodworthy at the repository that trains the model.",
    )
