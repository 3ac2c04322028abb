"""The command that shows what is due, and carries out what the server can do by itself."""

import signal
import threading
from typing import Annotated

import typer

from cli_commands.options import AsJson
from cli_commands.talking import COULD_NOT, GATE, WRONG, fail, kept, show, tell
from engagement.clients import client_list, retention
from engagement.outside import clock
from engagement.schedule.agenda import Line, agenda
from engagement.schedule.model import Worker
from engagement.schedule.running import Ran, new_worker, run_one
from engagement.schedule.workers import seen
from engagement.store import Store

_WHEN = {"overdue": "Overdue", "soon": "Soon", "later": "Later"}


def due(
    *,
    run: Annotated[
        bool, typer.Option("--run", help="Carry out one unit that is due; safe to call at once.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="With --run: one after the other until nothing is due.")
    ] = False,
    later: Annotated[
        bool, typer.Option("--later", help="List also what comes after two weeks.")
    ] = False,
    client: Annotated[str, typer.Option(help="Id of one client; all where left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """List what is due, for whom and why; with --run carry out what the server does by itself.

    --run also warns of clients whose retention period ends, and deletes those that were warned of
    and are over, as prodworthy retention does; their receipts are on the page Clients.

    --run ends with 0 where it was done or nothing was due, with 1 where a unit could not be done
    (it is tried again later), and with 3 where nothing could be tried.
    """
    if run and (later or client):
        fail("--run takes whatever has been due longest: leave out --later and --client.", WRONG)
    if every and not run:
        fail("--all goes with --run.", WRONG)
    with kept() as store:
        if run:
            _run(store, every=every, as_json=as_json)
        else:
            if client and client not in {item.id for item in client_list.clients(store)}:
                fail(
                    f"There is no client with the id {client}; `prodworthy due --later --json` shows "
                    "the ids.",
                    WRONG,
                )
            _list(agenda(store, client_id=client, later=later), as_json=as_json)


def _list(lines: tuple[Line, ...], *, as_json: bool) -> None:
    if as_json:
        show([line.model_dump(mode="json") for line in lines])
        return
    if not lines:
        typer.echo("Nothing is due.")
    for name, heading in _WHEN.items():
        found = [line for line in lines if line.when == name]
        if found:
            typer.echo(f"{heading} ({len(found)})")
        for line in found:
            typer.echo(_words(line))


def _words(line: Line) -> str:
    item = line.due
    whom = f" [{item.owner}]" if item.owner else ""
    who = " (by itself)" if item.runs else ""
    text = f"  {item.day}  {line.client} / {line.use_case}: {item.what}{whom}{who}\n"
    text += f"              {item.why}"
    if line.failed:
        text += f"\n              Could not be done: {line.failed}"
    return text


def _run(store: Store, *, every: bool, as_json: bool) -> None:
    ended, worker = threading.Event(), new_worker()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    seen(store, Worker(process=worker, way="command", seen_at=clock.now()))
    retention.enforce(store)
    found: list[Ran] = []
    while not ended.is_set():
        ran = run_one(store, worker=worker, stopped=ended.is_set)
        if ran is None:
            break
        found.append(ran)
        if not every:
            break
    _told(found, as_json=as_json)
    if any(item.outcome is None for item in found):
        raise typer.Exit(COULD_NOT)
    if any(item.outcome == "failed" for item in found):
        raise typer.Exit(GATE)


def _told(found: list[Ran], *, as_json: bool) -> None:
    if as_json:
        show([item.model_dump(mode="json") for item in found])
        return
    if not found:
        tell("Nothing is due that could be done by itself now.")
    for item in found:
        line = f"{item.client} / {item.use_case}: {item.what}: {item.told}"
        typer.echo(line) if item.outcome == "done" else tell(line)
