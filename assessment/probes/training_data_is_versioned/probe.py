"""Whether it is on record which data a model was trained on."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, calls, files, imports, is_library, own
from assessment.repository.saying import (
    absent,
    absent_in_code,
    library,
    not_applicable,
    present,
    unavailable,
)
from assessment.repository.searching import is_source_of, keyed, set_to
from assessment.repository.training import notebooks_that_train, trainers

POINTERS = r"\.dvc$|(?:^|/)dvc\.lock$"
PACKAGES = (
    "lakefs",
    "lakefs_client",
    "pachyderm_sdk",
    "python_pachyderm",
    "quilt3",
    "dvc.api",
    "dvclive",
)
TRAVEL = r"^(?:versionAsOf|timestampAsOf|snapshot-id|as-of-timestamp)$"
LOGS = (
    r"^mlflow\.(?:\w+\.)?log_input$|^mlflow\.data\.from_\w+$|^wandb\.(?:\w+\.)*(?:use_artifact)$|"
    r"clearml\.Dataset\.(?:get|create)$|(?:^|\.)register_dataset$|Dataset\.Tabular\.register$|"
    r"(?:^|[._])(?:data|dataset)_(?:hash|fingerprint|checksum|version)$|"
    r"(?:^|[._])(?:hash|fingerprint|checksum)_(?:data|dataset|dataframe|df)$"
)
NOTED = r"data(?:set)?[_-]?(?:version|hash|revision|fingerprint|snapshot)"
REVISION = re.compile(r"^[0-9a-f]{7,40}$|^v?\d+\.\d+|^refs/")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Pointers of a versioning tool, a read as of a version, or a version noted with the run."""
    if is_library(evidence):
        return library(evidence)
    modules = own(evidence)
    hits = [] if is_source_of(evidence, "dvc") else files(evidence, POINTERS)
    hits += imports(modules, PACKAGES)
    hits += set_to(modules, "0", TRAVEL, r"option$") + set_to(
        modules, "version_as_of|timestamp_as_of", "."
    )
    hits += calls(modules, LOGS) + set_to(modules, "0", NOTED, r"log_param$|set_tag$")
    hits += [
        hit
        for hit in set_to(modules, "revision", ".", r"load_dataset$")
        if REVISION.match(hit.name)
    ]
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    training = trainers(evidence)
    if training:
        seen = f"{training[0].path} trains on data whose version is not on record"
        return absent(evidence, seen, [Hit(m.path, 1, m.path) for m in training])
    if notebooks_that_train(evidence):
        return absent(evidence, "notebooks train on data whose version is not on record")
    if evidence.classification.kind == "service":
        return unavailable(
            "nothing trains a model in this repository",
            "Point Prodworthy at the repository that trains the model.",
        )
    stages = [Hit(item.path, item.line, key) for item, key, _ in keyed(evidence, "outs")]
    return (
        absent_in_code(evidence, "no training and no versioned data")
        if stages
        else not_applicable("nothing here trains a model")
    )
