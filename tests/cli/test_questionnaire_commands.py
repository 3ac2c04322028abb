"""The command line with a questionnaire: score, gate, report, and an empty file to fill in."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from content.loading import shipped
from content.questionnaire import Questionnaire

RUN = CliRunner()
HEAD = """\
client: {name: Acme}
use_case: {name: Scoring}
respondents:
  - {id: ana, name: Ana, role: platform_engineering}
"""
LENS = {
    "schemaVersion": "2021-11-01", "name": "Small", "description": "One question.",
    "pillars": [{"id": "p", "name": "P", "questions": [{
        "id": "q", "title": "Is there a plan?", "description": "D",
        "choices": [{"id": "plan", "title": "There is"}, {"id": "tried", "title": "It was tried"}],
        "riskRules": [
            {"condition": "plan && tried", "risk": "NO_RISK"},
            {"condition": "plan", "risk": "MEDIUM_RISK"},
            {"condition": "default", "risk": "HIGH_RISK"},
        ],
    }]}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))


@pytest.fixture
def all_by_hand(tmp_path: Path) -> Path:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    lines = [f"  - {{by: ana, question: {q.id}, choices: [by-hand]}}" for q in pack.questions]
    file = tmp_path / "answers.yaml"
    file.write_text(
        HEAD + "assessment: {pack: ml-test-score}\nanswers:\n" + "\n".join(lines) + "\n"
    )
    return file


@pytest.fixture
def lens(tmp_path: Path) -> Path:
    (tmp_path / "lens.json").write_text(json.dumps(LENS))
    file = tmp_path / "lens-answers.yaml"
    answer = "  - {by: ana, question: q, choices: [plan]}\n"
    file.write_text(HEAD + "assessment: {pack_from: lens.json}\nanswers:\n" + answer)
    return file


def test_the_score_is_printed_with_its_sections(all_by_hand: Path) -> None:
    done = RUN.invoke(app, ["score", "--answers", str(all_by_hand)])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Strong. 3.5 of 7 points.")
    assert "Monitoring: 3.5 of 7" in done.stdout


def test_the_score_as_json_is_the_result(all_by_hand: Path) -> None:
    done = RUN.invoke(app, ["score", "--answers", str(all_by_hand), "--json"])
    assert json.loads(done.stdout)["total"] == {"low": 3.5, "high": 3.5}


@pytest.mark.parametrize(("points", "code"), [("3.5", 0), ("3.6", 1)])
def test_a_build_can_gate_on_points(all_by_hand: Path, points: str, code: int) -> None:
    done = RUN.invoke(app, ["score", "--answers", str(all_by_hand), "--at-least", points])
    assert done.exit_code == code


@pytest.mark.parametrize(("risk", "code"), [("medium", 0), ("none", 1)])
def test_a_build_can_gate_on_risk(lens: Path, risk: str, code: int) -> None:
    done = RUN.invoke(app, ["score", "--answers", str(lens), "--at-most-risk", risk])
    assert done.exit_code == code, done.output
    assert "One medium risk, none high" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "told"),
    [(["--fail-under", "ready"], "no verdict"), (["--at-most-risk", "none"], "points, no risks")],
)
def test_a_gate_of_the_other_kind_is_never_passed(
    all_by_hand: Path, wrong: list[str], told: str
) -> None:
    done = RUN.invoke(app, ["score", "--answers", str(all_by_hand), *wrong])
    assert done.exit_code in (1, 2)
    assert told in done.output


def test_a_gate_is_not_passed_where_nothing_is_said_of_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "few.yaml"
    answer = "  - {by: ana, question: data-1, choices: [automated]}\n"
    file.write_text(HEAD + "assessment: {pack: ml-test-score}\nanswers:\n" + answer)
    done = RUN.invoke(app, ["score", "--answers", str(file), "--at-least", "0"])
    assert done.exit_code == 1
    assert "nothing is said of the whole" in done.output


@pytest.mark.parametrize(("shape", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")])
def test_the_report_is_written_in_each_format(
    lens: Path, tmp_path: Path, shape: str, start: bytes
) -> None:
    file = tmp_path / f"report.{shape}"
    done = RUN.invoke(
        app, ["report", "--answers", str(lens), "--format", shape, "--out", str(file)]
    )
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(start)


def test_answers_are_kept_and_can_be_scored_by_their_id(all_by_hand: Path) -> None:
    kept = RUN.invoke(app, ["assess", "--answers", str(all_by_hand)])
    assert kept.exit_code == 0, kept.output
    done = RUN.invoke(app, ["score"])
    assert done.stdout.startswith("Strong")


def test_an_empty_file_is_written_for_a_questionnaire(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    arguments = ["assess", "--template", str(file), "--pack", "ml-test-score"]
    assert RUN.invoke(app, arguments).exit_code == 0
    assert "data-1" in file.read_text()
    named = RUN.invoke(app, [*arguments[:2], str(tmp_path / "empty.xlsx"), *arguments[3:]])
    assert named.exit_code == 2
    assert "ends in .yaml" in named.output
    wrong = RUN.invoke(app, ["assess", "--template", str(file), "--pack", "nothing"])
    assert wrong.exit_code == 2
