"""Whether fetched models are loaded in a safe form."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence
from assessment.repository.looking import Hit, calls, is_library, is_mostly_python, own
from assessment.repository.saying import (
    absent,
    absent_in_code,
    library,
    not_applicable,
    present,
    unavailable,
)
from assessment.repository.searching import set_to

UNPICKLES = re.compile(
    r"^(?:pickle|cPickle|cloudpickle|dill|joblib|sklearn\.externals\.joblib|pandas)\.(?:load|"
    r"loads|read_pickle)$|^torch\.load$|"
    r"(?:^|\.)joblib\.load$|^pickle\.Unpickler$"
)
FETCHES = re.compile(
    r"^requests\.get$|urlretrieve$|urllib\.request\.urlopen$|\.download_file(?:obj)?$|"
    r"\.download_to_filename$|\.download_as_\w+$|"
    r"^gdown\.|^wget\.download$|hf_hub_download$|snapshot_download$|\.download_blob$|"
    r"\.get_object$|cached_path$|^httpx\.(?:get|stream)$"
)
CHECKS = re.compile(
    r"^hashlib\.|hmac\.compare_digest|verify_(?:hash|checksum|signature)|check_(?:hash|checksum|"
    r"sha)",
)
SAFE = (
    r"^safetensors\.|onnxruntime\.InferenceSession$|tflite[\w.]*\.Interpreter$|(?:xgboost|"
    r"xgb)\.[\w.]*load_model$|lightgbm\.Booster$|"
    r"\.from_pretrained$|catboost[\w.]*load_model$|^tritonclient\.|openvino[\w.]*(?:read_model|"
    r"compile_model)$|fasttext\.load_model$|"
    r"(?:^|\.)(?:keras\.)?models\.load_model$|torch\.jit\.load$|ultralytics\.YOLO$|"
    r"sentence_transformers\.SentenceTransformer$|spacy\.load$|"
    r"ctranslate2\.|faster_whisper\.WhisperModel$|whisper\.load_model$|xgb\.Booster$|"
    r"skops\.io\.load$|mlflow\.\w+\.load_model$"
)
MODEL_FILE = re.compile(r"\.(?:joblib|pkl|pickle|pt|pth|bin|sav)$", re.IGNORECASE)
MODELS = re.compile(
    r"model|predict|infer|scor|classif|weights|estimator|engine|serving",
    re.IGNORECASE,
)
TRUE = "^True$"


def observe(evidence: RepositoryEvidence) -> Observation:
    """Dangerous loads first; then safe ones; then pickles whose origin is or is not seen."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    danger = [hit for module in modules if (hit := _danger(module))]
    danger += set_to(modules, "allow_dangerous_deserialization", TRUE)
    danger += _foreign_code(modules)
    if danger:
        return absent(
            evidence,
            f"{danger[0].path} loads what it fetched, unchecked ({danger[0].name})",
            danger,
        )
    pickled = [
        hit
        for hit in calls(modules, UNPICKLES.pattern)
        if MODELS.search(hit.path.rpartition("/")[2])
    ]
    safe = calls(modules, SAFE)
    kept = any(MODEL_FILE.search(file.path) for file in evidence.files)
    if pickled and not kept and not _weights_only(modules, pickled):
        return unavailable(
            f"{pickled[0].path} unpickles a file whose origin is not seen here",
            "Say where the model's file comes from, and who can write there.",
        )
    if safe or pickled:
        first = (safe or pickled)[0]
        return present(
            evidence,
            f"{first.name} in {first.path}, and nothing fetched is unpickled",
            safe or pickled,
        )
    if not is_mostly_python(evidence):
        return absent_in_code(evidence, "no load of a model was seen")
    return not_applicable("nothing here loads a model from a file")


def _danger(module: PythonModule) -> Hit | None:
    """A fetch and an unpickling in one module, with no check and no weights-only load."""
    unpickled = [(line, name) for name, line in module.calls.items() if UNPICKLES.search(name)]
    fetched = any(map(FETCHES.search, module.calls))
    checked = any(map(CHECKS.search, module.calls)) or set_to((module,), "weights_only", TRUE)
    return Hit(module.path, *min(unpickled)) if unpickled and fetched and not checked else None


def _foreign_code(modules: tuple[PythonModule, ...]) -> list[Hit]:
    """A model's own code is allowed, and no revision says which."""
    allowed = set_to(modules, "trust_remote_code", TRUE)
    allowed = [hit for hit in allowed if not re.search(r"(?:^|/)scripts?/", hit.path)]
    fixed = {(hit.path, hit.line) for hit in set_to(modules, "revision", "[0-9a-f]{7}|v?\\d")}
    return [
        Hit(hit.path, hit.line, "trust_remote_code")
        for hit in allowed
        if (hit.path, hit.line) not in fixed
    ]


def _weights_only(modules: tuple[PythonModule, ...], pickled: list[Hit]) -> bool:
    careful = {hit.path for hit in set_to(modules, "weights_only", TRUE)}
    return all(hit.path in careful for hit in pickled)
