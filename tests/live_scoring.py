"""A real prediction service (Starlette on uvicorn, in its own process) that can be told to misbehave."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

SEEN: dict[str, Any] = {"requests": 0, "tags": {}, "bodies": {}, "keys": {}, "busiest": 0}
WORKERS = asyncio.Semaphore(2)


async def fast(request: Request) -> Response:
    """Answers at once, and remembers who asked."""
    await _remember(request)
    return JSONResponse({"score": 0.5})


async def slow(request: Request) -> Response:
    """Two workers of twenty milliseconds each: a hundred requests a second and no more."""
    await _remember(request)
    async with WORKERS:
        await asyncio.sleep(0.02)
    return JSONResponse({"score": 0.5})


async def failing(request: Request) -> Response:
    """Every tenth request fails."""
    await _remember(request)
    return Response(status_code=500 if SEEN["requests"] % 10 == 0 else 200)


async def stalling(request: Request) -> Response:
    """Answers forty requests, then stops for a second once: what a closed model would not notice."""
    await _remember(request)
    if SEEN["requests"] > 40 and SEEN["requests"] != 10**9:
        until = SEEN.setdefault("until", time.monotonic() + 1.0)
        await asyncio.sleep(max(0.0, until - time.monotonic()))
    return JSONResponse({})


async def dying(request: Request) -> Response:
    """Answers thirty requests and then the process is gone."""
    await _remember(request)
    if SEEN["requests"] >= 30:
        os.kill(os.getpid(), signal.SIGKILL)
    return JSONResponse({})


async def moved(request: Request) -> Response:
    """Sends everybody elsewhere."""
    await _remember(request)
    return RedirectResponse("/fast", status_code=307)


async def endless(request: Request) -> Response:
    """A body without an end."""
    await _remember(request)

    async def pieces() -> Any:
        while True:
            yield b"x" * 65536

    return StreamingResponse(pieces())


async def told(_: Request) -> Response:
    """What the service saw."""
    return JSONResponse(SEEN)


async def _remember(request: Request) -> None:
    SEEN["requests"] += 1
    tag = request.headers.get("x-prodworthy-load", "")
    SEEN["tags"][tag] = SEEN["tags"].get(tag, 0) + 1
    if key := request.headers.get("x-key"):
        SEEN["keys"][key] = SEEN["keys"].get(key, 0) + 1
    body = (await request.body()).decode()
    SEEN["bodies"][body] = SEEN["bodies"].get(body, 0) + 1


app = Starlette(
    routes=[
        Route(f"/{work.__name__}", work, methods=["GET", "POST"])
        for work in (fast, slow, failing, stalling, dying, moved, endless, told)
    ]
)


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of a fresh service in a process of its own."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = int(opened.getsockname()[1])
    command = [sys.executable, "-m", "uvicorn", "tests.live_scoring:app", "--host", "127.0.0.1",
               "--port", str(port), "--log-level", "critical", "--no-access-log"]  # fmt: skip
    root = Path(__file__).parents[1]
    known = os.environ | {"PYTHONPATH": str(root)}
    process = subprocess.Popen(command, cwd=root, env=known)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url
    finally:
        process.kill()
        process.wait(10)


def seen(url: str) -> dict[str, Any]:
    """What the service counted itself: the truth that a load test's own counts are held to."""
    with urllib.request.urlopen(f"{url}/told", timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _wait(url: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            seen(url)
            return
        time.sleep(0.1)
    raise RuntimeError("the service did not come up within 20 seconds")
