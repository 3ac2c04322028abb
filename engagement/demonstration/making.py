"""The example without a browser: every format the product has, into one folder."""

from collections.abc import Callable
from pathlib import Path

from engagement import reporting
from engagement.demonstration import example
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.looks.findings_file import write as write_findings
from engagement.looks.from_files import store_of_its_own
from engagement.outside import clock
from engagement.store import Store
from reports.formats import FORMATS

Tell = Callable[[str], object]


def make(
    out: Path,
    on_progress: Tell | None = None,
    history_seconds: float = example.HISTORY_SECONDS,
    keep: bool = False,
) -> list[Path]:
    """Write every format of the report and the findings file into ``out``; returns what was written.

    The example's processes are ended afterwards unless ``keep``: the links in the files open only
    while they run. The operator's database is not touched. Raises
    :class:`engagement.faults.Refused` where ``out`` cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {out} cannot be made; choose another with --out.") from error
    try:
        with store_of_its_own() as store:
            return _written(store, out, on_progress or example._ignore, history_seconds)
    finally:
        if not keep:
            example.stop()


def _written(store: Store, out: Path, tell: Tell, history_seconds: float) -> list[Path]:
    place = example.open_example(store, tell, history_seconds)
    assessment_id = place.assessment.id
    tell("Writing the report in every format")
    made = reporting.report(store, assessment_id)
    findings = write_findings(
        made.findings,
        made.requests,
        example.STARTED_BY,
        clock.now(),
        collecting.all_sources(store, assessment_id),
    )
    contents = {
        **{item.suffix: reporting.made_as(made, item.suffix) for item in FORMATS},
        "findings.json": findings,
    }
    files = []
    for suffix, content in contents.items():
        file = out / reporting.filename(made, suffix)
        file.write_bytes(content)
        files.append(file)
    return files
