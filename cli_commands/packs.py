"""Commands that take packs in and give their forms out."""

import getpass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli_commands.options import AsJson
from cli_commands.talking import GATE, WRONG, fail, kept, reading_input, save, show, tell
from content.problems import Problem
from content.schemas import schemas
from content.workbook.writing import LAYOUTS, template
from engagement.packs import packs
from engagement.packs.pack_summary import PackSummary, summary

SHOWN = 50
"""Remarks that are printed; ``--json`` has all of them."""


class Shape(StrEnum):
    """A shape of pack that a workbook can hold."""

    QUESTIONNAIRE = "questionnaire"
    GRID = "evidence-grid"


def content_import(
    file: Annotated[
        Path,
        typer.Argument(
            help="An AWS Well-Architected custom lens (.json, .yaml), a CISO Assistant library "
            "(.yaml), OWASP SAMM's core folder, or a pack of your own: a folder, a .zip or a "
            "workbook (.xlsx)."
        ),
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Say what it holds and what is wrong; keep nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take a questionnaire of another tool, or a pack of your own, into the store."""
    handed = packs.read(file)
    told = summary(handed.pack) if handed.pack else None
    shelved = None
    if told is not None and not check:
        with reading_input(), kept() as store:
            shelved = packs.keep(store, handed, by=getpass.getuser())
    if as_json:
        show(_as_json(handed, told, shelved))
    else:
        _print(handed, told)
        if shelved is not None:
            typer.echo(f"Kept as {shelved.pack_id} {shelved.version}, {shelved.digest[:12]}.")
    if handed.problems:
        raise typer.Exit(GATE if check else WRONG)


def content_template(
    file: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    shape: Annotated[Shape, typer.Option(help="What kind of pack to fill in.")] = (
        Shape.QUESTIONNAIRE
    ),
) -> None:
    """Write an empty workbook in which a pack can be written, with examples and instructions."""
    made = template(LAYOUTS[shape.value])
    save(file, lambda: file.write_bytes(made))
    typer.echo(str(file))


def content_schema(
    part: Annotated[
        str, typer.Argument(help="The file of a pack that an editor should check, as area.")
    ] = "",
) -> None:
    """Print the JSON Schema of one file of a pack, for editors; without a name, all of them."""
    known = schemas()
    if part and part not in known:
        fail(f"There is no schema {part}; there are {', '.join(known)}.", WRONG)
    show(known[part] if part else known)


def _as_json(
    handed: packs.Handed, told: PackSummary | None, shelved: packs.Shelved | None
) -> dict[str, Any]:
    return {
        "kind": handed.kind,
        "pack": told.model_dump(mode="json") if told else None,
        "problems": [_located(item) for item in handed.problems],
        "remarks": [_located(item) for item in handed.remarks],
        "kept": shelved.model_dump(mode="json") if shelved else None,
    }


def _located(problem: Problem) -> dict[str, Any]:
    return {**problem.model_dump(mode="json"), "text": str(problem)}


def _print(handed: packs.Handed, told: PackSummary | None) -> None:
    typer.echo(handed.kind)
    if told is not None:
        stated = f" {told.version}" if handed.states_version else "; it states no version"
        typer.echo(f"{told.title} ({told.id}{stated})")
        counts = (
            (told.sections, "section"), (told.questions, "question"), (told.choices, "choice"),
            *([(told.rules, "rule")] if told.rules else []),
        )  # fmt: skip
        typer.echo(", ".join(f"{n} {word if n == 1 else word + 's'}" for n, word in counts))
        typer.echo(f"{told.rule}: {told.how}")
        typer.echo(f"Advice on {told.with_advice} of {told.choices} choices")
        if told.not_scorable:
            typer.echo(f"Not scorable: {told.not_scorable}")
        elif told.unscored:
            typer.echo(f"{told.unscored} of {told.questions} questions are asked and not scored")
        for note in told.notes:
            typer.echo(f"Note: {note}")
    for problem in handed.problems:
        tell(str(problem))
    for remark in handed.remarks[:SHOWN]:
        typer.echo(f"Told: {remark}")
    if len(handed.remarks) > SHOWN:
        typer.echo(f"Told: {len(handed.remarks) - SHOWN} more; --json has all of them")
    count = len(handed.problems)
    typer.echo(f"{count or 'No'} problem{'' if count == 1 else 's'}.")
