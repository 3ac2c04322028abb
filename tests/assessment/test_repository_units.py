"""A repository that deploys several things is judged part by part, and says which part it means."""

from pathlib import Path

import pytest

from assessment.connectors import repository
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.repository.evidence import RepositoryEvidence, Unit
from assessment.repository.units import main_unit
from assessment.sources import SourceUnavailable
from tests.assessment.git_repositories import NOW, circumstances, look, made, source

Files = dict[str, str | bytes]
PLAIN = "from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get('/items')\ndef items():\n    return []\n"
HEALTHY = PLAIN + "\n\n@app.get('/healthz')\ndef health():\n    return 'ok'\n"
IMAGE = "FROM python:3.12\nCOPY . .\nUSER app\nCMD uvicorn main:app\n"


def service(folder: str, code: str) -> Files:
    return {
        f"{folder}/main.py": code,
        f"{folder}/Dockerfile": IMAGE,
        f"{folder}/requirements.txt": "fastapi==0.115.0\n",
    }


def findings(evidence: RepositoryEvidence) -> dict[str, Finding]:
    return {item.probe: item for item in examine(discover(), source("/x"), evidence, NOW)}


def paths(evidence: RepositoryEvidence) -> set[str]:
    return {unit.path for unit in evidence.units}


def test_one_deployable_part_is_no_repository_of_many(tmp_path: Path) -> None:
    assert look(made(tmp_path / "r", service("svc", HEALTHY))).units == ()


def test_folders_with_an_image_of_their_own_are_units(tmp_path: Path) -> None:
    files = {**service("billing", PLAIN), **service("catalog", PLAIN), "lib/shared.py": "x = 1\n"}
    evidence = look(made(tmp_path / "r", files))
    assert paths(evidence) == {"billing", "catalog"}
    assert evidence.units[0].signs[0] == "billing/Dockerfile builds it"


def test_a_statement_is_not_made_true_by_another_units_file(tmp_path: Path) -> None:
    files = {**service("billing", HEALTHY), **service("catalog", PLAIN)}
    folder = made(tmp_path / "r", files)
    chosen = findings(look(folder, unit="catalog"))["health_endpoint_exists"]
    assert chosen.outcome is Outcome.ABSENT
    other = findings(look(folder, unit="billing"))["health_endpoint_exists"]
    assert (other.outcome, other.places[0].label) == (Outcome.PRESENT, "billing/main.py:11")


def test_where_no_unit_was_chosen_and_they_differ_the_count_is_said(tmp_path: Path) -> None:
    files = {**service("billing", HEALTHY), **service("catalog", PLAIN), **service("users", PLAIN)}
    found = findings(look(made(tmp_path / "r", files)))["health_endpoint_exists"]
    assert found.outcome is Outcome.UNAVAILABLE
    assert found.observed == "1 of 3 units (billing); not in catalog, users"
    assert [place.label for place in found.places] == ["billing/main.py:11"]
    assert "Choose the unit" in found.remedy


def test_where_all_units_have_it_it_is_there(tmp_path: Path) -> None:
    files = {**service("billing", HEALTHY), **service("catalog", HEALTHY)}
    found = findings(look(made(tmp_path / "r", files)))["health_endpoint_exists"]
    assert found.outcome is Outcome.PRESENT
    assert found.observed.startswith("2 of 2 units: ")


def test_where_no_unit_has_it_it_is_not_there(tmp_path: Path) -> None:
    files = {**service("billing", PLAIN), **service("catalog", PLAIN)}
    found = findings(look(made(tmp_path / "r", files)))["health_endpoint_exists"]
    assert found.outcome is Outcome.ABSENT


def test_the_unit_that_serves_a_model_is_the_main_one_and_is_named(tmp_path: Path) -> None:
    scoring = "import joblib\n" + HEALTHY
    files = {**service("score", scoring), **service("catalog", HEALTHY), **service("users", PLAIN)}
    found = findings(look(made(tmp_path / "r", files)))["health_endpoint_exists"]
    assert found.outcome is Outcome.PRESENT
    assert found.observed.startswith("in score (main of 3 units): ")


def unit(path: str, lines: int, rank: int) -> Unit:
    return Unit(path=path, lines=lines, rank=rank)


@pytest.mark.parametrize(
    ("units", "main"),
    [
        ([unit("a", 10, 3), unit("b", 900, 2)], "a"),
        ([unit(".", 10, 2), unit("b", 900, 2)], "."),
        ([unit("a", 10, 2), unit("b", 900, 1)], "a"),
        ([unit("a", 100, 2), unit("b", 900, 2)], "b"),
        ([unit("a", 500, 2), unit("b", 500, 2)], None),
        ([unit("a", 100, 1), unit("b", 900, 1)], None),
    ],
)
def test_a_main_unit_is_one_that_stands_out(units: list[Unit], main: str | None) -> None:
    found = main_unit(tuple(units))
    assert (found.path if found else None) == main


def test_what_stands_elsewhere_under_a_units_name_is_that_units(tmp_path: Path) -> None:
    deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n"
    files: Files = {
        **service("services/billing", PLAIN),
        **service("services/catalog", PLAIN),
        "k8s/billing/deployment.yaml": deployment,
        "tests/catalog/test_it.py": "def test_a():\n    assert 1\n",
        "k8s/both.yaml": deployment,
        "docs/README.md": "# Both\n",
    }
    billing = look(made(tmp_path / "r", files), unit="services/billing")
    assert [item.path for item in billing.documents] == [
        "k8s/billing/deployment.yaml",
        "k8s/both.yaml",
    ]
    assert [item.path for item in billing.modules] == ["services/billing/main.py"]


