"""Whether promotion of a model has a gate."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, is_library, own
from assessment.repository.saying import absent, library, not_applicable, present, unavailable
from assessment.repository.training import trainers

METRIC = re.compile(
    r"metrics?\b|accuracy|(?:^|[._])acc(?:$|[._])|\bauc|auc\b|roc|f1|mse\b|mae\b|mape|r2\b|(?:^|"
    r"[._])loss|precision|recall|champion|challenger|"
    r"baseline|production_model|best_|score",
    re.IGNORECASE,
)
GATES = re.compile(
    r"regist|promot|deploy|transition|set_registered_model_alias|publish|upload|push_model|"
    r"stage|champion|production|approve|"
    r"sys\.exit|^exit$|cancel|reject|AirflowSkip|Airflow\w*Exception|abort|ValueError|"
    r"RuntimeError|AssertionError|replace_model|is_better|"
    r"should_deploy|release",
    re.IGNORECASE,
)
NO_GATE = re.compile(r"param_?stage|early_stop|reduce_lr|best_epoch", re.IGNORECASE)
TRAINS = re.compile(
    r"train|evaluat|regist|promot|model_?(?:selection|validation|comparison)|deploy|pipeline|"
    r"retrain|validate_model",
    re.IGNORECASE,
)
REGISTERS = re.compile(
    r"^mlflow\.(?:\w+\.)*(?:log_model|register_model)$|create_training_job$|CustomTrainingJob\w*$"
)
TOOLS = (
    r"validate_evaluation_results$|MetricThreshold$|^tensorflow_model_analysis\.|"
    r"Evaluator\.with_threshold|(?:^|\.)ConditionGreaterThan\w*$|ConditionLessThan\w*$|"
    r"model_evaluation\.\w+Blessing"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A gate in code that has to do with training, or a tool that is one."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    training = [*trainers(evidence), *(m for m in modules if any(map(REGISTERS.search, m.calls)))]
    hits = [*_branches(modules, training), *calls(modules, TOOLS)]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    if training:
        seen = f"{training[0].path} trains, and no threshold decides what is promoted"
        return absent(evidence, seen, [Hit(module.path, 1, module.path) for module in training])
    if evidence.classification.kind == "service":
        return unavailable(
            "nothing trains a model in this repository",
            "Name the repository that trains and promotes, and point Prodworthy at it.",
        )
    return not_applicable("nothing here trains a model")


def _branches(modules: tuple[PythonModule, ...], training: list[PythonModule]) -> list[Hit]:
    """Branches on a metric that lead to a promotion or a stop; where nothing trains, none."""
    near = {module.path for module in training}
    return [
        Hit(module.path, branch.line, f"a branch on {next(filter(METRIC.search, branch.weighs))}")
        for module in modules
        if training and (module.path in near or TRAINS.search(module.path))
        for branch in module.branches
        if any(map(METRIC.search, branch.weighs))
        and any(GATES.search(name) and not NO_GATE.search(name) for name in branch.then)
    ]
