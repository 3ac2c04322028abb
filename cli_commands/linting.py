"""The command that says what is worth mending before a report is handed over."""

from typing import Annotated

import typer

from cli_commands import choices
from cli_commands.options import Answers, AsJson, Assessment, Findings
from cli_commands.talking import GATE, WRONG, fail, show
from cli_commands.telling import judged
from engagement import reporting
from reports.lint import Group, left_open
from reports.lint import lint as checks


def lint(
    assessment: Assessment = "",
    *,
    answers: Answers = None,
    findings: Findings = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where something grave is left open.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print what is worth mending before the report is handed over, by kind."""
    with judged(assessment, answers, findings) as (store, assessment_id):
        if choices.asked_in(store, assessment_id) is not None:
            fail("A questionnaire with choices has no such checks; use score.", WRONG)
        groups = checks(reporting.report(store, assessment_id))
    if as_json:
        show([group.model_dump(mode="json") for group in groups])
    else:
        _print(groups)
    if strict and any(group.grave for group in groups):
        raise typer.Exit(GATE)


def _print(groups: tuple[Group, ...]) -> None:
    typer.echo(f"{left_open(groups)}." if groups else "Nothing is left open.")
    for group in groups:
        typer.echo(f"\n{group.title}\n  {group.why}")
        for item in group.items:
            typer.echo(f"  {'!' if item.grave else '-'} {item.name}: {item.what}")