def test_a_job_that_is_about_another_unit_alone_is_left_out(tmp_path: Path) -> None:
    workflow = """on: push
jobs:
  billing:
    defaults: {run: {working-directory: billing}}
    steps: [{run: pytest -q}]
  catalog:
    steps: [{run: "cd catalog && make build"}]
  lint:
    steps: [{run: ruff check}]
"""
    files: Files = {
        **service("billing", PLAIN),
        **service("catalog", PLAIN),
        ".github/workflows/ci.yml": workflow,
    }
    folder = made(tmp_path / "r", files)
    (pipeline,) = look(folder, unit="catalog").pipelines
    assert [job.name for job in pipeline.jobs] == ["catalog", "lint"]
    assert findings(look(folder, unit="catalog"))["ci_runs_the_tests"].outcome is Outcome.ABSENT
    assert findings(look(folder, unit="billing"))["ci_runs_the_tests"].outcome is Outcome.PRESENT


def test_images_that_are_built_from_elsewhere_belong_to_what_they_take_in(tmp_path: Path) -> None:
    files: Files = {
        "src/spam/main.py": PLAIN, "src/topics/main.py": PLAIN, "src/common/base.py": "x = 1\n",
        "src/tone/main.py": PLAIN,
        "docker/spam.Dockerfile": "FROM python:3\nCOPY src/spam /app\nCMD run\n",
        ".pipeline/topics/blubber.yaml": "version: v4\nvariants:\n  production:\n    copies:\n"
        "      - {from: local, source: src/topics}\n      - {from: local, source: src/common}\n",
        ".pipeline/tone/blubber.yaml": "version: v4\nvariants:\n  production:\n    copies:\n"
        "      - {from: local, source: src/tone}\n      - {from: local, source: src/common}\n",
        "compose.yaml": "services:\n  x:\n    build: {context: src/common}\n",
        ".pipeline/other/blubber.yaml": "version: v4\nvariants:\n  production:\n    copies:\n"
        "      - {from: local, source: src/common}\n",
    }  # fmt: skip
    evidence = look(made(tmp_path / "r", files))
    assert paths(evidence) == {"src/spam", "src/topics", "src/tone"}
    narrowed = look(tmp_path / "r", unit="src/topics")
    assert [item.path for item in narrowed.containers] == [
        ".pipeline/other/blubber.yaml", ".pipeline/topics/blubber.yaml",
    ]  # fmt: skip


def test_a_folder_that_is_no_unit_may_be_chosen_and_one_that_is_not_there_is_refused(
    tmp_path: Path,
) -> None:
    files = {**service("billing", PLAIN), **service("catalog", PLAIN), "batch/run.py": "x = 1\n"}
    folder = made(tmp_path / "r", files)
    assert [item.path for item in look(folder, unit="batch/").modules] == ["batch/run.py"]
    with pytest.raises(SourceUnavailable, match="no folder bath") as refused:
        look(folder, unit="bath")
    assert "billing" in refused.value.remedy


def test_testing_the_connection_offers_the_units(tmp_path: Path) -> None:
    files = {**service("billing", PLAIN), **service("catalog", PLAIN)}
    survey = repository.survey(source(made(tmp_path / "r", files), unit="gone"), circumstances())
    assert survey.told.endswith(", 2 units")
    assert [item.value for item in survey.choices["unit"]] == ["billing", "catalog"]


def test_a_credential_in_any_unit_is_one_of_the_repository(tmp_path: Path) -> None:
    key = "AKIA" + "Q7Z4M2K9P1X8W5R3"
    files = {
        **service("score", "import joblib\n" + HEALTHY),
        **service("catalog", PLAIN + f"KEY = '{key}'\n"),
    }
    found = findings(look(made(tmp_path / "r", files)))["secrets_are_not_committed"]
    assert found.outcome is Outcome.ABSENT


MANIFEST = '[project]\nname = "fibre"\n'
PUBLISH = "on: release\njobs:\n  p:\n    steps: [{run: twine upload dist/*}]\n"
PART = PUBLISH.replace(
    "steps:", "defaults: {run: {working-directory: packages/client}}\n    steps:"
)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"fibre/__init__.py": "", "README.md": "pip install -U fibre\n"}, "library"),
        ({"fibre/server.py": HEALTHY, "README.md": "pip install 'fibre[all]'\n",
          ".github/workflows/p.yml": PUBLISH, "Dockerfile": IMAGE}, "library"),
        ({"fibre/server.py": HEALTHY, "Dockerfile": IMAGE, ".github/workflows/p.yml": PART,
          "packages/client/pyproject.toml": '[project]\nname = "client"\n'}, "service"),
        ({"fibre/server.py": HEALTHY, "README.md": "pip install requests\n"}, "service"),
        ({"fibre/a.py": "x = 1\n", "compose.yaml": "services:\n  a:\n    build: .\n    ports: ['80']\n"},
         "service"),
        ({"agent.py": "x = 1\n", "langgraph.json": "{}"}, "service"),
    ],
)  # fmt: skip
def test_a_library_with_a_server_of_its_own_is_told_from_a_service_that_publishes_a_client(
    tmp_path: Path, files: Files, kind: str
) -> None:
    evidence = look(made(tmp_path / "r", {"pyproject.toml": MANIFEST, **files}))
    assert evidence.classification.kind == kind, evidence.classification.reasons


def test_a_library_has_no_units(tmp_path: Path) -> None:
    files: Files = {
        **service("billing", PLAIN), **service("catalog", PLAIN), "pyproject.toml": MANIFEST,
        "README.md": "pip install fibre\n", ".github/workflows/p.yml": PUBLISH,
    }  # fmt: skip
    assert look(made(tmp_path / "r", files)).units == ()
