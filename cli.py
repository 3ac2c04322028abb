"""Prodworthy without a browser: ``prodworthy --help``.

Exit codes: 0 done, 1 a gate or a check was not passed, 2 wrong use or input, 3 could not be done.
"""

import os
import sys
import traceback
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import scoring
from cli_commands.lazily import Lazily, LazilyOfClient, LazilyOfContent
from cli_commands.options import AsJson
from cli_commands.talking import COULD_NOT, show
from content.loading import load_any, shipped_packs
from engagement.faults import Refused

app = typer.Typer(
    name="prodworthy",
    cls=Lazily,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Judge whether an AI pilot can go to production.",
)
content_app = typer.Typer(
    cls=LazilyOfContent,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Work with questionnaires (packs).",
)


client_app = typer.Typer(
    cls=LazilyOfClient,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Take a client elsewhere, bring one in, delete one.",
)


@client_app.callback()
def _client() -> None:
    """Take a client elsewhere, bring one in, delete one."""


@content_app.callback()
def _content() -> None:
    """Work with questionnaires (packs)."""


app.add_typer(content_app, name="content")
app.add_typer(client_app, name="client")


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the versions of the product, its scoring rules and its questionnaires."""
    try:
        product = installed_version("prodworthy")
    except PackageNotFoundError:
        product = "not installed"
    packs = {pack.id: pack.version for pack in map(load_any, shipped_packs())}
    if as_json:
        show({"prodworthy": product, "scoring": scoring.VERSION, "packs": packs})
        return
    typer.echo(f"prodworthy {product}, scoring {scoring.VERSION}")
    for name, number in packs.items():
        typer.echo(f"pack {name} {number}")


@app.command("commands", hidden=True)
def commands_page() -> None:
    """Print docs/commands.md: every command with its options, from this program's own help."""
    typer.echo(reference(), nl=False)


def reference() -> str:
    """The page of all commands, as Markdown."""
    head = (
        "# Commands\n\nMade from the program's own help by "
        "`prodworthy commands > docs/commands.md`.\n\n"
        "Exit codes: 0 done, 1 a gate or a check was not passed, 2 wrong use or input, "
        "3 could not be done.\n"
    )
    root = get_command(app)
    return head + "".join(_sections(root, typer.Context(root, info_name="prodworthy")))


def _sections(command: Any, context: typer.Context) -> list[str]:
    """The help of every command that is not hidden, its sub-commands after it."""
    context.max_content_width = context.terminal_width = 100
    sections = [f"\n## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"]
    for name in command.list_commands(context) if isinstance(command, TyperGroup) else ():
        found = command.get_command(context, name)
        if found is not None and not found.hidden:
            sections += _sections(found, typer.Context(found, parent=context, info_name=name))
    return sections


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
        told = f"A mistake of ours ({type(error).__name__}); set PRODWORTHY_LOG_LEVEL=DEBUG"
        typer.echo(f"{told} and run it again for the trace.", err=True)
        sys.exit(COULD_NOT)


if __name__ == "__main__":
    main()
