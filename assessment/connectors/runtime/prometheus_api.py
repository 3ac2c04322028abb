"""The read-only half of the Prometheus HTTP API, as other servers speak it too."""

import math
import re
from collections.abc import Mapping
from typing import Any

from assessment.connectors.quoting import it_says
from assessment.connectors.runtime.native import cumulative
from assessment.connectors.runtime.promql import everything
from assessment.connectors.runtime.servers import Build, build
from assessment.connectors.transport import Channel, Reply
from assessment.sources import SourceUnavailable

BUDGET = 25
"""Requests that one read may make."""

POINTS = 60
"""Points of a trend, far below the server's own limit of 11,000."""

REMARKS_KEPT = 5

REFUSALS = {
    "bad_data": "the server cannot read the expression; check the labels and metrics that were named",
    "execution": "the server could not work the expression out; narrow the labels or the window",
    "timeout": "the server took too long over the expression; narrow the labels or the window",
    "canceled": "the server broke the expression off; ask again at a quieter time",
    "unavailable": "the server cannot answer just now; ask again later",
    "internal": "the server failed over the expression; see its log",
    "not_found": "the server does not have this part of the API",
}
"""What each kind of error of the HTTP API comes to, and what to do."""

Point = tuple[float, float]


class Failed(Exception):
    """The server answered one question with an error; the others may still be asked."""


