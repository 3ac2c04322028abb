"""Packs on the command line: what a file holds, what is wrong with it, and keeping it."""

import json
import sys
from pathlib import Path

import pytest

import cli
from tests.content.foreign.foreign_files import lens, lens_question, put

Capture = pytest.CaptureFixture[str]


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """The exit code of ``prodworthy content`` with these words."""
    monkeypatch.setattr(sys, "argv", ["prodworthy", "content", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))


def test_checking_says_what_a_file_holds_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = put(tmp_path, lens(lens_question()))
    assert run(monkeypatch, "import", path, "--check") == 0
    said = capsys.readouterr().out
    assert "1 section, 1 question, 2 choices, 3 rules" in said
    assert "Advice on 2 of 2 choices" in said
    assert "No problems." in said
    assert not (tmp_path / "data").exists()


def test_a_lens_that_can_only_end_well_is_told_to_be_not_scorable(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = put(tmp_path, lens(lens_question(rules=(("default", "NO_RISK"),))))
    assert run(monkeypatch, "import", path, "--check") == 0
    assert "Not scorable: " in capsys.readouterr().out


def test_problems_end_a_check_with_one_and_an_import_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = put(tmp_path, lens(lens_question(rules=(("backup", "NO_RISK"),))))
    assert run(monkeypatch, "import", path, "--check") == 1
    assert "given.json:" in capsys.readouterr().err
    assert run(monkeypatch, "import", path) == 2


def test_an_import_is_kept_and_a_script_gets_everything_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = put(tmp_path, lens(lens_question(owner="x")))
    assert run(monkeypatch, "import", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kept"]["pack_id"] == "bakery-resilience"
    assert told["pack"]["questions"] == 1
    assert "owner" in told["remarks"][0]["text"]
    assert told["problems"] == []


def test_a_file_that_is_no_pack_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all: we: met\n")
    assert run(monkeypatch, "import", path, "--check") == 1
    assert "letter.txt: is not one of these: an AWS" in capsys.readouterr().err


@pytest.mark.parametrize("shape", ["questionnaire", "evidence-grid"])
def test_a_template_is_written_and_unfilled_it_is_no_pack(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path, shape: str
) -> None:
    path = tmp_path / "template.xlsx"
    assert run(monkeypatch, "template", path, "--shape", shape) == 0
    assert run(monkeypatch, "check", path) == 1
    assert "write at least one" in capsys.readouterr().err


def test_a_schema_is_printed_for_an_editor(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "schema", "section") == 0
    assert json.loads(capsys.readouterr().out)["properties"]["questions"]
    assert run(monkeypatch, "schema", "sections") == 2
    assert "there are pack, area" in capsys.readouterr().err
