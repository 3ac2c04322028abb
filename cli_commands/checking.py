"""The command that checks a questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from cli_commands.options import AsJson
from cli_commands.talking import GATE, WRONG, fail, show, tell
from content.loading import shipped_packs


def content_check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder, .zip or .xlsx workbook of a pack; the shipped packs where left out."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a pack: every problem at once, with file and line, or sheet and cell."""
    from content.checking import check

    if folder is not None and not folder.exists():
        fail(f"There is no {folder}; give the folder that holds pack.yaml, or a workbook.", WRONG)
    folders = [folder] if folder else list(shipped_packs())
    problems = {str(path): check(path) for path in folders}
    if as_json:
        show({path: [item.model_dump() for item in found] for path, found in problems.items()})
    for path, found in problems.items() if not as_json else ():
        for problem in found:
            tell(f"{path}/{problem}")
        typer.echo(f"{path}: {len(found) or 'no'} problem{'' if len(found) < 2 else 's'}")
    if any(problems.values()):
        raise typer.Exit(GATE)
