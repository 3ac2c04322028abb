"""What the next assessment sees at a place that the last one looked at, in a real git repository."""

from pathlib import Path

import pytest

from assessment.model import Outcome
from engagement import judging, snapshots
from engagement.looks import collecting
from engagement.reassessment.starting import assess_again
from scoring.comparison import Comparison
from scoring.movement_causes import Cause
from tests.assessment.git_repositories import commit, new
from tests.engagement.desk import Desk

CI, PROBE = "eng.ci-cd", "ci_runs_the_tests"
WORKFLOW = """
on: [pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pytest -q tests
"""
SOURCE: dict[str, str | bytes] = {
    "app/model.py": "def predict(x):\n    return x\n",
    "tests/test_model.py": "from app.model import predict\n\ndef test_it():\n    assert predict(1) == 1\n",
}


@pytest.fixture
def repository(desk: Desk, tmp_path: Path) -> Path:
    """The first assessment is answered, looks at a repository without CI, and is frozen."""
    folder = new(tmp_path / "repository")
    commit(folder, SOURCE)
    desk.answer(CI, 3)
    collecting.add_source(
        desk.store, assessment_id=desk.id, kind="repository", address=str(folder), name="Pilot"
    )
    collecting.look(desk.store, desk.id)
    snapshots.take(desk.store, desk.id)
    return folder


def again(desk: Desk) -> str:
    """The next assessment has looked; its id."""
    place = assess_again(desk.store, desk.place.use_case.id, desk.place.assessment)
    collecting.look(desk.store, place.assessment.id)
    return place.assessment.id


def moved(desk: Desk, here: str) -> Comparison:
    found = snapshots.compare_with_last(desk.store, here)
    assert found
    return found


def seen(desk: Desk, here: str) -> list[Outcome]:
    found = judging.inputs(desk.store, here).findings
    return [item.outcome for item in found if item.probe == PROBE]


def test_ci_that_a_commit_added_is_work_done(desk: Desk, repository: Path) -> None:
    assert seen(desk, desk.id) == [Outcome.ABSENT]
    commit(repository, {".github/workflows/ci.yml": WORKFLOW}, at="2026-05-02T10:00:00Z")
    here = again(desk)
    assert seen(desk, here) == [Outcome.PRESENT]
    [movement] = [item for item in moved(desk, here).movements if item.capability == CI]
    parts = {part.cause: part.levels for part in movement.parts}
    assert parts[Cause.WORK] > 0.3
    assert Cause.REACH not in parts


def test_a_place_that_cannot_be_looked_at_again_keeps_what_was_seen_there(
    desk: Desk, repository: Path
) -> None:
    repository.rename(repository.with_name("gone"))
    here = again(desk)
    assert sorted(seen(desk, here)) == [Outcome.ABSENT, Outcome.UNAVAILABLE]
    found = {part.cause for item in moved(desk, here).movements for part in item.parts}
    assert Cause.WORK not in found


def test_what_could_not_be_looked_at_before_and_now_can_is_reach(
    desk: Desk, tmp_path: Path
) -> None:
    folder = new(tmp_path / "repository")
    commit(folder, SOURCE | {".github/workflows/ci.yml": WORKFLOW})
    desk.answer(CI, 3)
    collecting.add_source(
        desk.store, assessment_id=desk.id, kind="repository", address=str(folder), name="Pilot"
    )
    hidden = folder.rename(folder.with_name("hidden"))
    collecting.look(desk.store, desk.id)
    snapshots.take(desk.store, desk.id)
    hidden.rename(folder)
    here = again(desk)
    assert seen(desk, here) == [Outcome.PRESENT]
    assert {part.cause for part in moved(desk, here).parts} <= {Cause.REACH, Cause.TIME}
    assert {part.cause for item in moved(desk, here).movements for part in item.parts} == {
        Cause.REACH
    }
