"""Commands of whoever runs a server: its database's schema, and the first owner's code."""

from typing import Annotated

import typer

from cli_commands.talking import fail, kept, tell


def migrate() -> None:
    """Bring the database to this version's schema; harmless where it has it.

    The server does the same when it starts; several that start at once are better told apart.
    """
    with kept() as store:
        tell(f"The database has the schema {store.schema()}, which is this version's.")


def setup_code(
    locked_out: Annotated[
        bool,
        typer.Option(
            "--locked-out",
            help="Also where the server has an owner: for one who cannot come in any more.",
        ),
    ] = False,
) -> None:
    """Print a code that makes whoever signs in with it the server's first owner.

    It works once, within an hour; the one before is void. After a change from one way of signing in
    to another, --locked-out makes an owner beside those there are.
    """
    from engagement.access import setting_up

    with kept() as store:
        if not locked_out and not setting_up.needs_owner(store):
            fail(
                "This server has an owner, who can add others under Members. Where no owner can come "
                "in any more, as after a change of the sign-in, add --locked-out.",
                1,
            )
        code = setting_up.new_code(store)
    tell("Sign in to the app, then give this code; it works once, within an hour:")
    typer.echo(code)
