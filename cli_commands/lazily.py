"""Commands whose modules are imported when they are asked for: ``version`` pays for none of them."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = {
    "serve": "cli_commands.running",
    "demo": "cli_commands.running",
    "assess": "cli_commands.giving",
    "sources": "cli_commands.giving",
    "probe": "cli_commands.giving",
    "score": "cli_commands.telling",
    "report": "cli_commands.telling",
}
"""Command -> the module that holds a function of its name, in the order of the help."""


class Lazily(TyperGroup):
    """The commands above, before those that were added to the program itself.

    Contexts and commands are typer's own, whichever click it brings: hence ``Any``.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands, in the order of the help."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, its module imported now; ``None`` where there is none."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        alone = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        alone.command(cmd_name)(getattr(import_module(COMMANDS[cmd_name]), cmd_name))
        return get_command(alone)
