"""The Prometheus connector against answers that a real 2.x server does not give.

The 3.x answers are written down in the shape of that version's API, since no such server could be
installed for the tests.
"""

import contextlib
import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.connectors import prometheus
from assessment.connectors.runtime.evidence import RuntimeEvidence, Status
from assessment.connectors.runtime.prometheus_api import Api, Failed
from assessment.connectors.transport import Channel, Reply
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.assessment.hostile import Server, serving

NOW = 1_767_225_600.0
BUILD_3 = {
    "version": "3.5.0",
    "revision": "8be3a9560fbdd18a94dedec4b747c35178177202",
    "branch": "HEAD",
    "buildDate": "20250714-16:18:17",
    "goVersion": "go1.24.5",
}
NAMES_3 = ["http.server.active_requests", "http_requests_total", "model_output_score_bucket", "up"]
NAMES_3 += ["http_request_duration_seconds_bucket", "größe.des.modells"]

Answer = Callable[[str, dict[str, str]], Any]


def vector(*rows: tuple[dict[str, str], str]) -> dict[str, Any]:
    result = [{"metric": labels, "value": [NOW, text]} for labels, text in rows]
    return {"resultType": "vector", "result": result}


PART = re.compile(
    r'(?:^| or )label_replace\((.*?), "prodworthy_part", "([^"]*)", "", ""\)', re.DOTALL
)


def matrix(asked: dict[str, str], text: str) -> list[list[Any]]:
    start, end, step = (float(asked[name]) for name in ("start", "end", "step"))
    return [[start + step * i, text] for i in range(int((end - start) / step + 1e-6) + 1)]


def together(query: str, answer: Callable[[str], Any]) -> dict[str, Any]:
    """The answer to a question, or to several joined in one."""
    parts = PART.findall(query)
    if not parts:
        found: dict[str, Any] = answer(query)
        return found
    rows, kind = [], "vector"
    for expression, name in parts:
        one = answer(expression)
        if "resultType" not in one:
            return dict(one)
        kind = one["resultType"]
        for row in one["result"]:
            rows.append(row | {"metric": row["metric"] | {"prodworthy_part": name}})
    return {"resultType": kind, "result": rows}


def prometheus_3(path: str, asked: dict[str, str]) -> Any:
    """What a 3.x server says about a service that it has watched for more than thirty days."""
    query = asked.get("query", "")
    if path == "query_range":
        return together(query, lambda one: course(one, asked))
    if path == "query":
        return together(query, number)
    return {
        "status/buildinfo": BUILD_3,
        "label/__name__/values": NAMES_3,
        "labels": ["__name__", "job", "status", "http.route"],
        "status/tsdb": {"headStats": {"numSeries": 1204, "numLabelPairs": 300, "chunkCount": 9000}},
        "rules": {"groups": []},
        "targets": {"activeTargets": [], "droppedTargets": [], "droppedTargetCounts": {}},
    }[path]


def course(query: str, asked: dict[str, str]) -> Any:
    values = matrix(asked, "0.9995" if query.startswith("1 - ") else "12.5")
    return {"resultType": "matrix", "result": [{"metric": {}, "values": values}]}


def number(query: str) -> Any:
    if query == "time()":
        return {"resultType": "scalar", "result": [NOW, str(NOW)]}
    if query.startswith("sum by (le)"):
        return vector(({"le": "0.1"}, "900"), ({"le": "0.5"}, "990"), ({"le": "+Inf"}, "1000"))
    if "min_over_time" in query:
        return vector()
    numbers = {"count({": "41", "time() - max": "7.5"}
    found = next((text for start, text in numbers.items() if query.startswith(start)), None)
    return vector(({}, found or ("16200" if "status=~" in query else "32400000")))


@contextmanager
def server(answer: Answer) -> Iterator[Server]:
    def handle(client: socket.socket, head: bytes) -> None:
        where = urlsplit(head.split(b" ")[1].decode())
        asked = {key: values[0] for key, values in parse_qs(where.query).items()}
        if where.path == "/graph":
            moved = f"Location: /query?{where.query}\r\nContent-Length: 0\r\n\r\n"
            return client.sendall(f"HTTP/1.1 302 Found\r\n{moved}".encode())
        data = answer(where.path.removeprefix("/api/v1/"), asked)
        special = data if isinstance(data, dict) else {}
        status = special.get("http", "200 OK")
        whole = special if "status" in special else _success(data)
        body = special.get("raw") or json.dumps(whole).encode()
        start = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        return client.sendall(start.encode() + body)

    with serving(handle) as running:
        yield running


def _success(data: Any) -> dict[str, Any]:
    return {"status": "success", "data": data, "warnings": [], "infos": ["an info of 3.x"]}


