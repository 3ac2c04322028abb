"""Commands that keep running: the app and the worked example."""

import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from cli_commands.options import Browser, Port
from cli_commands.talking import kept, tell
from engagement import demonstration


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; this machine only.")
    ] = "127.0.0.1",
    port: Port = 8501,
    browser: Browser = False,
) -> None:
    """Serve the app until Ctrl+C."""
    from ui.serving import serve as serve_app

    serve_app(host, port, open_browser=browser)


def demo(
    out: Annotated[
        Path | None, typer.Option(help="Write every format into this folder; no browser.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="With --out: keep the sources running until Ctrl+C.")
    ] = False,
    port: Port = 8501,
    browser: Browser = True,
) -> None:
    """Open the worked example: a fictional client whose systems really run on this machine."""
    if out is None:
        with kept() as store:
            demonstration.open_example(store, tell)
        tell("The example is open; choose it on the first page.")
        serve("127.0.0.1", port, browser)
        return
    for file in demonstration.make(out, tell, keep=keep):
        typer.echo(str(file))
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
