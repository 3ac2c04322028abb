"""Where models are trained: in modules that learn, or in notebooks that import what learns."""

import re
from functools import lru_cache

from assessment.repository.evidence import Notebook, PythonModule, RepositoryEvidence
from assessment.repository.looking import own
from assessment.repository.remembering import remembered

LEARNERS = frozenset(
    {"sklearn", "xgboost", "lightgbm", "catboost", "tensorflow", "keras", "torch", "lightning"}
    | {
        "pytorch_lightning",
        "statsmodels",
        "prophet",
        "imblearn",
        "autogluon",
        "h2o",
        "flaml",
        "skorch",
    }
    | {
        "sktime",
        "darts",
        "river",
        "surprise",
        "implicit",
        "lightfm",
        "setfit",
        "peft",
        "trl",
        "fasttext",
    }
    | {
        "ultralytics",
        "detectron2",
        "jax",
        "flax",
        "tensorflow_decision_forests",
        "pycaret",
        "gensim",
    }
    | {"spacy", "sentence_transformers", "transformers", "hyperopt", "optuna", "interpret", "pgmpy"}
)
_MANAGED = (
    "sagemaker",
    "azureml",
    "azure.ai.ml",
    "google.cloud.aiplatform",
    "ray.train",
    "pyspark.ml",
)
_LEARNS = re.compile(
    r"\.(?:fit|partial_fit|fit_generator|train_model|train_on_batch|backward)$|"
    r"^(?:lightgbm|xgboost|catboost)\.(?:train|cv)$|(?:^|\.)\w*[Tt]rainer\.(?:train|fit)$|"
    r"create_training_job$|train_supervised$"
)
_NO_TRAINING = re.compile(
    r"(?:scaler|encoder|vectorizer|tokenizer|statistics|imputer|pca)\.fit$", re.IGNORECASE
)


_NAMED = re.compile(r"train|learn", re.IGNORECASE)
"""A module with such a name may take what learns from another one."""


def trainers(evidence: RepositoryEvidence) -> list[PythonModule]:
    """Own modules that import what learns and let it learn; a fitted transform alone is none."""
    return list(remembered(evidence, _trainers))


def _trainers(evidence: RepositoryEvidence) -> list[PythonModule]:
    modules = own(evidence)
    somewhere = any(map(_can_learn, modules))
    return [
        module
        for module in modules
        if _learns(module) and (_can_learn(module) or (somewhere and _NAMED.search(module.path)))
    ]


def notebooks_that_train(evidence: RepositoryEvidence) -> list[Notebook]:
    """Notebooks that import what learns; whether they call it is not read."""
    return [
        item for item in evidence.notebooks if {_root(name) for name in item.imports} & LEARNERS
    ]


def _can_learn(module: PythonModule) -> bool:
    return any(_root(name) in LEARNERS or name.startswith(_MANAGED) for name in module.imports)


def _learns(module: PythonModule) -> bool:
    return any(map(_is_learning, module.calls))


@lru_cache(maxsize=20_000)
def _is_learning(name: str) -> bool:
    return bool(_LEARNS.search(name)) and not _NO_TRAINING.search(name)


def _root(name: str) -> str:
    return name.partition(".")[0]
