"""Whether weights from a hub have a revision."""

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

LOADS = re.compile(
    r"(?:^|\.)(?:from_pretrained|hf_hub_download|snapshot_download|SentenceTransformer|"
    r"CrossEncoder|pipeline)$"
)
BY_SIZE = (
    r"^whisper\.load_model$|WhisperModel$|whisperx\.load_model$|^torch\.hub\.load$|"
    r"^timm\.create_model$"
)
NAME = re.compile(r"^[A-Za-z0-9][\w.-]{1,60}/[A-Za-z0-9][\w.-]{1,90}$")
LOCAL = re.compile(
    r"^(?:models?|data|weights|checkpoints?|artifacts?|outputs?|src|app|tmp|mnt|opt)/|\.(?:bin|"
    r"pt|pth|onnx|json)$",
)
DATA = re.compile(r"(?:^|[/_-])(?:data(?:sets?|base)?|corpus)(?:$|[_-])", re.IGNORECASE)
"""A set of data on the hub is no weights."""
NAMED = {"0", "model", "repo_id", "pretrained_model_name_or_path", "model_name", "model_id"}
FIXED = re.compile(r"^[0-9a-f]{7,40}$|^v?\d|[A-Za-z_.]+")
MOVES = {"main", "master", "latest"}


def observe(evidence: RepositoryEvidence) -> Observation:
    """Every load of a hub's name needs a revision in its call."""
    if is_library(evidence):
        return library(evidence)
    named = [item for module in own(evidence) for item in _named(module)]
    if not named:
        return _unnamed(evidence)
    bare = [hit for hit, fixed in named if not fixed]
    if bare:
        seen = f"{len(bare)} of {len(named)} loads have no revision, such as {bare[0].name}"
        return absent(evidence, seen, bare)
    hits = [hit for hit, _ in named]
    return present(
        evidence, f"all {len(named)} loads have a revision, such as {hits[0].name}", hits
    )


def _unnamed(evidence: RepositoryEvidence) -> Observation:
    """No name of a hub in the code: nothing is loaded, or by a name that is set elsewhere."""
    if loaded := calls(own(evidence), f"{LOADS.pattern}|{BY_SIZE}"):
        return unavailable(
            f"{loaded[0].path} loads a model by a name that is set elsewhere",
            "Show where the model's name and revision are set.",
        )
    if not is_mostly_python(evidence):
        return absent_in_code(evidence, "no load from a hub was seen")
    return not_applicable("no model is loaded from a hub")


def _named(module: PythonModule) -> list[tuple[Hit, bool]]:
    """Loads of a hub's name, and whether the same call gives a revision."""
    fixed = {
        item.line
        for item in module.settings
        if item.name == "revision" and FIXED.search(item.value) and item.value not in MOVES
    }
    datasets = {
        item.line for item in module.settings if item.name == "repo_type" and item.value != "model"
    }
    return [
        (Hit(module.path, item.line, item.value), item.line in fixed)
        for item in module.settings
        if item.name in NAMED
        and LOADS.search(item.call)
        and item.line not in datasets
        and NAME.match(item.value)
        and not LOCAL.search(item.value)
        and not DATA.search(item.value)
    ]
