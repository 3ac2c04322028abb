"""Whether predictions are recorded with the version that made them."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import Record, RepositoryEvidence
from assessment.repository.looking import Hit, is_served, own
from assessment.repository.saying import absent_in_code, not_served, present

WRITES = re.compile(
    r"(?:^|[._])(?:info|debug|warning|log|log_\w+|write\w*|insert\w*|create\w*|add|save|send|"
    r"produce|put_record\w*|"
    r"publish|append|capture\w*|emit|record\w*|execute|bulk_\w+)$",
)
TABLE = re.compile(r"class .*(?:Model|Base|Document|Table|SQLModel|Entity)\b")
MESSAGE = re.compile(r"pydantic|BaseModel|Schema|Serializer|Settings|TypedDict")
MODEL_VERSION = re.compile(
    r"version|(?:mlflow|model|train\w*)_run(?:_id)?$|revision|model_id", re.IGNORECASE
)
"""A plain ``run_id`` names one execution, such as that of an agent, and no model."""


def observe(evidence: RepositoryEvidence) -> Observation:
    """Find a record that is written somewhere and holds a result beside a version."""
    if not is_served(evidence):
        return not_served(evidence)
    found = [(m.path, r) for m in own(evidence) for r in m.records if _version(r)]
    kept = [Hit(path, r.line, _version(r)) for path, r in found if _is_written(r)]
    if kept:
        return present(evidence, f"{kept[0].name} is written with a result in {kept[0].path}", kept)
    if found:
        path, record = found[0]
        seen = f"{_version(record)} stands beside a result in {path}, but is not written anywhere"
        return absent_in_code(evidence, seen)
    return absent_in_code(evidence, "no record holds a result together with a version")


def _is_written(record: Record) -> bool:
    if record.of.startswith("class "):
        return bool(TABLE.search(record.of)) and not MESSAGE.search(record.of)
    return bool(WRITES.search(record.of))


def _version(record: Record) -> str:
    """The field that names the model's version; empty where none does."""
    return next((field for field in record.fields if MODEL_VERSION.search(field)), "")
