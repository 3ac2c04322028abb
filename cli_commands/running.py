"""Commands that keep running: the app and the worked example."""

import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from cli_commands.options import Browser, Host, Port
from cli_commands.talking import kept, tell
from engagement import demonstration
from engagement.outside.settings import settings


def serve(host: Host = "", port: Port = None, browser: Browser = False) -> None:
    """Serve the app until Ctrl+C."""
    from ui.serving import serve as serve_app

    given = settings()
    serve_app(host or given.host, port or given.port, open_browser=browser)


def demo(
    out: Annotated[
        Path | None, typer.Option(help="Write every format into this folder; no browser.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="With --out: keep the sources running until Ctrl+C.")
    ] = False,
    host: Host = "",
    port: Port = None,
    browser: Browser = True,
) -> None:
    """Open the worked example: a fictional client whose systems really run on this machine."""
    if out is None:
        with kept() as store:
            demonstration.open_example(store, tell)
        tell("The example is open; choose it on the first page.")
        serve(host, port, browser)
        return
    for file in demonstration.make(out, tell, keep=keep):
        typer.echo(str(file))
    if not keep:
        tell("The links in these files end with this command; with --keep they open until Ctrl+C.")
    if keep:
        tell("The links in these files open until Ctrl+C.")
        sys.stdout.flush()
        _until_interrupted()
        demonstration.stop()


def _until_interrupted() -> None:
    """Wait for Ctrl+C or a termination signal."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the form of a handler
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    while not ended.wait(0.5):
        pass