def source(running: Server, **options: Any) -> Source:
    given = {"labels": {"job": "scoring"}} | options
    return Source(id="p", kind="prometheus", name="P", address=running.url, options=given)


def circumstances() -> Circumstances:
    return Circumstances(
        now=lambda: datetime.fromtimestamp(NOW, UTC), permission=Permission(local_mode=True)
    )


def read(answer: Answer, **options: Any) -> RuntimeEvidence:
    with server(answer) as running:
        return prometheus.read(source(running, **options), circumstances())


def changed(**answers: Any) -> Answer:
    """The 3.x server with other answers for some paths (underscores for slashes).

    One for ``query`` is given each expression, whether it was asked alone or with others.
    """

    def answer(path: str, asked: dict[str, str]) -> Any:
        found = answers.get(path.replace("/", "_"))
        if callable(found):
            return together(asked["query"], lambda one: found(asked | {"query": one}))
        return prometheus_3(path, asked) if found is None else found

    return answer


def test_a_3x_server_is_read_with_names_that_are_not_plain() -> None:
    evidence = read(prometheus_3)
    assert evidence.server == "Prometheus 3.5.0"
    assert "größe.des.modells" in evidence.metrics
    assert evidence.signal("availability").value == pytest.approx(1 - 16200 / 32400000)
    assert evidence.signal("latency_p95_ms").value == pytest.approx(322.22, abs=0.01)
    assert evidence.history_days == pytest.approx(30, abs=0.1)


def test_thirty_days_above_the_target_are_present() -> None:
    evidence = read(prometheus_3)
    probes = [item for item in discover() if item.definition.id == "availability_meets_target"]
    with server(prometheus_3) as running:
        found = examine(probes, source(running), evidence, datetime.fromtimestamp(NOW, UTC))
    assert found[0].outcome is Outcome.PRESENT
    assert found[0].readings[0].history_seconds == pytest.approx(30 * 86400, rel=0.01)


def test_a_graph_link_is_taken_to_the_new_page_with_the_same_question() -> None:
    with server(prometheus_3) as running:
        link = prometheus.read(source(running), circumstances()).signal("availability").url
        answer = httpx.get(link, trust_env=False)
    assert answer.status_code == 302
    assert urlsplit(answer.headers["location"]).path == "/query"
    assert parse_qs(urlsplit(link).query) == parse_qs(urlsplit(answer.headers["location"]).query)


def test_no_errors_at_all_are_zero_only_where_the_catalogue_knows_it() -> None:
    def none(asked: dict[str, str]) -> Any:
        return vector() if "status=~" in asked["query"] else number(asked["query"])

    evidence = read(changed(query=none))
    assert evidence.signal("error_ratio").value == 0.0
    assert (evidence.signal("availability").low or 1) < 1.0


def test_without_traffic_there_is_no_availability() -> None:
    def idle(asked: dict[str, str]) -> Any:
        still = asked["query"].startswith("sum(increase(")
        return vector(({}, "0")) if still else number(asked["query"])

    signal = read(changed(query=idle)).signal("availability")
    assert (signal.value, signal.status) == (None, Status.NO_SAMPLES)


def test_not_a_number_is_no_number() -> None:
    def nan(asked: dict[str, str]) -> Any:
        return vector(({}, "NaN")) if "increase" in asked["query"] else number(asked["query"])

    evidence = read(changed(query=nan))
    assert evidence.signal("availability").value is None
    assert evidence.signal("latency_p95_ms").value is None


def test_a_service_with_a_hundred_thousand_series_is_refused_before_it_is_read() -> None:
    def huge(asked: dict[str, str]) -> Any:
        guard = asked["query"].startswith("count({")
        return vector(({}, "100000")) if guard else number(asked["query"])

    with pytest.raises(SourceUnavailable, match="100,000 series"):
        read(changed(query=huge))


def test_the_numbers_of_a_large_service_are_asked_apart_and_within_the_budget() -> None:
    def large(asked: dict[str, str]) -> Any:
        guard = asked["query"].startswith("count({")
        return vector(({}, "9000")) if guard else number(asked["query"])

    counts = []
    for answer in (prometheus_3, changed(query=large)):
        given = circumstances()
        with server(answer) as running:
            evidence = prometheus.read(source(running), given)
        assert evidence.signal("latency_p95_ms").value is not None
        counts.append(sum("service's numbers" in made.request.why for made in given.made))
        assert len(given.made) <= 25
    assert counts == [1, 2]


def test_a_list_of_names_that_is_too_long_is_cut_off() -> None:
    names = [f"a_very_long_name_of_a_metric_number_{i:09d}" for i in range(300_000)]
    with pytest.raises(SourceUnavailable, match="larger than 10 MB"):
        read(changed(label___name___values=names))


