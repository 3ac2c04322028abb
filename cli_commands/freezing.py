"""The command that lists snapshots, and the report that is made again from one."""

from pathlib import Path

import typer

from cli_commands.choices import rendered
from cli_commands.options import AsJson, Assessment
from cli_commands.planning import chosen
from cli_commands.talking import WRONG, fail, kept, reading_input, save, show
from engagement import reporting
from engagement.choices import choice_reporting
from engagement.frozen.again import report_again
from engagement.frozen.listing import Taken, taken
from reports.formats import Choices
from reports.model import Report
from reports.wording import moment


def snapshots(assessment: Assessment = "", as_json: AsJson = False) -> None:
    """List the snapshots of an assessment's use case, newest first; `report --snapshot` takes an id."""
    with reading_input(), kept() as store:
        found = taken(store, chosen(store, assessment))
    if as_json:
        show([_row(item) for item in found])
        return
    if not found:
        typer.echo("No snapshot was taken yet; take one on the page Track.")
    for item in found:
        _print(item)


def write_again(
    snapshot_id: str, out: Path | None, shape: str, choices: Choices, *, names: bool
) -> Path:
    """Write the report of a snapshot in one format; gives the file."""
    with reading_input(), kept() as store:
        told = report_again(store, snapshot_id, show_names=names)
    if isinstance(told, Report):
        file = out or Path(reporting.filename(told, shape))
        content = reporting.made_as(told, shape, choices)
    else:
        file = out or Path(choice_reporting.filename(told, shape))
        content = rendered(told, shape, choices)
    save(file, lambda: file.write_bytes(content))
    return file


def refuse_beside(assessment: str, answers: Path | None, findings: Path | None) -> None:
    """End with a sentence where a snapshot and something else are both asked for."""
    if assessment or answers or findings:
        fail("Give --snapshot alone: it says by itself of which assessment it is.", WRONG)


def _row(item: Taken) -> dict[str, object]:
    return {**item.model_dump(mode="json"), "by": item.by}


def _print(item: Taken) -> None:
    by = f", by {item.by}" if item.by else ""
    note = f": {item.note}" if item.note else ""
    typer.echo(f"{item.id}  {moment(item.at)}{by}  {item.result}{note}")
    told = f"pack {item.pack.id} {item.pack.version}, scoring {item.scoring}"
    if item.report:
        told += f"; report of {item.report.size:,} bytes, kept in {item.report.kept:,}"
        told += f", SHA-256 {item.report.digest}"
    else:
        told += "; taken before reports were frozen with it: no report can be made again"
    typer.echo(f"            {told}")
