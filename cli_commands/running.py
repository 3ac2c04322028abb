"""Commands that keep running: the app and the worked example."""

import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Annotated
from urllib.request import urlopen

import typer

from cli_commands.options import Browser, Host, Port
from cli_commands.talking import WRONG, fail, kept, tell
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
    itself: Annotated[
        bool, typer.Option("--itself", help="Assess Prodworthy instead: its repository and server.")
    ] = False,
    four_quarters: Annotated[
        bool,
        typer.Option("--four-quarters", help="With --out: a year of the client, four assessments."),
    ] = False,
    host: Host = "",
    port: Port = None,
    browser: Browser = True,
) -> None:
    """Open the worked example: a fictional client whose systems really run on this machine."""
    if four_quarters:
        _four_quarters(out)
        return
    if itself:
        if out:
            fail("Prodworthy itself is assessed while it serves; leave --out away.", WRONG)
        _assess_itself(host, port)
        serve(host, port, browser)
        return
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


def _four_quarters(out: Path | None) -> None:
    """Tell a year of the client and write its last report, with a page to check the movement by."""
    if out is None:
        fail("Say where to write the four quarters: --out DIR.", WRONG)
    for file in demonstration.make_quarters(out, tell):
        typer.echo(str(file))


def _assess_itself(host: str, port: int | None) -> None:
    """Look as soon as the server answers: its own metrics are one of the two things to look at."""
    known = settings()
    address = f"http://{host or known.host}:{port or known.port}"

    def look() -> None:
        _until_it_answers(address)
        with kept() as store:
            demonstration.assess_itself(store, address, tell)
        tell("Prodworthy itself was looked at; choose it on the first page.")

    threading.Thread(target=look, name="assess-itself", daemon=True).start()


def _until_it_answers(address: str) -> None:
    while True:
        try:
            with urlopen(f"{address}/livez", timeout=2):  # noqa: S310  our own address
                return
        except OSError:
            time.sleep(0.5)


def _until_interrupted() -> None:
    """Wait for Ctrl+C or a termination signal."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the form of a handler
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    while not ended.wait(0.5):
        pass
