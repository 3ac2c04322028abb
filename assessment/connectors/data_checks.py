"""Reads the last result of a data checker: which checks passed, and how long ago it ran.

The address is a JSON file that Great Expectations (a validation or a checkpoint) or Soda (a scan)
wrote. Options: the objective ``artifact_age_limit_hours``; an old result proves nothing about today.
"""

from assessment import objectives
from assessment.connectors.checks.evidence import ChecksEvidence
from assessment.connectors.checks.shapes import runs
from assessment.connectors.local_files import allowed_path, read_json
from assessment.connectors.redaction import redact
from assessment.connectors.runtime.links import reader_of
from assessment.sources import Circumstances, Request, Source, SourceUnavailable, Survey

KIND = "data_checks"
TITLE = "Result of a data checker"
ICON = "fact_check"
GROUP = "data"
UPLOADS = (".json",)
ADDRESS_HELP = "The full path of a result of Great Expectations or of a Soda scan, as JSON."
EVIDENCE = ChecksEvidence
OPTIONS = objectives.options(KIND)
WHY = "which checks of the data passed, and when"


def requests(source: Source) -> tuple[Request, ...]:
    """The one file that is read."""
    return (Request(verb="read", what=source.address.rpartition("/")[2], why=WHY),)


def read(source: Source, circumstances: Circumstances) -> ChecksEvidence:
    """The runs of the file; :class:`SourceUnavailable` where it is no result that is known."""
    held = objectives.stated(source.options)
    path = allowed_path(source.address, circumstances.permission)
    if path.is_dir():
        raise SourceUnavailable("this is a folder", "Give the path of one result file.")
    circumstances.progress("checks and their outcomes")
    tool, found = runs(read_json(path, WHY, circumstances))
    return ChecksEvidence(
        tool=tool, name=redact(path.name)[:200], read_at=circumstances.now(), runs=found,
        reader=reader_of(source), objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The tool, and how many checks on how many tables it ran."""
    seen = read(source, circumstances)
    checks = sum(item.ran for item in seen.runs)
    return Survey(told=f"{seen.tool}, {checks} checks in {len(seen.runs)} runs")
