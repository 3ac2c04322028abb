"""Reports of other tools: Scorecard's JSON and SARIF, good ones, old ones and hostile ones."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assessment.connectors import sarif, scorecard
from assessment.connectors.scans.evidence import SarifEvidence, ScorecardEvidence
from assessment.connectors.scans.judging import thresholds
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
COMMIT = "028fa93e924d3facde890a113f7edf1225a87ea2"
CARD = {
    "date": "2026-05-22",
    "repo": {"name": "github.com/northwind/returns", "commit": COMMIT},
    "scorecard": {"version": "v5.1.1", "commit": COMMIT},
    "score": 6.1,
    "checks": [
        {"name": "Code-Review", "score": 10, "reason": "all changesets reviewed", "details": None},
        {"name": "Branch-Protection", "score": -1, "reason": "internal error: no token",
         "details": None, "documentation": {"short": "…", "url": "…"}},
        {"name": "Pinned-Dependencies", "score": 2, "reason": "not pinned by hash", "details": [
            "Info: Possibly incomplete results",
            "Warn: GitHub-owned GitHubAction not pinned by hash: .github/workflows/ci.yml:23: see docs",
            "Warn: containerImage not pinned by hash: Dockerfile:3",
            "Warn: no place is named here"]},
    ],
}  # fmt: skip


def _rule(name: str, level: str | None = None) -> dict[str, Any]:
    return {"id": name} | ({"defaultConfiguration": {"level": level}} if level else {})


def _result(rule: str | None = None, path: str = "app/db.py", line: int = 31, **more: Any) -> Any:
    place = {"physicalLocation": {"artifactLocation": {"uri": path}, "region": {"startLine": line}}}
    made = {"message": {"text": "password = hunter2"}, "locations": [place]} | more
    return made | ({"ruleId": rule} if rule else {})


def _run(*results: Any, tool: str = "CodeQL", rules: tuple[Any, ...] = (), **more: Any) -> Any:
    driver = {"name": tool, "version": "2.21.0", "rules": list(rules)}
    return {"tool": {"driver": driver}, "results": list(results)} | more


def _sarif(*runs: Any) -> dict[str, Any]:
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": list(runs)}  # fmt: skip


def _file(folder: Path, body: Any, name: str = "report.json") -> Path:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else json.dumps(body).encode())
    return path


def _circumstances(**allowed: Any) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(**allowed))


def _source(kind: str, path: Path, **more: Any) -> Source:
    return Source(id="r", kind=kind, name="Report", address=str(path), **more)


def card(path: Path) -> tuple[ScorecardEvidence, dict[str, Finding]]:
    """A Scorecard report, and what each probe says of it."""
    source = _source("scorecard", path)
    seen = scorecard.read(source, _circumstances())
    return seen, {item.probe: item for item in examine(discover(), source, seen, NOW)}


def scan(path: Path, **more: Any) -> tuple[SarifEvidence, dict[str, Finding]]:
    """A SARIF report, and what each probe says of it."""
    source = _source("sarif", path, **more)
    seen = sarif.read(source, _circumstances())
    return seen, {item.probe: item for item in examine(discover(), source, seen, NOW)}


def test_scores_are_held_against_their_thresholds_and_inconclusive_is_unavailable(
    tmp_path: Path,
) -> None:
    _, found = card(_file(tmp_path, CARD))
    assert found["scorecard_sees_reviewed_changes"].outcome is Outcome.PRESENT
    assert found["scorecard_sees_a_protected_branch"].outcome is Outcome.UNAVAILABLE
    assert "internal error: no token" in found["scorecard_sees_a_protected_branch"].observed
    assert found["scorecard_sees_safe_workflows"].outcome is Outcome.UNAVAILABLE  # was not run


def test_what_a_check_warns_of_opens_at_the_commit(tmp_path: Path) -> None:
    _, found = card(_file(tmp_path, CARD))
    finding = found["scorecard_sees_pinned_downloads"]
    assert finding.outcome is Outcome.ABSENT
    assert [place.label for place in finding.places] == [
        ".github/workflows/ci.yml:23",
        "Dockerfile:3",
    ]
    address = f"https://github.com/northwind/returns/blob/{COMMIT}/Dockerfile#L3"
    assert finding.places[1].url == address


def test_a_report_of_last_year_says_nothing_of_today(tmp_path: Path) -> None:
    _, found = card(_file(tmp_path, CARD | {"date": "2025-03-01T00:00:00Z"}))
    assert {item.outcome for item in found.values()} == {Outcome.UNAVAILABLE}
    assert "457 days old" in found["scorecard_sees_reviewed_changes"].observed


def test_every_threshold_has_its_probe_and_its_reason() -> None:
    texts = "".join(
        (probe.folder / "probe.py").read_text()
        for probe in discover() if probe.folder and "scorecard" in probe.definition.connectors
    )  # fmt: skip
    assert all(f'"{name}"' in texts and item.reason for name, item in thresholds().items())


def test_the_level_comes_from_the_result_else_its_rule_else_it_is_a_warning(tmp_path: Path) -> None:
    rules = (_rule("a", "error"), _rule("b"), _rule("c", "error"))
    body = _sarif(_run(
        _result("a"), _result("a", level="note"), _result("b"), _result(None, ruleIndex=2),
        _result("unknown"), _result(None, ruleIndex=99), rules=rules,
    ))  # fmt: skip
    seen, _ = scan(_file(tmp_path, body))
    assert (seen.scans[0].results, seen.scans[0].error_count) == (6, 2)
    assert [item.rule for item in seen.scans[0].found[:2]] == ["a", "c"]


def test_rules_that_a_tool_keeps_in_packs_give_the_level_too(tmp_path: Path) -> None:
    run = _run(_result("py/sql-injection", ruleIndex=0), _result("py/flask-debug/1", ruleIndex=7),
               rules=(_rule("other"),))  # fmt: skip
    run["tool"]["extensions"] = [
        {"name": "python-queries", "rules": [_rule("py/sql-injection", "error")]},
        {"name": "more", "rules": [_rule("py/flask-debug", "error")]},
    ]
    seen, _ = scan(_file(tmp_path, _sarif(run)))
    assert (seen.scans[0].error_count, seen.scans[0].rules) == (2, 3)


def test_waived_and_gone_results_are_not_open(tmp_path: Path) -> None:
    body = _sarif(_run(
        _result("a", level="error", suppressions=[{"kind": "inSource"}]),
        _result("a", level="error", suppressions=[{"kind": "external", "status": "rejected"}]),
        _result("a", level="error", baselineState="absent"), _result("a", level="error", kind="pass"),
    ))  # fmt: skip
    seen, found = scan(_file(tmp_path, body))
    assert (seen.scans[0].error_count, seen.scans[0].suppressed) == (1, 2)
    assert found["code_scan_has_no_open_errors"].outcome is Outcome.ABSENT


def test_an_open_error_is_told_by_tool_rule_and_line_and_never_by_its_text(tmp_path: Path) -> None:
    ended = [{"executionSuccessful": True, "endTimeUtc": "2026-05-30T12:00:00Z"}]
    path = _file(
        tmp_path, _sarif(_run(_result("py/sql-injection", level="error"), invocations=ended))
    )
    seen, found = scan(
        path, reader_address="https://github.com/northwind/returns", options={"commit": COMMIT}
    )
    finding = found["code_scan_has_no_open_errors"]
    assert "CodeQL: 1 open errors (py/sql-injection)" in finding.observed
    assert finding.places[0].label == "app/db.py:31"
    assert finding.places[0].url.endswith(f"/blob/{COMMIT}/app/db.py#L31")
    assert finding.readings[0].read_at == datetime(2026, 5, 30, 12, tzinfo=UTC)
    assert "hunter2" not in seen.model_dump_json() + finding.model_dump_json()


def test_the_report_of_a_real_scanner_is_read(tmp_path: Path) -> None:
    code = tmp_path / "pricing.py"
    code.write_text("import os\n\n\ndef price(rule: str) -> float:\n    return eval(rule)\n")
    ruff = Path(sys.executable).parent / "ruff"
    written = subprocess.run(
        [ruff, "check", "--isolated", "--no-cache", "--select", "S,F", "--output-format", "sarif", code],
        capture_output=True, check=False, timeout=60,
    ).stdout  # fmt: skip
    seen, found = scan(_file(tmp_path, written))
    assert seen.scans[0].tool == "ruff"
    spots = {(item.rule, item.spot.line) for item in seen.scans[0].found if item.spot}
    assert spots == {("F401", 1), ("S307", 5)}
    assert found["code_is_scanned"].outcome is Outcome.UNAVAILABLE
    assert "ruff is not known to look for weaknesses" in found["code_is_scanned"].observed


@pytest.mark.parametrize(
    "run",
    [_run(invocations=[{"executionSuccessful": False}]), {"tool": {"driver": {"name": "CodeQL"}}}],
)
def test_a_scan_that_broke_off_is_no_clean_one(tmp_path: Path, run: Any) -> None:
    _, found = scan(_file(tmp_path, _sarif(run)))
    assert found["code_scan_has_no_open_errors"].outcome is Outcome.UNAVAILABLE
    assert found["code_is_scanned"].outcome is Outcome.UNAVAILABLE


def test_only_a_secret_scanner_says_that_there_are_no_secrets(tmp_path: Path) -> None:
    _, other = scan(_file(tmp_path, _sarif(_run())))
    assert other["secret_scan_finds_nothing"].outcome is Outcome.UNAVAILABLE
    _, clean = scan(_file(tmp_path, _sarif(_run(tool="gitleaks"))))
    assert clean["secret_scan_finds_nothing"].outcome is Outcome.PRESENT
    _, leaking = scan(_file(tmp_path, _sarif(_run(_result("aws-access-token"), tool="gitleaks"))))
    finding = leaking["secret_scan_finds_nothing"]
    assert (finding.outcome, finding.places[0].label) == (Outcome.ABSENT, "app/db.py:31")


HOSTILE = {
    "nested": b"[" * 200_000,
    "nested in a field": b'{"version": "2.1.0", "checks": [], "runs": ' + b'{"a":' * 100_000,
    "no JSON": b"<sarif/>",
    "a number": b"7",
    "nothing": b"null",
    "wrong fields": b'{"repo": 7, "checks": {}, "version": [], "runs": "all"}',
    "another tool": b'{"apiVersion": "scorecard.operatorframework.io/v1alpha3", "items": []}',
    "bad text": b'{"version": "\xff\xfe"}',
    "a long number": b'{"version": "2.1.0", "runs": ' + b"9" * 5_000 + b"}",
    "too large": b" " * 10_000_001,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("connector", [scorecard, sarif], ids=["scorecard", "sarif"])
def test_a_hostile_file_is_told_in_one_sentence(
    tmp_path: Path, connector: Any, body: bytes
) -> None:
    with pytest.raises(SourceUnavailable) as raised:
        connector.read(_source(connector.KIND, _file(tmp_path, body)), _circumstances())
    assert raised.value.reason.count("\n") == 0
    assert len(raised.value.reason) < 200
    assert raised.value.remedy.endswith(".")


def test_another_version_of_the_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"SARIF 3\.0\.0"):
        scan(_file(tmp_path, {"version": "3.0.0", "runs": []}))


def test_a_score_out_of_range_is_refused(tmp_path: Path) -> None:
    body = {"repo": {}, "checks": [{"name": "SAST", "score": 11}]}
    with pytest.raises(SourceUnavailable, match=r"at checks\.0\.score"):
        card(_file(tmp_path, body))


def test_files_outside_the_allowed_folders_are_not_read(tmp_path: Path) -> None:
    allowed, secret = tmp_path / "in", tmp_path / "out"
    allowed.mkdir()
    secret.mkdir()
    outside = _file(secret, CARD)
    link = allowed / "report.json"
    link.symlink_to(outside)
    bounds = _circumstances(local_mode=False, roots=(allowed,))
    for path in (outside, link, allowed / ".." / "out" / "report.json"):
        with pytest.raises(SourceUnavailable, match="operator allows"):
            scorecard.read(_source("scorecard", path), bounds)
    inside = _source("scorecard", _file(allowed, CARD, "own.json"))
    assert scorecard.read(inside, bounds).repository == "github.com/northwind/returns"


@pytest.mark.parametrize("path", ["/dev/zero", "/proc/self/mem", "/nowhere/x.json", "/tmp", ""])
def test_what_is_no_file_is_not_opened(path: str) -> None:
    source = Source(id="r", kind="sarif", name="Report", address=path)
    with pytest.raises(SourceUnavailable):
        sarif.read(source, _circumstances())


def test_reading_a_report_is_on_the_list_of_requests(tmp_path: Path) -> None:
    given = _circumstances()
    source = _source("scorecard", _file(tmp_path, CARD))
    scorecard.read(source, given)
    assert tuple(item.request for item in given.made) == scorecard.requests(source)


def test_the_survey_says_what_the_report_is_of(tmp_path: Path) -> None:
    told = scorecard.survey(_source("scorecard", _file(tmp_path, CARD)), _circumstances()).told
    assert told == "Scorecard v5.1.1 of 22 May 2026, 3 checks of github.com/northwind/returns"
    path = _file(tmp_path, _sarif(_run(_result("a")), _run(tool="Bandit")))
    told = sarif.survey(_source("sarif", path), _circumstances()).told
    assert told == "CodeQL with 1 results, Bandit with 0 results"
