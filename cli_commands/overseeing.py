"""The command that shows every assessment at once."""

from typing import Annotated

import typer

from cli_commands.options import AsJson
from cli_commands.talking import kept, show
from engagement.portfolio.overview import Line, overview
from reports.wording import VERDICT_WORDS, percent


def portfolio(
    page: Annotated[int, typer.Option(min=1, help="Which page of the list.")] = 1,
    rows: Annotated[int, typer.Option(min=1, max=1000, help="Lines on a page.")] = 40,
    as_json: AsJson = False,
) -> None:
    """Judge the newest assessment of every use case in one go, and say what blocks most."""
    with kept() as store:
        held = overview(store)
    if as_json:
        show(held.model_dump(mode="json"))
        return
    pages = max(1, -(-len(held.lines) // rows))
    shown = held.lines[(min(page, pages) - 1) * rows : min(page, pages) * rows]
    told = ", ".join(f"{count} {VERDICT_WORDS[item]}" for item, count in held.verdicts.items())
    typer.echo(f"{len(held.lines)} assessments" + (f": {told}" if told else ""))
    for line in shown:
        typer.echo(_words(line))
    if pages > 1:
        typer.echo(f"Page {min(page, pages)} of {pages}; --page shows another.")
    if held.common:
        typer.echo("What blocks most:")
        for name, count in held.common[:5]:
            typer.echo(f"  {count:>4}  {name}")


def _words(line: Line) -> str:
    if line.said:
        return f"  {line.client} / {line.use_case}: {line.pack}: {line.said}"
    verdict = VERDICT_WORDS[line.verdict] if line.verdict else "no verdict at this depth"
    index = "no index" if line.index is None else f"index {line.index:.2f}"
    firm = "" if line.confidence is None else f", confidence {percent(line.confidence)}"
    blocked = f", {len(line.blockers)} blockers" if line.blockers else ""
    return f"  {line.client} / {line.use_case}: {verdict}, {index}{firm}{blocked}"
