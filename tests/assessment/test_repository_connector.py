"""Reading real repositories: what is there is found, with its place, and nothing of it is run."""

import json
from pathlib import Path

import pytest

from assessment.connectors import repository
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.places import link_template
from assessment.sources import Permission, SourceUnavailable, Stopped
from tests.assessment.git_repositories import (
    ANN,
    BEN,
    NOW,
    circumstances,
    commit,
    git,
    look,
    made,
    new,
    source,
)

API = """from fastapi import Depends, FastAPI
import prometheus_client as prom

from .security import check_key

app = FastAPI()
SCORES = prom.Histogram("scores", "scores")


@app.post("/predict")
def predict(body: dict, who: str = Depends(check_key)) -> float:
    return 0.5


@app.get("/healthz")
def health() -> str:
    return "ok"
"""
TESTS = "def test_one():\n    assert 1 + 1 == 2\n\n\ndef test_two():\n    assert 2 > 1\n"
CI = """on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pip install -r requirements.txt
      - run: pytest -q
"""
SERVICE: dict[str, str | bytes] = {
    "app/main.py": API,
    "tests/test_app.py": TESTS,
    ".github/workflows/ci.yml": CI,
    "Dockerfile": "FROM python:3.11-slim\nRUN pip install \\\n  -r requirements.txt\n"
    "USER app\nCMD uvicorn app.main:app\n",
    "requirements.txt": "fastapi==0.110.0\nprometheus_client==0.20.0\nanyio==4.3.0\nidna==3.6\n",
    "README.md": "# Scorer\n\n## Usage\n\nText.\n",
}


def outcomes(evidence: RepositoryEvidence) -> dict[str, Outcome]:
    found = examine(discover(), source("/x"), evidence, NOW)
    return {finding.probe: finding.outcome for finding in found}


