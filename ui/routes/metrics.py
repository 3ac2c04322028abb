"""``/metrics``: what this server knows and how it fares, for the Prometheus that scrapes it.

Off until the operator names a secret for it, as the labels name clients; on one person's machine
alone it is open, like everything else there.
"""

import hmac
import time
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engagement.outside.settings import settings
from engagement.own_metrics import METRICS, Figure, figures
from ui.opened import opened

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
KEPT_SECONDS = 60
"""How long the figures are kept: judging everything again for each scrape would cost the people."""

_OWN = CollectorRegistry()
REQUESTS = Counter(
    "prodworthy_http_requests", "Requests by what they asked for and how they were answered.",
    ["handler", "code"], registry=_OWN,
)  # fmt: skip
SECONDS = Histogram(
    "prodworthy_http_request_duration_seconds", "Seconds until the answer to a request began.",
    ["handler"], buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5), registry=_OWN,
)  # fmt: skip
for _part in (ProcessCollector, PlatformCollector, GCCollector):
    _part(registry=_OWN)

_HANDLERS = (
    "healthz", "livez", "readyz", "metrics", "type", "workshop", "join", "screen", "room", "i", "calendar",
    "_stcore", "static",
)  # fmt: skip
"""First parts of our paths; everything else is a page, so that no path of a stranger makes a series."""


class Readiness(Collector):
    """The figures of the store, read when they are older than a minute."""

    def __init__(self) -> None:
        self._held: tuple[Figure, ...] = ()
        self._until = 0.0

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One family a metric; a metric of which nothing is known has no series."""
        if time.monotonic() >= self._until:
            self._held = figures(opened())
            self._until = time.monotonic() + KEPT_SECONDS
        for name, (told, labels) in METRICS.items():
            family = GaugeMetricFamily(name, told, labels=labels)
            for item in self._held:
                if item.metric == name:
                    family.add_metric(item.labels, item.value)
            yield family


_READINESS = CollectorRegistry()
_READINESS.register(Readiness())


async def metrics(request: Request) -> Response:
    """All figures in the text format of Prometheus; 404 where the operator did not open them."""
    known = settings()
    if not known.metrics_secret and known.sign_in != "local":
        return PlainTextResponse("Set PRODWORTHY_METRICS_SECRET to open this page.", 404)
    if known.metrics_secret:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(
            given.encode(), known.secret_text(known.metrics_secret).encode()
        ):
            asked = {"www-authenticate": 'Bearer realm="metrics"'}
            return PlainTextResponse("Give the token of the metrics.", 401, headers=asked)
    text = await run_in_threadpool(lambda: generate_latest(_READINESS) + generate_latest(_OWN))
    return Response(text, media_type=CONTENT_TYPE, headers={"cache-control": "no-store"})


class Counted:
    """Counts every HTTP request with its answer and its time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count it when its answer begins: a stream goes on for hours."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        what, began, answered = handler(scope["path"]), time.perf_counter(), False

        def count(code: str) -> None:
            REQUESTS.labels(what, code).inc()
            SECONDS.labels(what).observe(time.perf_counter() - began)

        async def seen(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                count(str(message["status"]))
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            if not answered:
                count("500")


def handler(path: str) -> str:
    """What a path asks for, without what it holds: a code or a token of somebody."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in _HANDLERS else "page"
