"""Reads a SARIF 2.1 file of any scanner: how many results are open, of which rule, and where.

Messages are not kept: they quote code, and a secret scanner's quote the secret. Option ``commit``:
which one was scanned, so that places open there.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

from assessment import objectives
from assessment.connectors.scans.evidence import Finding, SarifEvidence, Scan, Spot
from assessment.connectors.scans.files import report, request
from assessment.connectors.scans.sarif_answers import Result, Rule, Run, SarifAnswer
from assessment.objectives import stated
from assessment.repository.places import link_template
from assessment.sources import Circumstances, Option, Request, Source, SourceUnavailable, Survey

KIND = "sarif"
TITLE = "Scanner's report (SARIF)"
ICON = "bug_report"
GROUP = "code"
UPLOADS = (".sarif", ".json")
ADDRESS_HELP = "The full path of a SARIF 2.1 file, as most code scanners write it."
EVIDENCE = SarifEvidence
OPTIONS = (
    Option(name="commit", label="Scanned commit", help="So that places open at it; may be empty."),
    *objectives.options(KIND),
)

WHY = "which results of the scan are open"
SHOWN, RUNS = 50, 20


def requests(source: Source) -> tuple[Request, ...]:
    """The file is read, and nothing else."""
    return (request(source, WHY),)


def read(source: Source, circumstances: Circumstances) -> SarifEvidence:
    """The runs of the file; :class:`SourceUnavailable` where it is no SARIF."""
    held = stated(source.options)
    found = report(SarifAnswer, "SARIF", source, circumstances, WHY)
    if not found.version.startswith("2.1"):
        raise SourceUnavailable(
            f"this is SARIF {found.version[:12]}, and 2.1 is read",
            "Let the scanner write SARIF 2.1.0.",
        )
    commit = str(source.options.get("commit", "")).strip()
    commit = commit if re.fullmatch(r"[0-9a-f]{7,64}", commit) else "HEAD"
    return SarifEvidence(
        read_at=circumstances.now(), made_at=_newest(found), objectives=held,
        link=link_template(source.reader_address, commit),
        scans=tuple(map(_scan, found.runs[:RUNS])),
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """Which tools ran, and how many results each has."""
    seen = read(source, circumstances)
    told = ", ".join(f"{item.tool} with {item.results} results" for item in seen.scans[:4])
    return Survey(
        told=told or "a SARIF file without any run",
        warning="" if told else "no tool left a run in it",
    )


def _newest(found: SarifAnswer) -> datetime | None:
    times = [
        item.end_time_utc for run in found.runs for item in run.invocations if item.end_time_utc
    ]
    aware = [at if at.tzinfo else at.replace(tzinfo=UTC) for at in times]
    return max(aware, default=None)


def _scan(run: Run) -> Scan:
    failing = [item for item in run.results or () if item.kind == "fail"]
    left = [item for item in failing if not item.suppressed and item.baseline_state != "absent"]
    rules = run.tool.rules
    by_id = {rule.id: rule for rule in rules}
    found = [_finding(item, run.tool.driver.rules, by_id) for item in left]
    said = [item.execution_successful for item in run.invocations]
    return Scan(
        tool=_short(run.tool.driver.name), version=_short(run.tool.driver.version or "", 40),
        # A run without the list of results is one that did not get so far.
        ended=False if run.results is None or False in said else (True if said else None),
        rules=len(rules), results=len(left), suppressed=len(failing) - len(left),
        error_count=sum(item.error for item in found),
        found=tuple(sorted(found, key=lambda item: not item.error)[:SHOWN]),
    )  # fmt: skip


def _finding(item: Result, rules: tuple[Rule, ...], by_id: Mapping[str, Rule]) -> Finding:
    """The result with its own level, else its rule's, else what the standard says: a warning."""
    rule = _rule(item, rules, by_id)
    level = item.level or (rule.default_configuration.level if rule else "warning")
    name = item.rule_id or (rule.id if rule else "a rule without a name")
    place = item.locations[0].physical_location if item.locations else None
    path = unquote(place.artifact_location.uri).removeprefix("file://") if place else ""
    spot = Spot(path=_short(path, 300), line=place.region.start_line) if place and path else None
    return Finding(rule=_short(name), error=level == "error", spot=spot)


def _rule(item: Result, rules: tuple[Rule, ...], by_id: Mapping[str, Rule]) -> Rule | None:
    """By its id, which may carry a part of its own after a slash; by its place where it has none."""
    if item.rule_id:
        return by_id.get(item.rule_id) or by_id.get(item.rule_id.rpartition("/")[0])
    index = item.rule_index if item.rule_index is not None else -1
    return rules[index] if 0 <= index < len(rules) else None


def _short(text: str, most: int = 120) -> str:
    return " ".join(text.split())[:most]