def test_a_service_is_seen_as_one_with_what_it_has(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", SERVICE))
    seen = outcomes(evidence)
    assert evidence.classification.kind == "service"
    for probe in ("metrics_are_exposed", "health_endpoint_exists", "ci_runs_the_tests",
                  "dependencies_are_locked", "predict_route_needs_a_credential",
                  "container_image_is_pinned_and_not_root"):  # fmt: skip
        assert seen[probe] is Outcome.PRESENT, probe
    assert seen["ci_deploys"] is Outcome.ABSENT


def test_a_finding_says_file_and_line_and_links_to_the_commit_on_the_forge(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", SERVICE)
    given = source(folder).model_copy(update={"reader_address": "https://forge.example/team/r.git"})
    evidence = repository.read(given, circumstances())
    found = examine(discover(), given, evidence, NOW)
    place = next(f for f in found if f.probe == "health_endpoint_exists").places[0]
    sha = git(folder, "rev-parse", "HEAD")
    assert place.label == "app/main.py:16"
    assert place.url == f"https://forge.example/team/r/blob/{sha}/app/main.py#L16"


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("https://gitlab.example/a/b.git", "https://gitlab.example/a/b/-/blob/SHA/{path}#L{line}"),
        ("https://user:pw@host.example/a/b", "https://host.example/a/b/blob/SHA/{path}#L{line}"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/commit/SHA/{path}#L{line}"),
        ("/srv/repo", ""),
    ],
)
def test_a_link_follows_the_forge_and_carries_no_credential(address: str, shape: str) -> None:
    assert link_template(address, "SHA") == shape


def test_code_of_a_library_is_not_judged_as_a_service(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "pyproject.toml": '[project]\nclassifiers = ["Intended Audience :: Developers"]\n',
        "l/__init__.py": "def f():\n    return 1\n",
        ".github/workflows/p.yml": "on: push\njobs:\n  p:\n    steps:\n"
        "      - uses: pypa/gh-action-pypi-publish@v1\n",
    }
    seen = outcomes(look(made(tmp_path / "r", files)))
    for probe in (
        "health_endpoint_exists",
        "metrics_are_exposed",
        "ci_deploys",
        "load_test_exists",
    ):
        assert seen[probe] is Outcome.NOT_APPLICABLE, probe


def test_a_person_may_say_what_kind_of_repository_it_is(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    assert look(folder).classification.kind == "unknown"
    assert look(folder, kind="service").classification.kind == "service"


def test_examples_tests_and_vendored_code_are_not_the_repositorys_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{top}/main.py": API for top in ("examples", "tests", "vendor")
    }
    assert look(made(tmp_path / "r", files)).classification.kind == "unknown"


def test_notebooks_are_counted_without_being_run(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": ["import pandas as pd\n", "1/0\n"], "outputs": [{}]}
    notebook = json.dumps({"cells": [cell, {"cell_type": "markdown", "source": "# x"}]})
    evidence = look(made(tmp_path / "r", {"a.ipynb": notebook}))
    (read,) = evidence.notebooks
    assert (read.cells, read.lines, read.with_output, read.imports) == (1, 2, 1, ("pandas",))
    assert evidence.classification.kind == "notebooks"


def test_a_credential_is_told_by_place_and_kind_and_never_by_value(tmp_path: Path) -> None:
    key = "AKIA" + "Q7Z4M2K9P1X8W5R3"
    evidence = look(made(tmp_path / "r", {"conf.py": f"x = 1\nKEY = '{key}'\n"}))
    (secret,) = evidence.secrets
    assert (secret.path, secret.line, secret.kind) == ("conf.py", 2, "AWS access key")
    assert key not in evidence.model_dump_json()


def test_people_appear_as_pseudonyms_with_their_addresses_joined(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    commit(folder, {"a.py": "x = 2\n"}, author=(ANN[0], "ann@home.example"))
    commit(folder, {"a.py": "x = 3\n"}, author=BEN)
    evidence = look(folder)
    assert sorted(item.commits for item in evidence.history.authors) == [1, 2]
    told = evidence.model_dump_json()
    assert "Ann" not in told
    assert "example.org" not in told


def test_author_analysis_can_be_switched_off(tmp_path: Path) -> None:
    evidence = look(made(tmp_path / "r", {"a.py": "x = 1\n"}), authors=False)
    assert evidence.history.authors == ()
    assert evidence.history.truck_factor is None
    assert outcomes(evidence)["knowledge_is_shared"] is Outcome.UNAVAILABLE


@pytest.mark.parametrize(
    ("message", "author", "review", "bot"),
    [
        ("Add a rule (#12)", ANN, "squash", False),
        ("Fix\n\nChange-Id: I12\nReviewed-by: Ben <b@e>", ANN, "gerrit", False),
        ("Bump x (#13)", ("dependabot[bot]", "1+dependabot[bot]@users.noreply"), "squash", True),
        ("straight to main", ("Tal Bot", "talbot@example.org"), "", True),
        ("straight to main", ("Jo Talbot", "jo.talbot@example.org"), "", False),
    ],
)
def test_the_mark_of_a_review_and_a_bot_are_told_apart(
    tmp_path: Path, message: str, author: tuple[str, str], review: str, bot: bool
) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {"a.py": "x = 1\n"}, message=message, author=author)
    (seen,) = look(folder).history.commits
    assert (seen.review, seen.bot) == (review, bot)


def test_a_merge_counts_once_on_the_first_parent_line(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    git(folder, "checkout", "--quiet", "-b", "topic")
    commit(folder, {"b.py": "y = 1\n"})
    git(folder, "checkout", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge topic", "topic")
    assert [item.review for item in look(folder).history.commits] == ["merge", ""]


def test_changes_older_than_twelve_months_are_not_in_the_window(tmp_path: Path) -> None:
    folder = new(tmp_path / "r")
    commit(folder, {"a.py": "x = 1\n"}, at="2024-01-01T00:00:00Z")
    commit(folder, {"a.py": "x = 2\n"})
    history = look(folder).history
    assert (history.total, len(history.commits)) == (2, 1)


def test_another_branch_is_read_where_the_source_says_so(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    git(folder, "checkout", "--quiet", "-b", "release")
    commit(folder, {"b.py": "y = 1\n"})
    git(folder, "checkout", "--quiet", "main")
    assert look(folder).branch == "main"
    assert {file.path for file in look(folder, branch="release").files} == {"a.py", "b.py"}


def test_a_shallow_clone_says_that_its_history_is_cut(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    commit(folder, {"a.py": "x = 2\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "cut")
    evidence = look(tmp_path / "cut")
    assert evidence.history.shallow
    assert evidence.history.truck_factor is None
    assert outcomes(evidence)["changes_are_reviewed"] is Outcome.UNAVAILABLE


def test_a_bare_repository_and_a_linked_working_copy_are_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), "bare.git")
    git(folder, "worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert look(tmp_path / "bare.git").files == look(tmp_path / "linked").files


def test_the_working_copy_is_left_alone(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", SERVICE)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    look(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_the_requests_listed_before_are_the_ones_made(tmp_path: Path) -> None:
    given, around = source(made(tmp_path / "r", SERVICE)), circumstances()
    repository.read(given, around)
    assert [item.request for item in around.made] == list(repository.requests(given))
    assert {item.status for item in around.made} == {"ok"}
    assert all(item.bytes > 0 for item in around.made)


def test_the_list_of_requests_carries_no_credential_of_the_address() -> None:
    told = str(repository.requests(source("https://ann:pa55word@forge.example/r.git")))
    assert "git clone" in told
    assert "pa55word" not in told


def test_a_person_can_stop_the_reading(tmp_path: Path) -> None:
    around = circumstances().__class__(
        now=lambda: NOW, permission=Permission(), stopped=lambda: True
    )
    with pytest.raises(Stopped):
        repository.read(source(made(tmp_path / "r", SERVICE)), around)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("relative/path", "not absolute"),
        ("git@forge.example:a/b.git", "only https"),
        ("ssh://forge.example/a/b.git", "only https"),
        ("file:///srv/repo", "only https"),
        ("ext::sh -c touch% /tmp/x", "only https"),
        ("--upload-pack=touch /tmp/x", "only https"),
        ("https://ann:secret@forge.example/r.git", "user name or password"),
        ("https://169.254.169.254/r.git", "169.254.169.254"),
    ],
)
def test_an_address_that_is_not_read_is_refused_in_a_sentence(address: str, reason: str) -> None:
    with pytest.raises(SourceUnavailable, match=reason) as refused:
        look(address)
    assert refused.value.remedy.endswith(".")
    assert "secret" not in str(refused.value)


def test_a_folder_that_is_no_repository_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="not a git repository"):
        look(tmp_path)
    with pytest.raises(SourceUnavailable, match="no folder"):
        look(tmp_path / "nothing")


def test_a_repository_without_a_commit_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="no commit yet"):
        look(new(tmp_path / "r"))


def test_a_branch_that_does_not_exist_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="no branch nothing"):
        look(made(tmp_path / "r", {"a": "x"}), branch="nothing")


def test_a_machine_without_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "r", {"a": "x"})
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceUnavailable, match="git is not installed"):
        look(folder)


def test_outside_local_mode_only_allowed_folders_are_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "r", {"a.py": "x = 1\n"})
    allowed = Permission(local_mode=False, roots=(tmp_path,))
    assert repository.read(source(folder), circumstances(allowed)).files
    elsewhere = Permission(local_mode=False, roots=(tmp_path / "other",))
    with pytest.raises(SourceUnavailable, match="not under a folder"):
        repository.read(source(folder), circumstances(elsewhere))


def test_a_history_that_begins_with_an_import_does_not_say_who_wrote_it_first(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {f"m{number}.py": f"x = {number}\n" for number in range(30)}
    imported = made(tmp_path / "imported", files)
    grown = new(tmp_path / "grown")
    for number in range(30):
        commit(imported, {"m0.py": f"x = {number + 100}\n"}, author=BEN)
        commit(grown, {f"m{number}.py": f"x = {number}\n"}, author=BEN if number % 2 else ANN)
    history = look(imported).history
    assert (history.imported, history.truck_factor) == (True, None)
    assert len(history.authors) == 2
    history = look(grown).history
    assert (history.imported, history.truck_factor) == (False, 2)
