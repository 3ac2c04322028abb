"""`prodworthy worker`: carries out looks apart from the servers that people use."""

import signal
import threading
from types import FrameType
from typing import Annotated

import typer

from cli_commands.talking import kept, tell


def worker(
    at_once: Annotated[
        int, typer.Option(help="How many looks are carried out at a time.", min=1, max=16)
    ] = 2,
) -> None:
    """Carry out looks that wait in PostgreSQL's queue, until Ctrl+C or a termination signal."""
    from engagement.looks.working import Worker

    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the form of a handler
        ended.set()

    with kept() as store:
        working = Worker(store, at_once)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)
        working.start()
        tell("Waiting for looks; Ctrl+C ends it, and what it is at waits for the next worker.")
        while not ended.wait(0.5):
            pass
        working.end()
