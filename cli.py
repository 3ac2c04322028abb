"""Prodworthy without a browser: ``prodworthy --help``.

Exit codes: 0 done, 1 a gate or a check was not passed, 2 wrong use or input, 3 could not be done.
"""

import getpass
import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import click
import typer

from engagement.faults import Refused

GATE, WRONG, COULD_NOT = 1, 2, 3

app = typer.Typer(
    name="prodworthy", no_args_is_help=True, add_completion=False, rich_markup_mode=None,
    pretty_exceptions_enable=False, help="Judge whether an AI pilot can go to production.",
)  # fmt: skip
content_app = typer.Typer(no_args_is_help=True, help="Work with questionnaires (packs).")
app.add_typer(content_app, name="content")


class Floor(StrEnum):
    """The verdict that a gate asks for at least."""

    READY = "ready"
    CONDITIONAL = "conditional"


class Format(StrEnum):
    """A format of the report."""

    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


class Size(StrEnum):
    """A page size of the PDF."""

    A4 = "A4"
    LETTER = "Letter"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Assessment = Annotated[str, typer.Argument(help="Id of an assessment; the newest where left out.")]
Answers = Annotated[
    Path | None, typer.Option(help="Judge a file of answers (.yaml or .xlsx); nothing is kept.")
]
Findings = Annotated[
    Path | None, typer.Option(help="A file that `prodworthy probe` wrote, beside --answers.")
]


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = False,
) -> None:
    """Serve the app until Ctrl+C."""
    from ui.serving import serve as serve_app

    serve_app(host, port, open_browser=browser)


