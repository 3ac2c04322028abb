"""The server: its options, routes and headers, and how it is started from an installed package."""

import asyncio
import gc
import importlib
import logging
import os
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

from engagement.access import setting_up
from engagement.faults import Refused
from engagement.looks.collecting import end_looks
from engagement.looks.working import worker_here
from engagement.outside import logs
from engagement.outside.settings import Settings, settings
from engagement.outside.sign_in_settings import LOOPBACK
from engagement.outside.signing import signed
from engagement.schedule.in_server import InServer
from ui import faults
from ui.held_files import held_by_page
from ui.opened import opened
from ui.routes.calendar import feed
from ui.routes.ending import told_by_signals
from ui.routes.first_page import PLACE, FirstPage, place
from ui.routes.fonts import font
from ui.routes.headers import HEALTH, KnownHostsOnly, SecurityHeaders
from ui.routes.health import alive, health, ready
from ui.routes.identified import Identified
from ui.routes.invitation import follow, leave
from ui.routes.metrics import Counted, handler, metrics
from ui.routes.origins import EncryptedCookies, OwnPagesOnly
from ui.routes.proxies import TrueSender, TrustedProxies
from ui.routes.uploads import UploadsBounded
from ui.routes.workshop.rooms import ROUTES as WORKSHOP
from ui.routes.workshop.rooms import STREAMS

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
        "secrets": _provider(settings()),
        "routes": [
            Route("/healthz", health),
            Route("/livez", alive),
            Route("/readyz", ready),
            Route("/metrics", metrics),
            Route("/type/{name}", font),
            Route(PLACE, place),
            *WORKSHOP,
            Route("/calendar/{token}.ics", feed),
            Route("/i/leave", leave),
            Route("/i/{token}", follow),
        ],
        "middleware": [
            Middleware(Counted),
            Middleware(SecurityHeaders),
            Middleware(Identified, named=handler),
            Middleware(KnownHostsOnly, names=settings().names, besides=_by_any_name(settings())),
            Middleware(OwnPagesOnly, public=settings().public_address),
            Middleware(UploadsBounded, held=held_by_page, largest=_largest_file()),
            *_cookies(settings()),
            *_proxies(settings()),
            Middleware(FirstPage),
        ],
        "lifespan": _lifespan,
        "on_script_error": faults.on_script_error,
    }


def _by_any_name(known: Settings) -> tuple[str, ...]:
    """What is asked by a bare address: a cluster and a Prometheus know no public name of ours."""
    return (*HEALTH, *(("/metrics",) if known.metrics_secret else ()))


def _largest_file() -> int:
    return int(config.get_option("server.maxUploadSize")) * 1024 * 1024


def _provider(known: Settings) -> dict[str, Any] | None:
    """What Streamlit's sign-in has to know of the provider; nothing in the other modes.

    The prompt is *login*: who signed out is asked again, and is not let in by the provider's memory.
    """
    if known.sign_in != "oidc":
        return None
    return {
        "auth": {
            "redirect_uri": f"{known.public_address}/oauth2callback",
            "cookie_secret": signed("cookie"),
            "client_id": known.oidc_client,
            "client_secret": known.secret_text(known.oidc_secret),
            "server_metadata_url": known.oidc_metadata,
            "client_kwargs": {"prompt": "login", "scope": "openid email profile"},
        }
    }


def _cookies(known: Settings) -> list[Middleware]:
    return [Middleware(EncryptedCookies)] if known.public_address.startswith("https:") else []


def _proxies(known: Settings) -> list[Middleware]:
    named = [Middleware(TrustedProxies, header=known.user_header, proxies=known.trusted_proxies)]
    senders = [Middleware(TrueSender, proxies=known.trusted_proxies)]
    return (named if known.sign_in == "header" else []) + (senders if known.trusted_proxies else [])


@asynccontextmanager
async def _lifespan(app: Any) -> AsyncIterator[None]:  # noqa: ARG001  the form of a lifespan
    logs.set_up()
    known = settings()
    STREAMS.closing = asyncio.Event()
    collecting = asyncio.create_task(_collect_garbage())
    schedule = InServer(opened)
    if known.scheduler == "on":
        schedule.start()

    def finish() -> None:
        schedule.end(0)
        _finish()

    try:
        with (
            told_by_signals(known.drain_seconds, known.stop_seconds, finish),
            worker_here(opened(), known.stop_seconds),
        ):
            yield
    finally:
        await asyncio.to_thread(schedule.end, known.stop_seconds)
        collecting.cancel()
        with suppress(asyncio.CancelledError):
            await collecting
        await asyncio.to_thread(end_looks, known.stop_seconds)
        _end_child_processes()


def _finish() -> None:
    """What lasts is told to end: open streams, which the server would wait for, and looks."""
    STREAMS.closing.set()
    end_looks(0)


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(_COLLECT_EVERY_SECONDS)
        gc.collect()


def _end_child_processes() -> None:
    from engagement import demonstration

    demonstration.stop()


def serve(host: str = "127.0.0.1", port: int = 8501, *, open_browser: bool = False) -> None:
    """Serve the app until it is stopped (Ctrl+C or a termination signal).

    Without a sign-in ``host`` must be a name of this machine alone. Raises :class:`Refused` for
    any other, and where the port is taken.
    """
    if host not in LOOPBACK and settings().sign_in == "local":
        raise Refused(
            f"Without a sign-in Prodworthy listens on this machine only: use 127.0.0.1 instead of "
            f"{host}, or set PRODWORTHY_SIGN_IN."
        )
    logs.set_up()
    opened()  # a database of a newer version stops the start, and not the first person
    _say_how_to_begin()
    _must_be_free(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    _LOG.warning("Prodworthy runs at %s (Ctrl+C stops it)", address)
    if open_browser:
        webbrowser.open(address)
    # `app` lies above this layer, so it is found by name and not imported.
    started = importlib.import_module("app").app
    chosen = options() | {"server.address": host, "server.port": port} | _origins(settings())
    for (
        name,
        value,
    ) in chosen.items():  # so that nothing changes, and is warned of, in the next line
        config.set_option(name, value)
    started.run(config=chosen)


def _origins(known: Settings) -> dict[str, Any]:
    """Whose pages may open a connection: those of the public address, where there is one."""
    return {"server.corsAllowedOrigins": [known.public_address]} if known.public_address else {}


def _say_how_to_begin() -> None:
    """Where people sign in and nobody owns the server, say how the first owner is made."""
    # Whatever runs on this machine could else write whose address a request comes from.
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    if settings().sign_in == "local":
        return
    if setting_up.needs_owner(opened()):
        _LOG.warning("Nobody owns this server yet: run `prodworthy setup-code` on this machine.")


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
