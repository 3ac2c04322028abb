"""Ways in for what a look reads: repositories and their archives, tables, reports of tools, answers."""

import csv
import io
import json
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import duckdb
import yaml

from assessment.connectors import connectors, metrics_endpoint
from assessment.connectors.bodies import TooLargeError, read_body
from assessment.connectors.runtime import exposition
from assessment.connectors.transport import Channel, Reply
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests import dbt_artifacts
from tests.assessment import test_data_checks, test_scan_reports
from tests.fuzz.changing import packed
from tests.fuzz.target import Once, Target, refusal

RECORDED = Path(__file__).parent / "recorded"
EXAMPLE = Path(__file__).parents[2] / "content" / "examples" / "northwind" / "repository"
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
TOKEN = "bearer:not-a-secret"


@cache
def _probes() -> Any:
    return tuple(discover())


def _looked(source: Source, given: Circumstances) -> bool:
    """Read and judge it: no probe may fail, whatever the evidence came from."""
    try:
        seen = connectors()[source.kind].read(source, given)
    except SourceUnavailable as fault:
        refusal(ValueError(fault.reason))
        return refusal(ValueError(fault.remedy))
    except Stopped:
        return False
    for finding in examine(_probes(), source, seen, given.now()):
        if finding.outcome is Outcome.ERROR:
            raise AssertionError(f"the probe {finding.probe} failed: {finding.observed}")
    return True


def _file(kind: str, name: str, **options: Any) -> Once:
    """Whatever stands in one file, for a connector that reads files."""

    def once(data: bytes, folder: Path) -> bool:
        file = folder / name
        file.write_bytes(data)
        source = Source(id="f", kind=kind, name="Foreign", address=str(file), options=options)
        return _looked(
            source,
            Circumstances(
                now=lambda: NOW,
                permission=Permission(roots=(folder,)),
                scratch=folder,
                budget=timedelta(seconds=60),
            ),
        )

    return once


# A repository


def _tree() -> list[tuple[str, bytes]]:
    """The example's files and one of each further kind that a reader wants."""
    files = [
        (str(item.relative_to(EXAMPLE)).replace("dot-", "."), item.read_bytes())
        for item in sorted(EXAMPLE.rglob("*"))
        if item.is_file()
    ]
    return [*files, *((name, text.encode()) for name, text in _further().items())]


