"""The command that reads the exit criteria of an assessment again and says how far each is proved."""

import getpass
from typing import Annotated, Any

import typer

from cli_commands.options import AsJson, Assessment
from cli_commands.planning import chosen
from cli_commands.talking import kept, reading_input, show, tell
from engagement import watching
from engagement.plans import planning
from engagement.watching import WatchResult
from reports.proof_words import (
    STANDING_WORDS,
    by_urgency,
    headline,
    proof_of,
    standing,
)
from scoring.roadmap_model import PlannedInitiative, Roadmap


def watch(
    assessment: Assessment = "",
    *,
    only_show: Annotated[
        bool, typer.Option("--only-show", help="Read nothing; say how far each is proved.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who reads; the user of this machine else.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read every exit criterion again from its source, keep it, and say how far each is proved."""
    with reading_input(), kept() as store:
        place, came = chosen(store, assessment), None
        if not only_show:
            who = by or getpass.getuser()
            came = watching.watch(store, place, by=who, on_progress=tell)
        plan = planning.roadmap(store, place)
    if as_json:
        show(_as_json(plan, came))
        return
    if came is not None:
        typer.echo(f"{came.read} metrics read, {came.could_not} could not be read.")
    typer.echo(f"{headline(plan.rows)}.")
    for row in by_urgency(plan.rows):
        _print(row)


def _print(row: PlannedInitiative) -> None:
    typer.echo(f"{STANDING_WORDS[standing(row)]:<13} {row.id}  {row.title}")
    for item in row.conditions:
        proof = row.proof.condition(item.id) if row.proof else None
        if proof is not None:
            typer.echo(f"{'':<14}{item.text}: {proof_of(proof)}")


def _as_json(plan: Roadmap, came: WatchResult | None) -> dict[str, Any]:
    return {
        "read": None if came is None else came.model_dump(mode="json"),
        "initiatives": [
            {
                "id": row.id, "standing": standing(row).value,
                "proof": row.proof.model_dump(mode="json") if row.proof else None,
            }
            for row in plan.rows
        ],
    }  # fmt: skip
