"""The command that takes an edited planning workbook back into the plan."""

import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from cli_commands.options import AsJson, Assessment
from cli_commands.talking import WRONG, fail, kept, reading_input, show, tell
from engagement import workspaces
from engagement.faults import Refused
from engagement.plans import workbook_back
from engagement.plans.workbook_back import Preview
from engagement.store import Store
from reports.round_trip.change import Change


def plan(
    file: Annotated[Path, typer.Argument(help="The edited workbook (.xlsx).")],
    assessment: Assessment = "",
    *,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take every change that is not marked with !.")
    ] = False,
    only: Annotated[
        str, typer.Option(help="Take only these changes by number, such as 1,3-5, marked or not.")
    ] = "",
    by: Annotated[str, typer.Option(help="Who takes them; the user of this machine else.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show every change in an edited planning workbook; with --accept or --only, make them."""
    with reading_input(), kept() as store:
        if not file.exists():
            fail(f"There is no file {file}; give the path of the edited workbook.", WRONG)
        if not file.is_file():
            told = "is a folder, a device or a pipe; give the path of the edited workbook (.xlsx)."
            fail(f"{file} {told}", WRONG)
        content = file.read_bytes()
        place = chosen(store, assessment)
        seen = workbook_back.preview(store, place, file.name, content)
        if not as_json:
            _print(seen)
        wanted = _wanted(seen, accept, only)
        done = None
        if wanted:
            done = workbook_back.accept(
                store, place, file.name, content,
                keys=[item.key for item in wanted], by=by or getpass.getuser(),
            )  # fmt: skip
    if as_json:
        show(_as_json(seen, done))
    elif done is not None:
        count = len(done.changes)
        typer.echo(f"{count} of {len(seen.changes)} changes taken, signed by {done.by}.")
    elif seen.changes:
        tell("Nothing was changed: --accept takes all that are not marked, --only chooses.")


def chosen(store: Store, assessment: str) -> str:
    """The assessment of this id, or the newest one; ends with a sentence where there is none."""
    if assessment:
        try:
            return workspaces.workspace(store, assessment).assessment.id
        except Refused:  # its sentence is for the screen, where one is chosen on a page
            fail(
                f"There is no assessment with the id {assessment}; `prodworthy portfolio --json` "
                "shows the ids, and without one the newest is taken.",
                WRONG,
            )
    newest = next(iter(workspaces.workspaces(store)), None)
    if newest is None:
        fail("There is no assessment yet; start one in the app or with `assess`.", WRONG)
    return newest.assessment.id


def _wanted(seen: Preview, accept: bool, only: str) -> list[Change]:
    if accept and only:
        fail("Give either --accept or --only, not both.", WRONG)
    if accept:
        return [item for item in seen.changes if not item.careful]
    return [seen.changes[number - 1] for number in _numbers(only, len(seen.changes))]


def _numbers(only: str, most: int) -> list[int]:
    """Numbers and ranges with commas between, each of them one of the changes."""
    found: list[int] = []
    for part in only.split(",") if only.strip() else ():
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            fail(f"{part.strip()!r} is no number of a change; write --only 1,3-5.", WRONG)
        found += range(int(first), int(last or first) + 1) if int(last or first) <= most else [0]
    if any(not 1 <= number <= most for number in found):
        fail(f"The changes are numbered 1 to {most}.", WRONG)
    return sorted(set(found))


def _print(seen: Preview) -> None:
    count = len(seen.changes)
    typer.echo(f"{count} {'change' if count == 1 else 'changes'} in {seen.filename}")
    for number, item in enumerate(seen.changes, start=1):
        mark = "!" if item.careful else " "
        typer.echo(f"{number:>4}{mark} {item.sheet}, {item.name}: {item.label}")
        typer.echo(f"      {item.before} -> {item.after}")
        if item.now is not None:
            typer.echo(f"      changed in the app meanwhile: {item.now}")
    for told in seen.notes:
        typer.echo(f"To know: {told}")
    for remark in seen.remarks:
        typer.echo(f"Not taken: {remark}")


def _as_json(seen: Preview, done: workbook_back.Taken | None) -> dict[str, Any]:
    return {
        "file": seen.filename,
        "digest": seen.digest,
        "changes": [item.model_dump(mode="json") for item in seen.changes],
        "to_know": list(seen.notes),
        "not_taken": list(seen.remarks),
        "taken": [item.key for item in done.changes] if done else [],
    }
