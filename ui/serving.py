"""The server: its options, routes and headers, and how it is started from an installed package."""

import asyncio
import gc
import importlib
import logging
import socket
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from engagement.faults import Refused
from ui import faults
from ui.routes.first_page import PLACE, FirstPage, place
from ui.routes.fonts import font
from ui.routes.headers import KnownHostsOnly, SecurityHeaders
from ui.routes.health import health
from ui.routes.invitation import follow, leave
from ui.routes.workshop.rooms import ROUTES as WORKSHOP
from ui.routes.workshop.rooms import STREAMS
from ui.routes.workshop.streams import ended_by_signals

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
_COLLECT_EVERY_SECONDS = 30
_LOG = logging.getLogger("prodworthy.serving")


def options() -> dict[str, Any]:
    """The packaged server and theme options by their dotted names."""
    text = (files("ui.theme") / "streamlit.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def asgi() -> dict[str, Any]:
    """What ``st.App`` is made of besides its script; also sets the packaged options.

    Setting them here makes ``uvicorn app:app`` look and behave like ``prodworthy serve``, whatever
    folder it is started in. What a flag or a file already set is left alone.
    """
    for name, value in options().items():
        if not config.is_manually_set(name):
            config.set_option(name, value)
    return {
        "routes": [
            Route("/healthz", health),
            Route("/type/{name}", font),
            Route(PLACE, place),
            *WORKSHOP,
            Route("/i/leave", leave),
            Route("/i/{token}", follow),
        ],
        "middleware": [
            Middleware(SecurityHeaders),
            Middleware(KnownHostsOnly, names=LOCAL_NAMES),
            Middleware(FirstPage),
        ],
        "lifespan": _lifespan,
        "on_script_error": faults.on_script_error,
    }


@asynccontextmanager
async def _lifespan(app: Any) -> AsyncIterator[None]:  # noqa: ARG001  the form of a lifespan
    collecting = asyncio.create_task(_collect_garbage())
    try:
        with ended_by_signals(STREAMS):
            yield
    finally:
        collecting.cancel()
        with suppress(asyncio.CancelledError):
            await collecting
        _end_child_processes()


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(_COLLECT_EVERY_SECONDS)
        gc.collect()


def _end_child_processes() -> None:
    from engagement import demonstration

    demonstration.stop()


def serve(host: str = "127.0.0.1", port: int = 8501, *, open_browser: bool = False) -> None:
    """Serve the app until it is stopped (Ctrl+C or a termination signal).

    ``host`` must be a name of this machine alone: there is no sign-in yet. Raises
    :class:`Refused` for any other, and where the port is taken.
    """
    if host not in LOCAL_NAMES:
        raise Refused(
            f"Prodworthy has no sign-in yet, so it listens on this machine only: "
            f"use 127.0.0.1 instead of {host}."
        )
    _must_be_free(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    _LOG.warning("Prodworthy runs at %s (Ctrl+C stops it)", address)
    if open_browser:
        webbrowser.open(address)
    # `app` lies above this layer, so it is found by name and not imported.
    started = importlib.import_module("app").app
    chosen = options() | {"server.address": host, "server.port": port}
    for (
        name,
        value,
    ) in chosen.items():  # so that nothing changes, and is warned of, in the next line
        config.set_option(name, value)
    started.run(config=chosen)


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} on {host} is taken or not allowed; choose another with --port."
            ) from error
