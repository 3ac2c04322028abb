"""Every file of the catalogue of serving systems, held against the real parser of PromQL."""

import json
import shutil
import subprocess
from pathlib import Path

from assessment.connectors.runtime import catalogue, recognition
from assessment.connectors.runtime.catalogue import System
from assessment.connectors.runtime.chosen_service import Service
from assessment.connectors.runtime.questions import Questions

LABELS = {"job": "scoring", "namespace": "prod"}
GENERIC = (
    "http_requests_total",
    "http_request_duration_seconds_bucket",
    "http_requests_in_progress",
)


def bound(system: System) -> System:
    return recognition.bound(system, GENERIC, ["status"])


def questions(system: System) -> dict[str, str]:
    """Every expression of a system, with everything exposed that it can expose."""
    names = (*catalogue.names(system), "model_output_score_bucket", "model_version_info")
    service = Service(
        now=0.0, window=2592000, labels=LABELS, request_labels=LABELS, names=names, span=2592000,
        system=system, counter_labels=("namespace", "pod"), size=5000,
    )  # fmt: skip
    asked = Questions(service, system, 8.0)
    numbers = {name: query for group in asked.groups() for name, query in group.items()}
    return numbers | {f"course {name}": query for name, query in asked.courses().items()}


def test_every_expression_of_every_system_is_promql(tmp_path: Path) -> None:
    rules = [
        {"record": "catalogue:expression", "labels": {"at": f"{item.id} {name}"}, "expr": query}
        for item in map(bound, catalogue.systems())
        for name, query in questions(item).items()
    ]
    file = tmp_path / "rules.json"
    file.write_text(json.dumps({"groups": [{"name": "catalogue", "rules": rules}]}))
    program = shutil.which("promtool") or "promtool"
    told = subprocess.run(
        [program, "check", "rules", file], check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert f"{len(rules)} rules found" in told.stdout
    assert len(rules) > 5 * len(catalogue.systems())
