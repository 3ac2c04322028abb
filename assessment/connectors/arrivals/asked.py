"""The one request of a load test: what it carries, and how fast it should be answered."""

from assessment.connectors.addresses import Pinned
from assessment.connectors.arrivals.client import Headers
from assessment.connectors.arrivals.consent import BODY_BYTES, positive
from assessment.connectors.redaction import redact
from assessment.sources import Source, SourceUnavailable


def headers(base: Pinned, tag: str, body: bytes) -> Headers:
    """The tag lets the service's own people tell this traffic apart, and leave it out of training."""
    known = {
        "Host": base.authority,
        "User-Agent": "prodworthy-load",
        "X-Prodworthy-Load": tag,
        "Accept": "*/*",
        **({"Content-Type": "application/json", "Content-Length": str(len(body))} if body else {}),
    }
    return [(name.encode(), value.encode()) for name, value in known.items()]


def method(source: Source) -> str:
    """GET or POST; :class:`SourceUnavailable` for anything else."""
    named = str(source.options.get("method", "POST")).upper()
    if named not in ("GET", "POST"):
        raise SourceUnavailable(
            f"a load test does not send {redact(named)[:20]}", "Choose GET or POST as the method."
        )
    return named


def body(source: Source) -> bytes:
    """The synthetic case that is sent; nothing with a GET."""
    text = str(source.options.get("body", "")) if method(source) == "POST" else ""
    if len(text.encode()) > BODY_BYTES:
        raise SourceUnavailable(
            f"the body is larger than {BODY_BYTES // 1000} kB", "Give one synthetic case."
        )
    return text.encode()


def objective(source: Source) -> float:
    """The response time objective in seconds."""
    told = "the response time objective in ms, for example 300"
    return positive(source.options, "latency_p99_ms", told) / 1000
