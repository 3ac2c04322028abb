"""Keeps what real and standing-in services answered: seeds for the fuzzing of connectors.

``pytest -p tests.fuzz.recording tests/assessment/test_mlflow.py`` writes ``recorded/mlflow.json`` anew:
of each kind of source the look that asked for most, with every answer cut where it grows long.
"""

import functools
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assessment.connectors import connectors
from assessment.connectors.transport import Channel, Reply
from assessment.sources import Circumstances, Source

FOLDER = Path(__file__).parent / "recorded"
MOST_BYTES = 60_000
"""Of all answers of one look; the shapes are wanted, not the amounts."""

_open: dict[int, list[dict[str, Any]]] = {}
_best: dict[str, dict[str, Any]] = {}


def pytest_configure() -> None:
    exchange = Channel._exchange

    def noted(self: Channel, method: str, url: str, body: Any) -> Reply:
        reply = exchange(self, method, url, body)
        if (kept := _open.get(threading.get_ident())) is not None and reply.status < 300:
            kept.append(_told(method, url, reply))
        return reply

    Channel._exchange = noted  # type: ignore[method-assign]
    for kind, module in connectors().items():
        setattr(module, "read", _recorded(kind, module.read))  # noqa: B010  a module


def _told(method: str, url: str, reply: Reply) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "asked": f"{method} {parts.path}{'?' if parts.query else ''}{parts.query}"[:400],
        "status": reply.status,
        "type": reply.headers.get("content-type", ""),
        "body": reply.body.decode("utf-8", "replace"),
    }


def _recorded(kind: str, read: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(read)
    def reading(source: Source, circumstances: Circumstances) -> Any:
        me = threading.get_ident()
        if me in _open:
            return read(source, circumstances)
        _open[me] = []
        try:
            seen = read(source, circumstances)
        finally:
            replies = _open.pop(me)
        if len(replies) > len(_best.get(kind, {}).get("replies", ())):
            _best[kind] = {
                "path": urlsplit(source.address).path,
                "options": source.options,
                "signed_in": bool(source.secret),
                "now": circumstances.now().isoformat(),
                "replies": replies,
            }
        return seen

    return reading


def pytest_sessionfinish(session: pytest.Session) -> None:
    for kind, found in _best.items():
        kept, size = [], 0
        for reply in found["replies"]:
            size += len(reply["body"])
            if size <= MOST_BYTES:
                kept.append(reply)
        text = json.dumps(found | {"replies": kept}, indent=1, ensure_ascii=False)
        (FOLDER / f"{kind}.json").write_text(text + "\n", encoding="utf-8")