def _further() -> dict[str, str]:
    text = (Path(__file__).parent / "repository.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _tar() -> list[bytes]:
    found = []
    for mode in ("w:", "w:gz", "w:bz2", "w:xz"):
        for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
            made = io.BytesIO()
            with tarfile.open(fileobj=made, mode=mode, format=form) as archive:
                for name, content in [*_tree()[:6], ("a" * 120 + "/ü.py", b"x = 1")]:
                    entry = tarfile.TarInfo(f"r-main/{name}")
                    entry.size = len(content)
                    archive.addfile(entry, io.BytesIO(content))
            found.append(made.getvalue())
    return found


def _bundles() -> list[bytes]:
    with TemporaryDirectory() as text:
        git = ["git", "-C", text, "-c", "user.name=A", "-c", "user.email=a@b.c"]
        (Path(text) / "a.py").write_text("x = 1\n")
        for words in (
            ["init", "-q", "-b", "main"],
            ["add", "."],
            ["commit", "-qm", "a"],
            ["bundle", "create", "-q", "a.bundle", "HEAD", "main"],
        ):
            subprocess.run([*git, *words], check=True, capture_output=True)
        return [(Path(text) / "a.bundle").read_bytes()]


# Answers of services


def recorded() -> dict[str, dict[str, Any]]:
    """What each kind of service answered, by kind of source; see ``recording``."""
    found = sorted(RECORDED.glob("*.json"))
    return {item.stem: json.loads(item.read_text(encoding="utf-8")) for item in found}


def _answering(kind: str, kept: dict[str, Any]) -> Once:
    """The input is a list of answers: each question gets its own of them, else the next in line."""

    def once(data: bytes, folder: Path) -> bool:
        try:
            told = json.loads(data)
            replies = [item for item in told["replies"] if isinstance(item, dict)]
        except (ValueError, KeyError, TypeError, RecursionError):
            return False  # no list of answers: nothing was asked
        given = Circumstances(
            now=lambda: datetime.fromisoformat(kept["now"]),
            permission=Permission(secrets={"s": TOKEN}),
            scratch=folder,
            budget=timedelta(seconds=30),
        )
        source = Source(
            id="a",
            kind=kind,
            name="Foreign",
            address=f"http://127.0.0.1:9{kept['path']}",
            options=kept["options"],
            secret="s" if kept["signed_in"] else "",
        )
        with _replaying(replies):
            return _looked(source, given)

    return once


class _replaying:  # noqa: N801  read as one word where it is used
    """Answers in the place of the network, and no waiting between two questions."""

    def __init__(self, replies: list[dict[str, Any]]) -> None:
        self._by: dict[str, list[dict[str, Any]]] = {}
        self._all = replies
        for item in replies:
            self._by.setdefault(str(item.get("asked")), []).append(item)
        self._asked = 0

    def __enter__(self) -> None:
        def exchanged(channel: Channel, method: str, url: str, body: object) -> Reply:
            return self._reply(method, url)

        self._instead = ExitStack()
        for place, name, put in (
            (Channel, "_exchange", exchanged),
            (Channel, "_rest", _at_once),
            (metrics_endpoint, "_wait", _at_once),
        ):
            self._instead.enter_context(patch.object(place, name, put))

    def __exit__(self, *ignored: object) -> None:
        self._instead.close()

    def _reply(self, method: str, url: str) -> Reply:
        parts = urlsplit(url)
        asked = f"{method} {parts.path}{'?' if parts.query else ''}{parts.query}"[:400]
        self._asked += 1
        if self._asked > 2_000:
            raise AssertionError("asks more than 2,000 times")
        found = self._by.get(asked) or [
            item
            for item in self._all
            if str(item.get("asked")).partition("?")[0] == asked.partition("?")[0]
        ]
        if not found:
            return Reply(status=404, headers={}, body=b"{}")
        told = found.pop(0) if len(found) > 1 else found[0]
        status, body = told.get("status"), told.get("body")
        text = body if isinstance(body, str) else json.dumps(body)
        return Reply(
            status=status if isinstance(status, int) and 100 <= status < 600 else 200,
            headers={"content-type": str(told.get("type", ""))},
            body=text.encode("utf-8", "surrogatepass"),
        )


def _at_once(*ignored: object) -> None:
    """In the place of waiting."""


def _unfolded(kept: dict[str, Any]) -> list[bytes]:
    """Bodies that are JSON stand in the input as such, so that they are changed value by value."""
    replies = []
    for item in kept["replies"]:
        try:
            body = json.loads(item["body"])
        except ValueError:
            body = item["body"]
        replies.append({**item, "body": body if isinstance(body, (dict, list)) else item["body"]})
    return [json.dumps({"replies": replies}).encode()]


def _exposition(data: bytes, folder: Path) -> bool:
    kind = "application/openmetrics-text" if data[:1] == b"#" and len(data) % 2 else "text/plain"
    try:
        exposition.parsed(data, kind, 1_767_225_600.0)
    except SourceUnavailable as fault:
        return refusal(ValueError(fault.reason))
    return True


EXPOSITION = b"""# HELP a_total Requests.
# TYPE a_total counter
a_total{code="200",path="/x\\"y"} 5 1767225600000
a_total{code="500"} 1e3
# TYPE l histogram
l_bucket{le="0.1"} 3
l_bucket{le="+Inf"} 5
l_sum 1.5
l_count 5
process_start_time_seconds 1.7672e+09
"""
OPEN_METRICS = b"""# TYPE a counter
# UNIT a seconds
a_total{code="200"} 5.0 1767225600.0 # {trace_id="x"} 0.5
# TYPE l gaugehistogram
l_bucket{le="+Inf"} 5
l_gsum 1
l_gcount 5
# EOF
"""


def _gzip(data: bytes, folder: Path) -> bool:
    import httpcore

    try:
        read_body(
            iter([data[:50], data[50:]]), {"content-encoding": "gzip"}, 1_000_000, lambda: None
        )
    except (TooLargeError, httpcore.RemoteProtocolError) as error:
        return refusal(error)
    return True


def _gzipped() -> list[bytes]:
    import gzip

    return [gzip.compress(b"a fair answer" * 20), gzip.compress(b"\0" * 5_000_000)]


# Tables


def _rows() -> list[bytes]:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["event_time", "amount", "country", "is_fraud", "order_id"])
    for day in range(1, 28):
        for hour in (9, 15):
            writer.writerow(
                [f"2026-05-{day:02}T{hour:02}:00:00Z", 10.5 + day, "DE", day % 2, f"o{day}{hour}"]
            )
    return [made.getvalue().encode()]


def _lite() -> list[bytes]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.sqlite"
        with sqlite3.connect(file) as kept:
            kept.execute("CREATE TABLE orders (event_time TEXT, amount REAL, country TEXT)")
            kept.execute(
                "INSERT INTO orders VALUES ('2026-05-01T09:00:00Z', 10.5, 'DE'), (NULL, 1, NULL)"
            )
        kept.close()
        return [file.read_bytes()]


def _duck(form: str) -> Callable[[], list[bytes]]:
    def made() -> list[bytes]:
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"a.{form}"
            rows = (
                "SELECT TIMESTAMP '2026-05-01 09:00:00' + INTERVAL (i) HOUR AS event_time, "
                "i * 1.5 AS amount, 'DE' AS country FROM range(200) t(i)"
            )
            with duckdb.connect(str(file) if form == "duckdb" else ":memory:") as kept:
                kept.execute(
                    f"CREATE TABLE orders AS {rows}"
                    if form == "duckdb"
                    else f"COPY ({rows}) TO '{file}'"
                )
            return [file.read_bytes()]

    return made