def test_one_question_that_fails_leaves_the_others_standing() -> None:
    broken = {
        "http": "422 Unprocessable Entity",
        "status": "error",
        "errorType": "execution",
        "error": "query processing would load too many samples into memory; token=abc123secret",
    }

    def some(asked: dict[str, str]) -> Any:
        return dict(broken) if "sum by (le)" in asked["query"] else number(asked["query"])

    evidence = read(changed(query=some))
    signal = evidence.signal("latency_p95_ms")
    assert signal.status is Status.FAILED
    assert "too many samples" in signal.reason
    assert "abc123secret" not in signal.reason
    assert evidence.signal("availability").value is not None


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        (
            "bad_data", 'invalid parameter "query": 1:9: parse error: unexpected character: \'-\'',
            "the server cannot read the expression; check the labels and metrics that were named "
            "(it says: \"1:9: parse error: unexpected character: '-'\")",
        ),
        ("timeout", "query timed out in expression evaluation", "took too long over the expression"),
        ("teapot", "x" * 500, "the server answered with status 400"),
    ],
)  # fmt: skip
def test_an_error_of_the_server_is_a_sentence_with_its_own_words_short_and_quoted(
    kind: str, words: str, told: str
) -> None:
    refused = {"http": "400 Bad Request", "status": "error", "errorType": kind, "error": words}
    with pytest.raises(SourceUnavailable) as caught:
        read(lambda *_: dict(refused))
    assert told in caught.value.reason
    assert len(caught.value.reason) < 240


@pytest.mark.parametrize(
    "options",
    [{"labels": {"job-name": "x"}}, {"requests_metric": "sum(up)"}, {"latency_metric": "a b"}],
)
def test_a_name_that_no_expression_can_hold_is_refused_before_anything_is_asked(
    options: dict[str, Any],
) -> None:
    asked = Source(id="p", kind="prometheus", name="P", address="http://x", options=options)
    with pytest.raises(SourceUnavailable, match="which no expression can name"):
        prometheus.requests(asked)


def test_a_server_without_rules_is_unavailable_for_the_probes_of_rules() -> None:
    evidence = read(changed(rules={"http": "404 Not Found", "raw": b"404 page not found"}))
    assert evidence.rules_status is Status.FAILED
    assert evidence.signal("availability").value is not None


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"http": "401 Unauthorized", "raw": b"no"}, "refuses us"),
        ({"raw": b"<html>Sign in</html>"}, "not JSON"),
        ({"http": "404 Not Found", "raw": b"nothing here"}, "status 404"),
        ({"status": "success", "data": []}, "shape"),
    ],
)
def test_what_is_no_prometheus_is_said_in_a_sentence(answer: dict[str, Any], told: str) -> None:
    with pytest.raises(SourceUnavailable, match=told) as caught:
        read(lambda *_: dict(answer))
    assert caught.value.remedy


def test_a_clock_that_differs_is_noted_and_the_servers_own_is_used() -> None:
    with server(prometheus_3) as running:
        ahead = Circumstances(
            now=lambda: datetime.fromtimestamp(NOW + 7200, UTC), permission=Permission()
        )
        evidence = prometheus.read(source(running), ahead)
    assert "the server's clock is 2 hours behind ours" in evidence.notes
    assert "2026-01-01%2000%3A00%3A00" in evidence.signal("availability").url


def watching(*jobs: str, more: int = 0) -> Answer:
    """The 3.x server with these jobs; it says that there are so many more than it lists."""

    def query(asked: dict[str, str]) -> Any:
        if asked["query"].startswith("topk(200, count by"):
            return vector(*(({"job": job}, "9") for job in jobs))
        if asked["query"].startswith("count(count by"):
            return vector(({}, str(len(jobs) + more)))
        if asked["query"].startswith("topk("):
            return vector()
        return number(asked["query"])

    return changed(query=query)


def test_several_services_without_a_choice_are_named() -> None:
    with pytest.raises(SourceUnavailable, match="2 services that could be meant: job=a; job=b"):
        read(watching("a", "b"), labels={})


def test_the_only_service_is_read_without_labels() -> None:
    assert read(watching("a"), labels={}).service == 'job="a"'


def test_a_test_of_the_connection_lists_services_and_never_reads_them() -> None:
    given = circumstances()
    with server(watching("b", "a", "with, comma")) as running:
        found = prometheus.survey(source(running, labels={}), given)
    assert found.told.startswith("Prometheus 3.5.0, ")
    assert found.told.endswith("2 services")
    assert [choice.value for choice in found.choices["labels"]] == ["job=a", "job=b"]
    assert len(given.made) == 5


