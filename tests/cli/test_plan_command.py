"""The edited workbook from the command line: shown first, taken when told to, exit codes."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

import cli
from engagement import reporting, workspaces
from engagement.clients import opening
from engagement.plans import planning
from engagement.store import Store
from reports import workbook
from tests.engagement.desk import open_desk

WRONG = 2


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """An edited workbook, and the assessment that it is of."""
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    store = Store.open()
    desk = open_desk(store)
    opening.change_depth(store, desk.id, "standard")
    for capability in workspaces.asked(store, desk.id):
        desk.answer(capability, 2)
    book = load_workbook(BytesIO(workbook.render(reporting.report(store, desk.id))))
    store.close()
    book["Schedule"]["E5"], book["Schedule"]["M5"] = "Mia", 0.4
    book["Schedule"]["F6"] = "03/04/2031"
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx", desk.id


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, ["plan", *map(str, words)])


def first(assessment: str) -> Any:
    store = Store.open()
    row = planning.roadmap(store, assessment).rows[0]
    store.close()
    return row


def test_changes_are_shown_then_taken_by_number_and_signed(place: tuple[Path, str]) -> None:
    file, assessment = place
    seen = run(file)
    assert seen.exit_code == 0
    assert "2 changes in plan.xlsx" in seen.stdout
    assert "nothing -> Mia" in seen.stdout
    assert "Not taken: Schedule!F6 (Start)" in seen.stdout
    assert first(assessment).owner == ""
    taken = run(file, "--only", "1", "--by", "Pia")
    assert "1 of 2 changes taken, signed by Pia." in taken.stdout
    assert (first(assessment).owner, first(assessment).done) == ("Mia", None)
    rest = json.loads(run(file, assessment, "--accept", "--json").stdout)
    assert [item["label"] for item in rest["changes"]] == ["Done"]
    assert len(rest["taken"]) == 1
    assert first(assessment).done == 0.4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--only", "7"), "numbered 1 to 2"),
        (("--only", "one"), "write --only 1,3-5"),
        (("--only", "1-99999999999"), "numbered 1 to 2"),
        (("--only", "1", "--accept"), "not both"),
    ],
)
def test_a_choice_that_makes_no_sense_is_said_and_nothing_is_changed(
    place: tuple[Path, str], words: tuple[str, ...], told: str
) -> None:
    result = run(place[0], *words)
    assert (result.exit_code, told in result.stderr) == (WRONG, True)


def test_a_file_that_is_no_workbook_is_wrong_input(place: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("a,b\n")
    result = run(tmp_path / "plan.csv")
    assert (result.exit_code, "not an .xlsx" in result.stderr) == (WRONG, True)
    assert run(tmp_path / "none.xlsx").exit_code == WRONG


@pytest.mark.usefixtures("place")
def test_what_is_there_and_is_no_workbook_is_told_so_and_an_unknown_assessment_is_named(
    tmp_path: Path,
) -> None:
    for what in (Path("/dev/null"), tmp_path):
        told = run(what)
        assert told.exit_code == WRONG
        assert f"{what} is a folder, a device or a pipe; give the path of the" in told.stderr
    assert "There is no file" in run(tmp_path / "nowhere.xlsx").stderr
    unknown = run(tmp_path / "plan.xlsx", "nosuch")
    assert unknown.exit_code == WRONG
    assert "no assessment with the id nosuch; `prodworthy portfolio --json`" in unknown.stderr
