"""Whether training runs are recorded."""

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, files, imports, is_library, own
from assessment.repository.saying import (
    absent,
    absent_in_code,
    counted,
    library,
    present,
    unavailable,
)
from assessment.repository.training import notebooks_that_train, trainers

PACKAGES = (
    "mlflow",
    "wandb",
    "neptune",
    "clearml",
    "comet_ml",
    "aim",
    "dvclive",
    "sacred",
    "trains",
    "azureml",
    "ray.air.integrations.mlflow",
    "ray.air.integrations.wandb",
    "lightning.pytorch.loggers",
)
USES = (
    r"log_(?:model|param|params|metric|metrics|artifact)\w*$|autolog$|register_model$|"
    r"wandb\.(?:init|log)|Task\.init|Live$|init_run|start_run|(?:ML[Ff]low|Wandb|WandB|"
    r"Neptune|Comet)Logger(?:Callback)?$|WandbCallback|run\.(?:log|tag)$|Model\.register$"
)
STAGES = r"(?:^|/)dvc\.(?:yaml|lock)$"


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals in modules; a tracker used only in notebooks is said so."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    imported = imports(modules, PACKAGES)
    used = [hit for hit in calls(modules, USES) if hit.path in {item.path for item in imported}]
    stages = files(evidence, STAGES)
    if (imported and used) or len(stages) > 1:
        hits = [*used, *stages]
        return present(
            evidence, f"{counted(hits, 'place')}, first {hits[0].path}: {hits[0].name}", hits
        )
    return _unrecorded(evidence)


def _unrecorded(evidence: RepositoryEvidence) -> Observation:
    """Recorded from notebooks alone, not recorded, or nothing to record."""
    noted = [item for item in evidence.notebooks if set(PACKAGES) & _roots(item.imports)]
    if noted:
        hits = [Hit(item.path, 1, item.path) for item in noted]
        return absent(evidence, f"runs are recorded only from {counted(noted, 'notebook')}", hits)
    if not (trainers(evidence) or notebooks_that_train(evidence)):
        return unavailable(
            "nothing trains a model in this repository",
            "Point Prodworthy at the repository that trains, or at the tracking server.",
        )
    return absent_in_code(evidence, "models are trained here, and no known tracker records a run")


def _roots(names: tuple[str, ...]) -> set[str]:
    return {name.partition(".")[0] for name in names}
