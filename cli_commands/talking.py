"""How a command speaks: results to standard output, the rest to standard error, an exit code."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from engagement.faults import Refused

if TYPE_CHECKING:
    from engagement.store import Store

GATE, WRONG, COULD_NOT = 1, 2, 3
"""Exit codes: a gate or check was not passed; wrong use or input; it could not be done."""


def tell(message: object) -> None:
    """A line to standard error: progress, or what a script does not read."""
    typer.echo(str(message), err=True)


def show(data: object) -> None:
    """Data as JSON to standard output."""
    typer.echo(json.dumps(data, indent=1, ensure_ascii=False))


def fail(sentence: str, code: int) -> NoReturn:
    """End with one sentence and an exit code."""
    tell(sentence)
    raise typer.Exit(code)


def save(file: Path, write: Callable[[], object]) -> None:
    """Write a file; ends with a sentence where that is not possible."""
    try:
        write()
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}); choose another place.", COULD_NOT)


@contextmanager
def reading_input() -> Iterator[None]:
    """What is refused inside is a mistake in what was given: exit code 2."""
    try:
        yield
    except Refused as refused:
        fail(refused.sentence, WRONG)


@contextmanager
def kept() -> "Iterator[Store]":
    """The operator's store, closed afterwards."""
    from engagement.store import Store  # a command that keeps nothing need not import it

    store = Store.open()
    try:
        yield store.operated_by(_operator())
    finally:
        store.close()


def _operator() -> str:
    """Whoever types the command, as the audit log names them."""
    try:
        return f"{getuser()}, command line"
    except (KeyError, OSError):  # an account without a name, as containers have them
        return "command line"