@pytest.mark.parametrize(
    ("labels", "held", "warning"),
    [
        ({}, 0, "it holds no series"),
        ({"job": "gone"}, 0, 'it holds no series with {job="gone"}'),
        ({}, 40, "it holds no series of a known serving system"),
    ],
)
def test_a_test_of_the_connection_warns_where_there_is_nothing_to_read(
    labels: dict[str, str], held: int, warning: str
) -> None:
    def empty(path: str, asked: dict[str, str]) -> Any:
        answers: dict[str, Any] = {
            "status/tsdb": {"headStats": {"numSeries": held}},
            "label/__name__/values": ["up"] if held else [],
            "query": number("time()") if asked.get("query") == "time()" else vector(),
        }
        return answers.get(path) or prometheus_3(path, asked)

    with server(empty) as running:
        found = prometheus.survey(source(running, labels=labels), circumstances())
    assert found.warning.startswith(warning)


def test_a_server_with_thousands_of_jobs_lists_two_hundred_and_says_how_many_there_are() -> None:
    jobs = [f"job-{number:05d}" for number in range(5000)]
    with server(watching(*jobs)) as running:
        found = prometheus.survey(source(running, labels={}), circumstances())
    assert "5,000 services, 200 of them to choose from" in found.told
    assert len(found.choices["labels"]) == 200


def test_an_enormous_label_set_is_read_without_trouble() -> None:
    def wide(asked: dict[str, str]) -> Any:
        if asked["query"].startswith("topk("):
            labels = {f"l{i}": "x" * 200 for i in range(2000)}
            return vector(({**labels, "job": "a"}, "9"))
        return number(asked["query"])

    assert read(changed(query=wide), labels={}).service == 'job="a"'


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["result", "resultType", "metric", "value", "values", "groups", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


class Saying:
    """A channel that answers everything with one body."""

    def __init__(self, data: Any) -> None:
        self._body = json.dumps({"status": "success", "data": data}).encode()

    def get(self, *_: Any) -> Reply:
        return Reply(status=200, headers={}, body=self._body)

    def redacted(self, text: str) -> str:
        return text


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(JSON)
def test_no_answer_whatever_its_shape_breaks_the_reader(data: Any) -> None:
    api = Api(cast("Channel", Saying(data)))
    asks = (api.build, api.rules, api.targets, api.series, lambda: api.value("x", "y"))
    for ask in (
        *asks,
        lambda: api.courses("x", "y", (0, 60, 1)),
        lambda: api.names({}, "y", 0, 1),
        lambda: api.histogram("x", "y", 0),
    ):
        with contextlib.suppress(Failed):
            ask()


def test_a_history_whose_holes_cannot_be_read_is_not_taken_for_a_whole_one() -> None:
    since, asked_apart = NOW - 10 * 86400, []

    def young(path: str, asked: dict[str, str]) -> Any:
        query = asked.get("query", "")
        if path == "query_range" and " or " in query:
            asked_apart.append(query)
            return {
                "http": "503 Service Unavailable",
                "status": "error",
                "errorType": "x",
                "error": "y",
            }
        if path == "query_range" and "count(" in query:
            if asked_apart:
                return {"http": "503 Service Unavailable", "status": "error", "errorType": "x",
                        "error": "y"}  # fmt: skip
            answer = prometheus_3(path, asked)
            for row in answer["result"]:
                row["values"] = [value for value in row["values"] if value[0] >= since]
            return answer
        return prometheus_3(path, asked)

    evidence = read(young)
    assert asked_apart
    assert evidence.history_seconds == 0
    assert "503" in evidence.history_reason
    assert evidence.signal("request_rate").status is Status.FAILED
    assert evidence.signal("availability").value is not None
    probes = [item for item in discover() if item.definition.id == "availability_is_measured"]
    with server(young) as running:
        [found] = examine(probes, source(running), evidence, datetime.fromtimestamp(NOW, UTC))
    assert found.outcome is Outcome.UNAVAILABLE
    assert "how long the service was watched could not be read" in found.observed


def test_a_hole_in_the_history_is_no_idle_time() -> None:
    def half_lost(path: str, asked: dict[str, str]) -> Any:
        answer = prometheus_3(path, asked)
        if path == "query_range" and "count(" in asked["query"]:
            values = answer["result"][0]["values"]
            answer["result"][0]["values"] = values[:61] + values[181:]
        return answer

    whole, holed = read(prometheus_3), read(half_lost)
    assert holed.history_seconds == pytest.approx(0.5 * whole.history_seconds, rel=0.01)
    requests = 32400000
    assert holed.signal("request_rate").value == pytest.approx(requests / holed.history_seconds)
