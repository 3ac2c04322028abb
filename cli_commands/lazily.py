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
    "snapshots": "cli_commands.freezing",
    "lint": "cli_commands.linting",
    "plan": "cli_commands.planning",
    "watch": "cli_commands.watching",
    "portfolio": "cli_commands.overseeing",
    "due": "cli_commands.due",
    "retention": "cli_commands.clients",
    "migrate": "cli_commands.setting_up",
    "backup": "cli_commands.backing_up",
    "restore": "cli_commands.backing_up",
    "worker": "cli_commands.working",
    "setup-code": "cli_commands.setting_up",
}
"""Command -> the module that holds a function of its name, in the order of the help."""


OF_CONTENT = {
    "check": "cli_commands.checking",
    "import": "cli_commands.packs",
    "template": "cli_commands.packs",
    "schema": "cli_commands.packs",
}
"""The same for ``prodworthy content``; the functions are called ``content_<command>``."""


OF_CLIENT = {
    "export": "cli_commands.clients",
    "import": "cli_commands.clients",
    "delete": "cli_commands.clients",
    "receipt": "cli_commands.clients",
}
"""The same for ``prodworthy client``; the functions are called ``client_<command>``."""


class Lazily(TyperGroup):
    """The commands above, before those that were added to the program itself.

    Contexts and commands are typer's own, whichever click it brings: hence ``Any``.
    """

    modules = COMMANDS
    prefix = ""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands, in the order of the help."""
        return [*self.modules, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, its module imported now; ``None`` where there is none."""
        if cmd_name not in self.modules:
            return super().get_command(ctx, cmd_name)
        alone = typer.Typer(
            add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
        )
        function = getattr(
            import_module(self.modules[cmd_name]), self.prefix + cmd_name.replace("-", "_")
        )
        alone.command(cmd_name)(function)
        return get_command(alone)


class LazilyOfContent(Lazily):
    """The commands of ``prodworthy content``."""

    modules = OF_CONTENT
    prefix = "content_"


class LazilyOfClient(Lazily):
    """The commands of ``prodworthy client``."""

    modules = OF_CLIENT
    prefix = "client_"
