"""The service: POST /score, POST /score/reviews, GET /healthz, GET /metrics."""

import json
import time
import uuid

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from returns_fraud.callers import CallerToken
from returns_fraud.features import features
from returns_fraud.history import HistoryTimeout, OrderHistory
from returns_fraud.metrics import DURATION, FALLBACKS, IN_PROGRESS, MODEL, REQUESTS, SCORE
from returns_fraud.model import Model
from returns_fraud.record import record_review, record_score

model = Model()
history = OrderHistory()
MODEL.info({"name": model.name, "version": model.version})

NEEDED = ("customer", "order_value", "refund_value", "days_since_purchase")


async def score(request: Request) -> Response:
    body = json.loads(await request.body())
    missing = [name for name in NEEDED if name not in body]
    if missing:
        return JSONResponse({"detail": f"missing {', '.join(missing)}"}, status_code=422)
    number = str(uuid.uuid4())
    try:
        returns = await history.returns_last_90d(str(body["customer"]))
    except HistoryTimeout:
        return fallback(number)
    fraud_score = round(model.score(features(body, returns)), 4)
    SCORE.observe(fraud_score)
    record_score(request=number, model_version=model.version, score=fraud_score)
    hint = model.hint(fraud_score)
    if fraud_score >= model.thresholds["call"]:
        record_review(request=number, state="pending_desk_review")
    return JSONResponse({"request": number, "score": fraud_score, "hint": hint})


def fallback(number: str) -> Response:
    """Without the order history the cashier works by the rule of before the pilot."""
    FALLBACKS.inc()
    record_score(request=number, model_version="fallback", score=None)
    return JSONResponse({"score": None, "hint": "ask for the receipt"})


async def review(request: Request) -> Response:
    """What the desk decided, and in one word why: the shop system sends it on."""
    body = json.loads(await request.body())
    missing = [name for name in ("request", "decision", "reason") if name not in body]
    if missing:
        return JSONResponse({"detail": f"missing {', '.join(missing)}"}, status_code=422)
    record_review(request=str(body["request"]), decision=body["decision"], reason=body["reason"])
    return JSONResponse({"kept": True})


async def healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok", "model": model.version})


async def metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


class Measured:
    """Counts and times every request, also the one that fails."""

    def __init__(self, application) -> None:
        self.application = application

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["path"] not in ("/score", "/healthz"):
            await self.application(scope, receive, send)
            return
        method, handler = scope["method"], scope["path"]
        seen = {"status": "500"}

        async def sending(message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = str(message["status"])
            await send(message)

        started = time.perf_counter()
        IN_PROGRESS.labels(handler).inc()
        try:
            await self.application(scope, receive, sending)
        finally:
            IN_PROGRESS.labels(handler).dec()
            DURATION.labels(method, handler).observe(time.perf_counter() - started)
            REQUESTS.labels(method, handler, seen["status"]).inc()


app = Starlette(
    routes=[
        Route("/score", score, methods=["POST"]),
        Route("/score/reviews", review, methods=["POST"]),
        Route("/healthz", healthz),
        Route("/metrics", metrics),
    ]
)
app.add_middleware(CallerToken)
app.add_middleware(Measured)