@app.command()
def demo(
    out: Annotated[
        Path | None, typer.Option(help="Write every format into this folder; no browser.")
    ] = None,
    keep: Annotated[
        bool, typer.Option(help="With --out: keep the sources running until Ctrl+C.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the app.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the worked example: a fictional client whose systems really run on this machine."""
    from engagement import demonstration
    from engagement.store import Store

    if out is None:
        demonstration.open_example(Store.open(), _tell)
        _tell("The example is open; choose it on the first page.")
        serve("127.0.0.1", port, browser)
        return
    for file in demonstration.make(out, _tell, keep=keep):
        typer.echo(str(file))
    if keep:
        _tell("The links in these files open until Ctrl+C.")
        try:
            click.pause(info="") if sys.stdin.isatty() else _wait()
        finally:
            demonstration.stop()


def _wait() -> None:
    import threading

    threading.Event().wait()


@content_app.command("check")
def content_check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of a pack; the shipped packs where left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a questionnaire: every problem at once, with file and line."""
    from content.checking import check
    from content.loading import shipped_packs

    if folder is not None and not folder.is_dir():
        _fail(f"There is no folder {folder}; give the folder that holds pack.yaml.", WRONG)
    folders = [folder] if folder else list(shipped_packs())
    problems = {str(path): check(path) for path in folders}
    if as_json:
        _print({path: [item.model_dump() for item in found] for path, found in problems.items()})
    for path, found in problems.items() if not as_json else ():
        for problem in found:
            typer.echo(f"{path}/{problem}", err=True)
        typer.echo(f"{path}: {f'{len(found)} problems' if found else 'no problem'}")
    if any(problems.values()):
        raise typer.Exit(GATE)


@app.command()
def assess(
    answers: Annotated[Path | None, typer.Option(help="Answers as .yaml or .xlsx.")] = None,
    template: Annotated[
        Path | None, typer.Option(help="Write an empty .xlsx to fill in, and do nothing else.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep the answers of a file as an assessment; the same use case is continued."""
    from content.loading import load_shipped
    from engagement import applying, judging
    from engagement.answers_file import read_answers
    from engagement.answers_sheet import template as empty
    from engagement.outside import clock

    if (answers is None) == (template is None):
        _fail("Give either --answers FILE or --template FILE.", WRONG)
    if template is not None:
        _save(template, lambda: empty(load_shipped("ai-production")).save(template))
        typer.echo(str(template))
        return
    assert answers is not None
    with _input():
        given = read_answers(answers)
    with _store() as store:
        place = applying.apply(store, given, answers.parent, clock.now().date())
        card = judging.scorecard(store, place.assessment.id)
    if as_json:
        _print({"assessment": place.assessment.id, "verdict": card.verdict, "coverage": card.coverage})
        return
    typer.echo(f"{place.client.name}, {place.use_case.name}: assessment {place.assessment.id}")
    typer.echo(f"{100 * card.coverage:.0f} % of the weight is covered.")


@app.command()
def probe(
    sources: Annotated[Path, typer.Option(help="YAML file of sources.")],
    out: Annotated[Path, typer.Option(help="Where to write the findings.")] = Path("findings.json"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List every request and make none.")
    ] = False,
    ran_by: Annotated[str, typer.Option(help="Who looks; the user of this machine else.")] = "",
    as_json: AsJson = False,
) -> None:
    """Look from inside your own network; the file is plain, redacted and yours to read first."""
    from engagement import from_files
    from engagement.findings_file import write
    from engagement.outside import clock
    from engagement.sources_file import read_sources, requests_of

    with _input():
        wanted = read_sources(sources)
    planned = requests_of(wanted)
    for source, requests in planned if not (as_json and dry_run) else ():
        _tell(f"{source.name} ({source.kind}):")
        for request in requests:
            _tell(f"  {request.verb} {request.what}")
    if dry_run:
        if as_json:
            _print([{"source": s.name, "requests": [r.model_dump() for r in rs]} for s, rs in planned])
        return
    looked = from_files.look(wanted, _tell)
    at = clock.now()
    content = write(looked.findings, looked.made, ran_by or getpass.getuser(), at, wanted)
    _save(out, lambda: out.write_bytes(content))
    counted: dict[str, int] = {}
    for finding in looked.findings:
        counted[str(finding.outcome)] = counted.get(str(finding.outcome), 0) + 1
    if as_json:
        _print({"file": str(out), "digest": json.loads(content)["digest"], "outcomes": counted})
    else:
        typer.echo(f"{out}: " + (", ".join(f"{n} {name}" for name, n in counted.items()) or "nothing"))
    if not looked.could_look:
        _fail("No source could be read; the file says why for each.", COULD_NOT)


@app.command()
def score(
    assessment: Assessment = "",
    answers: Answers = None,
    findings: Findings = None,
    fail_under: Annotated[
        Floor | None, typer.Option(help="Exit with 1 where the verdict is below this.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the verdict; with --fail-under a build can gate on it."""
    from engagement import judging
    from reports.wording import VERDICT_WORDS
    from scoring.model import Verdict

    with _judged(assessment, answers, findings) as (store, assessment_id):
        card = judging.scorecard(store, assessment_id)
    verdict = VERDICT_WORDS[card.verdict] if card.gives_verdict else "No verdict at this depth"
    if as_json:
        _print(card.model_dump(mode="json"))
    else:
        typer.echo(verdict + (" (provisional: on statements only)" if card.provisional else ""))
        if card.index:
            band = card.index
            typer.echo(f"Index {band.level:.2f} of 5, four chances in five {band.low:.2f} to {band.high:.2f}")
        typer.echo(f"Coverage {100 * card.coverage:.0f} %, evidence strength {100 * card.evidence_strength:.0f} %")
        for area in card.areas:
            level = f"{area.band.level:.2f}" if area.band else "not answered"
            typer.echo(f"  {area.id:<14} {level}  {VERDICT_WORDS[area.verdict]}")
    order = list(Verdict)
    met = card.gives_verdict and fail_under and order.index(card.verdict) >= order.index(Verdict(fail_under))
    if fail_under and not met:
        _fail(f"{verdict}: below {fail_under}.", GATE)


@app.command()
def report(
    assessment: Assessment = "",
    out: Annotated[Path | None, typer.Option(help="File to write; a name is made up else.")] = None,
    shape: Annotated[Format, typer.Option("--format", help="Format to write.")] = Format.PDF,
    answers: Answers = None,
    findings: Findings = None,
    page_size: Annotated[Size, typer.Option(help="Page size of the PDF.")] = Size.A4,
    names: Annotated[bool, typer.Option(help="Name respondents; roles and numbers else.")] = False,
) -> None:
    """Write the report: a PDF to read, a workbook to plan with, or JSON for a machine."""
    from engagement import reporting

    with _judged(assessment, answers, findings) as (store, assessment_id):
        made = reporting.report(store, assessment_id, show_names=names)
    file = out or Path(reporting.filename(made, shape))
    if shape is Format.PDF:
        content = reporting.pdf(made, page_size.value)
    else:
        content = (reporting.workbook if shape is Format.XLSX else reporting.result_json)(made)
    _save(file, lambda: file.write_bytes(content))
    typer.echo(str(file))


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the versions of the product, its scoring rules and its questionnaires."""
    import scoring
    from content.loading import load_pack, shipped_packs

    try:
        product = installed_version("prodworthy")
    except PackageNotFoundError:
        product = "not installed"
    packs = {pack.id: pack.version for pack in map(load_pack, shipped_packs())}
    if as_json:
        _print({"prodworthy": product, "scoring": scoring.VERSION, "packs": packs})
        return
    typer.echo(f"prodworthy {product}, scoring {scoring.VERSION}")
    for name, number in packs.items():
        typer.echo(f"pack {name} {number}")


@contextmanager
def _judged(assessment: str, answers: Path | None, findings: Path | None) -> Iterator[tuple[Any, str]]:
    """The store and assessment to judge: one that is kept, or one made from files for the moment."""
    from engagement import from_files, opening
    from engagement.answers_file import read_answers

    if answers is None:
        if findings is not None:
            _fail("--findings needs --answers; import findings into an assessment on Look.", WRONG)
        with _store() as store:
            newest = "" if assessment else next(iter(opening.workspaces(store)), None)
            if newest is None:
                _fail("There is no assessment yet; start one in the app or with `assess`.", WRONG)
            with _input():
                chosen = opening.workspace(store, assessment) if assessment else newest
            yield store, chosen.assessment.id  # type: ignore[union-attr]
        return
    with _input():
        given = read_answers(answers)
        content = from_files.read_bytes(findings, "The findings file") if findings else None
    with from_files.assessment_of(given, answers.parent, content, getpass.getuser()) as opened:
        yield opened


@contextmanager
def _store() -> Iterator[Any]:
    from engagement.store import Store

    store = Store.open()
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _input() -> Iterator[None]:
    """What is refused here is a mistake in what was given."""
    try:
        yield
    except Refused as refused:
        _fail(refused.sentence, WRONG)


def _save(file: Path, write: Any) -> None:
    try:
        write()
    except OSError as error:
        _fail(f"{file} cannot be written ({error.strerror}); choose another place.", COULD_NOT)


def _tell(message: object) -> None:
    typer.echo(str(message), err=True)


def _print(data: object) -> None:
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False))


def _fail(sentence: str, code: int) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line; every refusal is a sentence and an exit code, never a trace."""
    try:
        app()
    except Refused as refused:
        typer.echo(refused.sentence, err=True)
        sys.exit(COULD_NOT)
    except Exception as error:  # noqa: BLE001  the last resort of a command line
        if os.environ.get("PRODWORTHY_LOG_LEVEL", "").upper() == "DEBUG":
            traceback.print_exc()
        told = f"A mistake of ours ({type(error).__name__}); set PRODWORTHY_LOG_LEVEL=DEBUG for the trace."
        typer.echo(told, err=True)
        sys.exit(COULD_NOT)


if __name__ == "__main__":
    main()