def _numbers() -> list[bytes]:
    return [
        b"date,value,n,unit\n2026-04-01,0.91,120,share\n2026-05-01,0.93,130,share\n",
        b'month;value;low;high;metric\n2026-05;"1.200,5";1;2;auc\n',
    ]


def _json_of(value: Any) -> bytes:
    return json.dumps(value, default=str).encode()


def _checks() -> list[bytes]:
    made = test_data_checks._validation(test_data_checks.NOT_NULL, test_data_checks.EMAIL)
    return [_json_of(made)]


def _sarif() -> list[bytes]:
    run = test_scan_reports._run(
        test_scan_reports._result("a"), rules=(test_scan_reports._rule("a", "error"),)
    )
    return [_json_of(test_scan_reports._sarif(run))]


def _dbt() -> list[bytes]:
    with TemporaryDirectory() as folder:
        dbt_artifacts.usual().write(Path(folder))
        return [(Path(folder) / "manifest.json").read_bytes()]


ANSWERED = {
    "github": ("assessment.connectors.forge.api", "assessment.connectors.rest"),
    "grafana": (
        "assessment.connectors.dashboards.reading",
        "assessment.connectors.dashboards.second_schema",
    ),
    "kubernetes": ("assessment.connectors.cluster.rights",),
    "prometheus": ("assessment.connectors.runtime.prometheus_api",),
}
"""Modules of a connector that parse answers by themselves."""

TARGETS = (
    Target(
        "a repository in a zip, file by file",
        _file("repository", "r.zip"),
        lambda: [packed([(f"r-main/{name}", content) for name, content in _tree()])],
        "zip",
        (
            "assessment.repository.archives.zip",
            "assessment.repository.archives.opening",
            "assessment.repository.notebooks",
            "assessment.repository.yaml_text",
            "assessment.repository.python_code",
            "assessment.repository.dependencies",
            "assessment.repository.ci.targets",
            "assessment.repository.dashboards",
            "assessment.repository.charts.expression",
        ),
        largest=1_000_000,
    ),
    Target(
        "an archive of a repository as bytes",
        _file("repository", "r.zip"),
        lambda: [packed([(f"r/{name}", content) for name, content in _tree()[:3]])],
        "bytes",
        ("assessment.repository.archives.zip",),
    ),
    Target(
        "a tar of a repository",
        _file("repository", "r.tar.gz"),
        _tar,
        "bytes",
        ("assessment.repository.archives.tar",),
    ),
    Target(
        "a bundle of git",
        _file("repository", "r.bundle"),
        _bundles,
        "bytes",
        ("assessment.repository.archives.opening",),
        starts=True,
    ),
    Target(
        "metrics as text",
        _exposition,
        lambda: [EXPOSITION, OPEN_METRICS],
        "text",
        ("assessment.connectors.runtime.exposition",),
    ),
    Target("a compressed answer", _gzip, _gzipped, "bytes", ("assessment.connectors.bodies",)),
    Target(
        "a report of a scanner",
        _file("sarif", "r.sarif"),
        _sarif,
        "json",
        ("assessment.connectors.scans.files",),
    ),
    Target(
        "a scorecard",
        _file("scorecard", "r.json"),
        lambda: [_json_of(test_scan_reports.CARD)],
        "json",
        ("assessment.connectors.scans.files",),
    ),
    Target(
        "a result of a data checker",
        _file("data_checks", "r.json"),
        _checks,
        "json",
        ("assessment.connectors.local_files",),
    ),
    Target(
        "a manifest of dbt",
        _file("dbt", "manifest.json"),
        _dbt,
        "json",
        ("assessment.connectors.local_files",),
    ),
    Target(
        "figures in a CSV",
        _file("number", "r.csv", metric="auc"),
        _numbers,
        "text",
        ("assessment.connectors.numbers.csv_figures",),
    ),
    Target(
        "a table in a CSV",
        _file("dataset", "r.csv"),
        _rows,
        "text",
        ("assessment.connectors.tables.duck",),
    ),
    Target(
        "a table in a Parquet file",
        _file("dataset", "r.parquet"),
        _duck("parquet"),
        "bytes",
        ("assessment.connectors.tables.duck",),
    ),
    Target(
        "a database of SQLite",
        _file("dataset", "r.sqlite", table="orders"),
        _lite,
        "bytes",
        ("assessment.connectors.tables.lite",),
    ),
    Target(
        "a database of DuckDB",
        _file("dataset", "r.duckdb", table="orders"),
        _duck("duckdb"),
        "bytes",
        ("assessment.connectors.tables.duck",),
        largest=2_000_000,
    ),
    *(
        Target(
            f"answers of {kind}",
            _answering(kind, kept),
            partial(_unfolded, kept),
            "json",
            ("assessment.connectors.transport", *ANSWERED.get(kind, ())),
        )
        for kind, kept in recorded().items()
    ),
)