class Api:
    """Questions to one server; counts them, and asks no more than :data:`BUDGET`."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._asked = 0
        self._answered = False
        self._headers: Mapping[str, str] = {}
        self._remarks: dict[str, None] = {}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the server itself said beside its answers, such as that one is partial."""
        return tuple(self._remarks)

    def build(self) -> Build:
        """Which server answers, as far as it tells."""
        try:
            data = _mapping(self._data("status/buildinfo", "which server and version answers", {}))
        except Failed:
            return Build()
        return build({str(key): str(value) for key, value in data.items()}, self._headers)

    def value(self, query: str, why: str, at: float | None = None) -> float | None:
        """The single number of an expression at ``at`` (unix seconds); ``None`` without samples.

        NaN counts as no number: it is what 0 / 0 gives, for instance where there was no traffic.
        """
        found = list(self.vector(query, why, at).values())
        return found[0] if len(found) == 1 and math.isfinite(found[0]) else None

    def vector(
        self, query: str, why: str, at: float | None = None
    ) -> dict[tuple[tuple[str, str], ...], float]:
        """Numbers of an expression by label set, at one time."""
        asked = {"query": query, **({} if at is None else {"time": f"{at:.3f}"})}
        data = _mapping(self._data("query", why, asked))
        if data.get("resultType") == "scalar":
            return {(): _sample(data.get("result"))[1]}
        return {_labels(row): _sample(row.get("value"))[1] for row in _rows(data.get("result"))}

    def histogram(self, query: str, why: str, at: float) -> dict[float, float]:
        """Cumulative counts of a native histogram by upper bound; empty without one."""
        data = _mapping(self._data("query", why, {"query": query, "time": f"{at:.3f}"}))
        rows = _rows(data.get("result"))
        found = rows[0].get("histogram") if rows else None
        whole = found[1] if isinstance(found, list) and len(found) == 2 else None
        return cumulative(whole) if isinstance(whole, dict) else {}

    def courses(
        self, query: str, why: str, span: tuple[float, float, float]
    ) -> dict[tuple[tuple[str, str], ...], tuple[Point, ...]]:
        """Every series of an expression from a start to an end by a step, in seconds; no NaN."""
        start, end, step = span
        asked = {
            "query": query,
            "start": f"{start:.3f}",
            "end": f"{end:.3f}",
            "step": f"{step:.3f}",
        }
        rows = _rows(_mapping(self._data("query_range", why, asked)).get("result"))
        return {_labels(row): _points(row) for row in rows}

    def names(
        self, labels: Mapping[str, str], why: str, start: float, end: float
    ) -> tuple[str, ...]:
        """Names of the metrics that have series with these labels in a time; all without any."""
        asked = {"match[]": everything(labels)} if labels else {}
        asked |= {"start": f"{start:.3f}", "end": f"{end:.3f}"}
        return _texts(self._data("label/__name__/values", why, asked))

    def series(self) -> int | None:
        """How many series the server holds at present; ``None`` where it does not tell."""
        try:
            data = _mapping(self._data("status/tsdb", "how many series there are", {"limit": "1"}))
        except Failed:
            return None
        head = data.get("headStats")
        count = head.get("numSeries") if isinstance(head, dict) else data.get("totalSeries")
        return count if isinstance(count, int) and not isinstance(count, bool) else None

    def labels(self, selector: str, why: str, start: float, end: float) -> tuple[str, ...]:
        """Names of the labels of the series under a selector in a time."""
        asked = {"match[]": selector, "start": f"{start:.3f}", "end": f"{end:.3f}"}
        return _texts(self._data("labels", why, asked))

    def rules(self) -> list[dict[str, Any]]:
        """The rule groups as the server gives them."""
        data = _mapping(self._data("rules", "which alerts and objectives are defined", {}))
        return _rows(data.get("groups"))

    def targets(self) -> list[dict[str, Any]]:
        """The active scrape targets as the server gives them."""
        asked = {"state": "active"}
        data = _mapping(self._data("targets", "which instances are scraped, and how well", asked))
        return _rows(data.get("activeTargets"))

    def _data(self, path: str, why: str, asked: Mapping[str, str]) -> Any:
        self._asked += 1
        if self._asked > BUDGET:
            raise Failed("the number of requests allowed for one read is used up")
        try:
            data = self._envelope(self._reply(path, why, asked))
        except SourceUnavailable as problem:
            if self._answered:
                raise Failed(problem.reason) from None
            raise
        self._answered = True
        return data

    def _reply(self, path: str, why: str, asked: Mapping[str, str]) -> Reply:
        reply = self._channel.get(f"/api/v1/{path}", why, asked)
        self._headers = reply.headers
        if reply.status in (401, 403):
            raise SourceUnavailable(
                f"the server refuses us (status {reply.status})",
                "Choose a secret from the operator's list that may read this server.",
            )
        return reply

    def _envelope(self, reply: Reply) -> Any:
        try:
            whole = reply.json_body()
        except SourceUnavailable:
            if reply.status >= 400:
                raise Failed(f"the server answered with status {reply.status}") from None
            raise
        if not isinstance(whole, dict) or whole.get("status") != "success":
            raise Failed(self._refusal(whole if isinstance(whole, dict) else {}, reply.status))
        self._remark(whole)
        return whole.get("data")

    def _refusal(self, whole: Mapping[str, Any], status: int) -> str:
        """Why a question was not answered, in our words, with the server's own after them."""
        kind, words = str(whole.get("errorType", "")), str(whole.get("error", ""))
        plain = re.sub(r"^invalid parameter \"[^\"]*\":\s*", "", self._channel.redacted(words))
        told = REFUSALS.get(kind, f"the server answered with status {status}")
        return told + it_says(plain)

    def _remark(self, whole: Mapping[str, Any]) -> None:
        said = [(kind, whole.get(kind)) for kind in ("warnings", "infos")]
        for kind, texts in said:
            for text in texts if isinstance(texts, list) else []:
                if len(self._remarks) < REMARKS_KEPT:
                    plain = re.sub(r"\s*\(\d+:\d+\)$", "", self._channel.redacted(str(text)))
                    verb = "warns" if kind == "warnings" else "remarks"
                    self._remarks[f"the server {verb}: {plain[:200]}"] = None


def _points(row: Mapping[str, Any]) -> tuple[Point, ...]:
    values = row.get("values")
    points = [_sample(value) for value in (values if isinstance(values, list) else [])]
    return tuple(point for point in points if math.isfinite(point[1]))


def _mapping(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Failed("the answer has not the shape of the Prometheus API")
    return data


def _rows(data: Any) -> list[dict[str, Any]]:
    if not isinstance(data, list):
        raise Failed("the answer has not the shape of the Prometheus API")
    return [row for row in data if isinstance(row, dict)]


def _texts(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise Failed("the answer has not the shape of the Prometheus API")
    return tuple(str(item) for item in data)


def _labels(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    metric = row.get("metric")
    if not isinstance(metric, dict):
        return ()
    return tuple(sorted((str(key), str(value)) for key, value in metric.items()))


def _sample(data: Any) -> Point:
    """A [time, "number"] pair; NaN for what is none (a native histogram has no single number)."""
    try:
        return float(data[0]), float(data[1])
    except (TypeError, ValueError, LookupError, OverflowError):
        return 0.0, math.nan
