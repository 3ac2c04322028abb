"""Commands that take something in: answers, findings."""

import getpass
import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cli_commands import choices
from cli_commands.options import AsJson
from cli_commands.talking import COULD_NOT, WRONG, fail, kept, reading_input, save, show, tell
from content.loading import FIRST_PACK, shipped
from content.model import Pack
from engagement import judging
from engagement.answers.answers_sheet import template as empty_workbook
from engagement.choices.applying_choices import apply_any, read_any
from engagement.choices.choices_file import template as empty_choices
from engagement.faults import Refused
from engagement.looks import from_files
from engagement.looks.findings_file import write
from engagement.looks.history_file import read_history, write_history
from engagement.model import Workspace
from engagement.outside import clock
from engagement.sources.planned_requests import Planned, planned
from engagement.sources.sources_file import read_sources
from engagement.sources.sources_template import sources_template


def assess(
    answers: Annotated[Path | None, typer.Option(help="Answers as .yaml or .xlsx.")] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            help="Write an empty form (.xlsx; .yaml for a questionnaire), and do nothing else."
        ),
    ] = None,
    pack: Annotated[
        str, typer.Option(help="With --template: the shipped pack it is for.")
    ] = FIRST_PACK,
    as_json: AsJson = False,
) -> None:
    """Keep the answers of a file as an assessment; the same use case is continued."""
    if template is not None and answers is None:
        save(template, lambda: _write_empty(pack, template))
        typer.echo(str(template))
        return
    if answers is None or template is not None:
        fail("Give either --answers FILE or --template FILE.", WRONG)
    with reading_input():
        given = read_any(answers)
    with kept() as store:
        with store.all_or_nothing():
            place = apply_any(store, given, answers.parent, clock.now().date())
        asked = choices.asked_in(store, place.assessment.id)
        if asked is not None:
            if not as_json:
                typer.echo(_kept(place))
            choices.print_result(store, place.assessment.id, asked, as_json=as_json)
            return
        card = judging.scorecard(store, place.assessment.id)
    if as_json:
        result = {"assessment": place.assessment.id, "verdict": card.verdict}
        show({**result, "gives_verdict": card.gives_verdict, "coverage": card.coverage})
        return
    typer.echo(_kept(place))
    typer.echo(f"{100 * card.coverage:.0f} % of the weight is covered.")


def _kept(place: Workspace) -> str:
    return f"{place.client.name}, {place.use_case.name}: assessment {place.assessment.id}"


def _write_empty(pack_id: str, file: Path) -> None:
    """A workbook for a pack with an evidence grid, YAML for a questionnaire."""
    with reading_input():
        try:
            pack = shipped(pack_id)
        except KeyError as error:
            raise Refused(str(error.args[0])) from None
    if isinstance(pack, Pack):
        _ends_in(file, "workbook", ".xlsx")
        empty_workbook(pack).save(file)
    else:
        _ends_in(file, "YAML file", ".yaml", ".yml")
        file.write_text(empty_choices(pack), encoding="utf-8")


def _ends_in(file: Path, what: str, *endings: str) -> None:
    """Ends with a sentence where the name would promise another form than is written."""
    if file.suffix.lower() not in endings:
        fail(f"The form is a {what}: give it a name that ends in {endings[0]}.", WRONG)


def sources() -> None:
    """Print a file of sources to fill in: every kind of system, its address and its options."""
    typer.echo(sources_template(), nl=False)


def probe(
    sources: Annotated[Path, typer.Option(help="YAML file of sources.")],
    out: Annotated[Path, typer.Option(help="Where to write the findings.")] = Path("findings.json"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List every request and make none.")
    ] = False,
    ran_by: Annotated[str, typer.Option(help="Who looks; the user of this machine else.")] = "",
    history: Annotated[
        Path | None,
        typer.Option(
            help="File of counts by day that this look reads, and writes for the next one."
        ),
    ] = None,
    load: Annotated[
        bool, typer.Option("--load", help="Also send the load of load sources, as approved there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look from inside your own network; the file is plain, redacted and yours to read first."""
    with reading_input():
        wanted = read_sources(sources)
        before = read_history(history) if history else {}
    _list(planned(wanted, sending=load, client_id=None), dry_run, as_json)
    if dry_run:
        return
    looked = from_files.look(wanted, tell, before, sending=load)
    _remember(looked, history)
    content = write(looked.findings, looked.made, ran_by or getpass.getuser(), clock.now(), wanted)
    save(out, lambda: out.write_bytes(content))
    outcomes = Counter(str(finding.outcome) for finding in looked.findings)
    if as_json:
        show({"file": str(out), "digest": json.loads(content)["digest"], "outcomes": outcomes})
    else:
        counted = ", ".join(f"{count} {name}" for name, count in outcomes.items())
        typer.echo(f"{out}: {counted or 'no finding'}")
    if not looked.could_look:
        fail("No source could be read; the file says why for each.", COULD_NOT)


def _remember(looked: from_files.Looked, history: Path | None) -> None:
    """Write what the next look is to be given, or say that there will be no history."""
    if not looked.kept:
        return
    if history is None:
        tell("Tables have no history without --history FILE: days and columns are not kept.")
        return
    content = write_history(looked.kept)
    save(history, lambda: history.write_bytes(content))


def _list(asked: tuple[Planned, ...], dry_run: bool, as_json: bool) -> None:
    """Every request before the first is made: to standard output where that is all there is."""
    if dry_run and as_json:
        show([_row(item) for item in asked])
        return
    for item in asked:
        typer.echo(f"{item.source.name} ({item.source.kind})", err=not dry_run)
        if item.left_out:
            typer.echo(f"  not asked: {item.left_out}", err=not dry_run)
        for request in item.requests:
            typer.echo(f"  {request.verb} {request.what}: {request.why}", err=not dry_run)


def _row(item: Planned) -> dict[str, object]:
    requests = [request.model_dump() for request in item.requests]
    left_out = {"left_out": item.left_out} if item.left_out else {}
    return {"source": item.source.name, "requests": requests, **left_out}
