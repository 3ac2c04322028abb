"""The command line as a script meets it: output, exit codes, and one sentence for a mistake."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

import cli
from content.loading import shipped_packs
from engagement.answers.answers_file import read_answers
from engagement.answers.applying import apply
from engagement.clients import client_list
from engagement.faults import Refused
from engagement.looks.from_files import store_of_its_own
from engagement.outside import clock

ANSWERS = Path(__file__).parents[2] / "content" / "examples" / "northwind" / "answers.yaml"
GATE, WRONG, COULD_NOT = 1, 2, 3
Edit = tuple[str, str]


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def edited(tmp_path: Path, *edits: Edit) -> Path:
    """The example's answers with some words changed, attachments beside them."""
    shutil.copytree(ANSWERS.parent / "artefacts", tmp_path / "artefacts", dirs_exist_ok=True)
    text = ANSWERS.read_text(encoding="utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_version_names_product_scoring_and_packs() -> None:
    found = told(run("version", "--json"))
    assert "ai-production" in found["packs"]
    assert found["scoring"] in run("version").stdout


def test_the_shipped_packs_pass_the_check() -> None:
    result = run("content", "check")
    assert result.exit_code == 0, result.output


def test_a_broken_pack_is_refused_with_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(shipped_packs()[0], pack)
    (pack / "metrics.yaml").write_text("- id: [\n", encoding="utf-8")
    result = run("content", "check", pack)
    assert result.exit_code == GATE
    assert "metrics.yaml:" in result.stderr


def test_a_missing_folder_is_wrong_use() -> None:
    assert run("content", "check", "/nowhere").exit_code == WRONG


def test_answers_become_an_assessment_that_can_be_scored_and_reported(tmp_path: Path) -> None:
    kept = told(run("assess", "--answers", ANSWERS, "--json"))
    card = told(run("score", kept["assessment"], "--json"))
    assert card["verdict"] == kept["verdict"]
    out = tmp_path / "result.json"
    assert run("report", "--format", "json", "--out", out).exit_code == 0
    assert json.loads(out.read_text())["scorecard"]["verdict"] == kept["verdict"]


def test_applying_the_same_file_twice_changes_nothing() -> None:
    first = told(run("assess", "--answers", ANSWERS, "--json"))
    assert told(run("assess", "--answers", ANSWERS, "--json")) == first


def test_a_gate_on_the_verdict_fails_the_build() -> None:
    result = run("score", "--answers", ANSWERS, "--fail-under", "ready")
    assert result.exit_code == GATE
    assert "below ready" in result.stderr


def test_a_pulse_gives_no_verdict_and_never_passes_a_gate(tmp_path: Path) -> None:
    file = edited(tmp_path, ("depth: full", "depth: pulse"))
    result = run("score", "--answers", file, "--fail-under", "conditional")
    assert result.exit_code == GATE
    assert "No verdict" in result.stdout


def test_judging_a_file_keeps_nothing() -> None:
    run("score", "--answers", ANSWERS)
    result = run("score")
    assert result.exit_code == WRONG
    assert "There is no assessment yet" in result.stderr


def test_every_format_of_the_report_is_written(tmp_path: Path) -> None:
    for shape, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")):
        out = tmp_path / f"report.{shape}"
        result = run("report", "--answers", ANSWERS, "--format", shape, "--out", out)
        assert result.exit_code == 0, result.output
        assert out.read_bytes().startswith(start)


def test_the_files_name_says_the_format_and_no_file_has_another_than_its_name(
    tmp_path: Path,
) -> None:
    said = run("report", "--answers", ANSWERS, "--out", tmp_path / "result.JSON")
    assert said.exit_code == 0, said.output
    assert json.loads((tmp_path / "result.JSON").read_text())["scorecard"]
    wrong = run("report", "--answers", ANSWERS, "--format", "pdf", "--out", tmp_path / "x.docx")
    assert wrong.exit_code == WRONG
    assert "x.docx ends with .docx and the format is pdf: give one of both." in wrong.stderr
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("command", ["score", "report", "snapshots", "lint", "watch"])
def test_an_unknown_assessment_is_named_with_the_command_that_lists_them(command: str) -> None:
    kept = told(run("assess", "--answers", ANSWERS, "--json"))
    result = run(command, "nosuch")
    assert result.exit_code == WRONG
    said = "no assessment with the id nosuch; `prodworthy portfolio --json` shows the ids"
    assert said in result.stderr
    lines = told(run("portfolio", "--json"))["lines"]
    assert kept["assessment"] in [line["assessment"] for line in lines]


def test_an_unknown_length_is_told_with_those_that_there_are() -> None:
    result = run("report", "--length", "long")
    assert result.exit_code == WRONG
    assert "'long' is no length; choose one of summary, report, full" in result.stderr
    assert "Value error" not in result.stderr


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    out = tmp_path / "no" / "such" / "folder.json"
    result = run("report", "--answers", ANSWERS, "--format", "json", "--out", out)
    assert result.exit_code == COULD_NOT
    assert "cannot be written" in result.stderr


def test_a_missing_file_of_answers_is_wrong_input() -> None:
    result = run("score", "--answers", "nowhere.yaml")
    assert result.exit_code == WRONG
    assert "There is no file nowhere.yaml" in result.stderr


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("capability: eng.rollback", "capability: eng.rolback"), "did you mean eng.rollback?"),
        (("level: 3", "level: 6"), "level has to be 1, 2, 3, 4 or 5, found 6"),
        (("role: executive", "role: executiv"), "did you mean executive?"),
        (("profile: customer-realtime", "profile: customer"), "there is no profile customer"),
        (("by: rana", "by: ranna"), "did you mean rana?"),
        (("sponsor:", "sponser:"), "did you mean sponsor?"),
        (("  name: Northwind Retail", "  name: ''"), "name has to be"),
        (("depth: full", "depth: [full"), "not readable as YAML"),
    ],
)
def test_a_mistake_in_the_answers_is_named_with_its_line(
    edit: Edit, sentence: str, tmp_path: Path
) -> None:
    result = run("assess", "--answers", edited(tmp_path, edit))
    assert result.exit_code == WRONG
    assert sentence in result.stderr
    assert "answers.yaml:" in result.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("hello", "this holds no answers: `prodworthy assess --template"),
        ("- a", "this holds no answers"),
        ("client: Acme", "client has to be fields with values, found 'Acme'"),
        ("client: {name: 3}", "name has to be a text; write it in quotes, found 3"),
        ("answers: 5", "answers has to be a list, found 5"),
    ],
)
def test_a_file_that_is_no_answers_is_told_so_in_words_of_its_own(
    content: str, sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(content, encoding="utf-8")
    result = run("assess", "--answers", file)
    assert result.exit_code == WRONG
    assert sentence in result.stderr
    assert "instance of" not in result.stderr


def test_an_answer_given_twice_is_refused(tmp_path: Path) -> None:
    line = "  - {by: priya, capability: eng.model-testing, dont_know: true}\n"
    result = run("assess", "--answers", edited(tmp_path, (line, line + line)))
    assert result.exit_code == WRONG
    assert "priya answers eng.model-testing twice" in result.stderr


def test_an_answer_that_says_two_things_is_refused(tmp_path: Path) -> None:
    file = edited(tmp_path, ("dont_know: true", "dont_know: true, level: 2"))
    assert "exactly one of level" in run("assess", "--answers", file).stderr


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    file = edited(tmp_path, ("by: rana", "by: rena"), ("role: executive", "role: boss"))
    lines = run("assess", "--answers", file).stderr.strip().splitlines()
    assert len(lines) == 2


def test_an_attachment_outside_the_folder_is_refused(tmp_path: Path) -> None:
    file = edited(tmp_path, ("artefacts/value-case.md", "../../etc/passwd"))
    result = run("assess", "--answers", file)
    assert result.exit_code != 0
    assert "beside the answers" in str(result.exception or result.stderr)


def test_answers_whose_attachment_is_missing_are_kept_not_even_in_part(tmp_path: Path) -> None:
    given = read_answers(edited(tmp_path, ("artefacts/value-case.md", "artefacts/lost.md")))
    with store_of_its_own() as store:
        with pytest.raises(Refused, match=r"no file artefacts/lost\.md"):
            apply(store, given, tmp_path, clock.now().date())
        assert client_list.clients(store) == ()


def everything() -> str:
    """All that the database holds, as text; empty where nobody made one."""
    file = Path(os.environ["PRODWORTHY_DATA"]) / "prodworthy.db"
    with closing(sqlite3.connect(file)) as held:
        return "\n".join(held.iterdump()) if file.exists() else ""


@pytest.mark.parametrize(
    "step",
    [
        "use_cases.create_use_case", "opening.start_assessment", "answering.add_respondent",
        "answering.answer_in", "answering.attach", "answering.accept",
    ],
)  # fmt: skip
def test_whatever_refuses_a_file_of_answers_leaves_nothing_of_it(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("portfolio")  # makes the database
    before = everything()
    _refuses(step, monkeypatch)
    result = run("assess", "--answers", ANSWERS)
    assert result.exit_code != 0
    assert "The disk is full" in str(result.exception or result.stderr)
    assert everything() == before


def test_a_file_that_goes_on_with_an_assessment_and_is_refused_changes_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told(run("assess", "--answers", ANSWERS, "--json"))
    before = everything()
    _refuses("answering.answer_in", monkeypatch)
    file = edited(
        tmp_path, ("depth: full", "depth: standard"), ("level: 3", "level: 2"),
        ("role: executive", "role: product"),
    )  # fmt: skip
    assert run("assess", "--answers", file).exit_code != 0
    assert everything() == before


def _refuses(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked last of an action of the file is refused, as by a disk that is full."""
    module, name = step.split(".")

    def refused(*_: Any, **__: Any) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr(f"engagement.answers.applying.{module}.{name}", refused)


def test_a_template_under_another_ending_is_refused_before_it_is_written(tmp_path: Path) -> None:
    file = str(tmp_path / "answers.yaml")
    done = run("assess", "--template", file)
    assert done.exit_code == 2
    assert "ends in .xlsx" in done.output
    assert not Path(file).exists()


def test_a_filled_in_template_is_read_like_a_yaml_file(tmp_path: Path) -> None:
    file = tmp_path / "answers.xlsx"
    assert run("assess", "--template", file).exit_code == 0
    book = load_workbook(file)
    about = {row[0].value: row[1] for row in book["About"].iter_rows(min_row=2)}
    about["client"].value, about["use case"].value = "Acme", "Routing"
    book["People"]["B2"] = "A. Writer"
    for row in range(2, 48):
        book["Answers"].cell(row, 4, 3)
    book.save(file)
    assert told(run("score", "--answers", file, "--json"))["coverage"] == 1.0


def test_a_mistake_in_a_workbook_is_named_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "answers.xlsx"
    run("assess", "--template", file)
    book = load_workbook(file)
    for row in book["About"].iter_rows(min_row=2):
        row[1].value = row[1].value or "Acme"
    book["People"]["B2"] = "A. Writer"
    book["Answers"]["D2"] = 9
    book.save(file)
    result = run("assess", "--answers", file)
    assert result.exit_code == WRONG
    assert "sheet Answers, row 2" in result.stderr


def sources(tmp_path: Path, *entries: dict[str, object]) -> Path:
    file = tmp_path / "sources.yaml"
    allowed = [{"authorised_by": "Kim Berg"} | entry for entry in entries]
    file.write_text(yaml.safe_dump({"sources": allowed}), encoding="utf-8")
    return file


def test_a_dry_run_lists_every_request_and_writes_nothing(tmp_path: Path) -> None:
    file = sources(tmp_path, {"kind": "metrics_endpoint", "address": "http://127.0.0.1:9/metrics"})
    out = tmp_path / "findings.json"
    result = run("probe", "--sources", file, "--out", out, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "GET http://127.0.0.1:9/metrics" in result.stdout
    assert not out.exists()


def test_a_dry_run_asks_nothing_of_what_it_may_not_read_and_says_why(tmp_path: Path) -> None:
    endpoint: dict[str, object] = {
        "kind": "metrics_endpoint",
        "address": "http://127.0.0.1:9/metrics",
    }
    file = sources(
        tmp_path, endpoint | {"name": "Over", "authorised_until": "2020-01-01"},
        endpoint | {"name": "Locked", "secret": "nobody_gave_it"}, endpoint,
    )  # fmt: skip
    result = run("probe", "--sources", file, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("GET http://127.0.0.1:9/metrics") == 2
    assert "not asked: the permission to read this source ended on 2020-01-01" in result.stdout
    assert "not asked: No secret is called nobody_gave_it; set PRODWORTHY_SECRET_" in result.stdout
    rows = told(run("probe", "--sources", file, "--dry-run", "--json"))
    assert [bool(row["requests"]) for row in rows] == [False, False, True]
    assert ["left_out" in row for row in rows] == [True, True, False]


def test_a_source_that_does_not_answer_is_unavailable_and_exits_with_could_not(
    tmp_path: Path,
) -> None:
    file = sources(tmp_path, {"kind": "metrics_endpoint", "address": "http://127.0.0.1:9/metrics"})
    out = tmp_path / "findings.json"
    result = run("probe", "--sources", file, "--out", out, "--ran-by", "Platform team")
    assert result.exit_code == COULD_NOT
    written = json.loads(out.read_text())
    assert written["ran_by"] == "Platform team"
    assert {item["outcome"] for item in written["findings"]} == {"unavailable"}


def test_findings_of_a_repository_lower_a_claim(tmp_path: Path) -> None:
    repository = Path(__file__).parents[2]
    file = sources(tmp_path, {"kind": "repository", "address": str(repository)})
    out = tmp_path / "findings.json"
    outcomes = told(run("probe", "--sources", file, "--out", out, "--json"))["outcomes"]
    assert outcomes["present"] >= 1
    alone = told(run("score", "--answers", ANSWERS, "--json"))
    seen = told(run("score", "--answers", ANSWERS, "--findings", out, "--json"))
    assert seen["evidence_strength"] > alone["evidence_strength"]


def test_a_changed_findings_file_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "findings.json"
    out.write_text('{"format": "prodworthy-findings/1", "digest": "0"}')
    result = run("score", "--answers", ANSWERS, "--findings", out)
    assert result.exit_code != 0


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"kind": "prometeus", "address": "http://x"}, "did you mean prometheus?"),
        ({"kind": "prometheus"}, "address is missing"),
        ({"kind": "prometheus", "address": "http://x", "adress": 1}, "did you mean address?"),
    ],
)
def test_a_mistake_in_the_sources_is_named_with_its_line(
    entry: dict[str, object], sentence: str, tmp_path: Path
) -> None:
    result = run("probe", "--sources", sources(tmp_path, entry))
    assert result.exit_code == WRONG
    assert sentence in result.stderr
    assert "sources.yaml:" in result.stderr


def test_findings_without_answers_are_wrong_use(tmp_path: Path) -> None:
    assert run("score", "--findings", tmp_path / "f.json").exit_code == WRONG


def test_the_page_of_commands_is_the_programs_own_help() -> None:
    page = Path(__file__).parents[2] / "docs" / "commands.md"
    assert page.read_text(encoding="utf-8") == cli.reference(), (
        "run `prodworthy commands > docs/commands.md`"
    )
