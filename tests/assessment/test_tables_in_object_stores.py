"""Tables in an object store that speaks S3, against a real server and several hostile ones."""

import json
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from assessment.connectors import dataset
from assessment.connectors.tables import located
from assessment.connectors.tables.evidence import DatasetEvidence
from assessment.connectors.tables.signing import path_of, query_of, signed
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable
from tests.live_s3 import Store, serving

LOGIN = "basic:KEY:very/secret+key"
SECRETS = {"s": LOGIN}
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEERS = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
SIGN = """
import datetime, json, sys
from botocore import auth, awsrequest, credentials
url, key, secret, region, moment = sys.argv[1:6]
now = datetime.datetime.fromisoformat(moment)
auth.get_current_datetime = lambda *_, **__: now.replace(tzinfo=None)
request = awsrequest.AWSRequest(method="GET", url=url)
auth.S3SigV4Auth(credentials.Credentials(key, secret), "s3", region).add_auth(request)
print(json.dumps(dict(request.headers)))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with serving(tmp_path_factory.mktemp("s3")) as found:
        found.bucket("sales")
        for day in range(3):
            part = table(day * 100, 100)
            found.put("sales", f"live/day=2026-03-0{day + 1}/part-0.parquet", part)
        found.put("sales", "live/_SUCCESS", b"")
        found.put("sales", "live/.hidden.parquet", b"PAR1 broken")
        found.put("sales", "trained on/a+b & c.parquet", table(0, 1000))
        found.put("sales", "../../etc/evil.parquet", table(0, 7))
        found.put("sales", "rows.csv", b"a,b\n1,2\n3,4\n")
        yield found


def table(start: int, rows: int) -> bytes:
    sink = pa.BufferOutputStream()
    numbers = [float(x * 7919 % 1009) for x in range(start, start + rows)]
    pq.write_table(pa.table({"x": numbers, "k": [f"k{i % 3}" for i in range(rows)]}), sink)
    return bytes(sink.getvalue().to_pybytes())


def circumstances(scratch: Path, **rest: Any) -> Circumstances:
    permission = rest.pop("permission", Permission(secrets=SECRETS))
    return Circumstances(now=lambda: NOW, permission=permission, scratch=scratch, **rest)


def read(address: str, endpoint: str, given: Circumstances, **options: Any) -> DatasetEvidence:
    source = Source(id="s", kind="dataset", name="S", address=address, secret="s",
                    options={"endpoint": endpoint, **options})  # fmt: skip
    return dataset.read(source, given)


def test_a_folder_of_parts_is_read_with_its_partitions(store: Store, tmp_path: Path) -> None:
    given = circumstances(tmp_path)
    seen = read("s3://sales/live/", store.address, given)
    assert seen.rows == 300
    assert [column.name for column in seen.columns] == ["x", "k", "day"]
    assert seen.name == "live"
    assert list(tmp_path.iterdir()) == []
    told = [made.request.what for made in given.made if made.request.verb == "GET"]
    assert len(told) == 4
    assert "very" not in repr(given.made)


def test_one_object_and_its_training_table_are_read(store: Store, tmp_path: Path) -> None:
    seen = read("s3://sales/trained on/a+b & c.parquet", store.address, circumstances(tmp_path),
                reference="s3://sales/trained on/a+b & c.parquet")  # fmt: skip
    assert seen.rows == 1000
    assert seen.shift is not None
    assert (seen.shift.reference, seen.shift.reference_rows) == ("a+b & c.parquet", 1000)
    assert read("s3://sales/rows.csv", store.address, circumstances(tmp_path)).rows == 2


def test_a_table_is_tried_by_its_listing_alone(store: Store, tmp_path: Path) -> None:
    given = circumstances(tmp_path)
    source = Source(id="s", kind="dataset", name="S", address="s3://sales/live/", secret="s",
                    options={"endpoint": store.address})  # fmt: skip
    assert dataset.survey(source, given).told.startswith("3 objects of 0.0 MB")
    assert len(given.made) == 1


def test_a_key_that_climbs_out_of_its_folder_stays_inside(store: Store, tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    seen = read(
        "s3://sales/../../etc/evil.parquet", store.address, circumstances(tmp_path / "scratch")
    )
    assert seen.rows == 7
    assert [item.name for item in tmp_path.iterdir()] == ["scratch"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://sales/nothing/here/", "no table"),
        ("s3://gone/live/", "no such bucket"),
        ("s3://sales/live/_SUCCESS", "no table"),
    ],
)
def test_what_is_not_there_is_one_sentence(
    store: Store, tmp_path: Path, address: str, told: str
) -> None:
    with pytest.raises(SourceUnavailable, match=told):
        read(address, store.address, circumstances(tmp_path))
    seen = read("s3://sales/rows.csv", store.address, circumstances(tmp_path), reference=address)
    assert seen.shift is not None
    assert told in seen.shift.reason


def test_too_much_is_refused_before_it_is_fetched(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(located, "FETCHED_BYTES", 1000)
    given = circumstances(tmp_path)
    with pytest.raises(SourceUnavailable, match="more than"):
        read("s3://sales/live/", store.address, given)
    assert len(given.made) == 1


def test_on_a_server_only_what_the_operator_allows_is_asked(store: Store, tmp_path: Path) -> None:
    served = circumstances(tmp_path, permission=Permission(local_mode=False, secrets=SECRETS))
    with pytest.raises(SourceUnavailable, match="not a public address"):
        read("s3://sales/live/", store.address, served)
    listed = Permission(
        local_mode=False, allowed_hosts=("127.0.0.1",), secrets={"s": f"host=127.0.0.1 {LOGIN}"}
    )
    assert (
        read("s3://sales/live/", store.address, circumstances(tmp_path, permission=listed)).rows
        == 300
    )
    other = Permission(secrets={"s": "host=s3.example.org basic:KEY:secret"})
    with pytest.raises(SourceUnavailable, match="another host"):
        read("s3://sales/live/", store.address, circumstances(tmp_path, permission=other))


@pytest.mark.parametrize("key", ["live/a.parquet", "a+b & c/ü~*'(1).parquet", ""])
def test_a_signature_is_the_one_that_amazons_own_library_makes(key: str) -> None:
    query = query_of({"list-type": "2", "prefix": "a b/ü+&", "max-keys": "5"}) if not key else ""
    path = path_of("bucket", key)
    url = f"https://s3.eu-west-1.amazonaws.com{path}" + (f"?{query}" if query else "")
    words = [url, "KEY", "very/secret+key", "eu-west-1", NOW.isoformat()]
    done = subprocess.run([PEERS, "-c", SIGN, *words], check=True, capture_output=True, text=True)
    wanted = json.loads(done.stdout)
    found = signed("s3.eu-west-1.amazonaws.com", path, query, key="KEY", secret="very/secret+key",
                   region="eu-west-1", now=NOW)  # fmt: skip
    assert found["authorization"] == wanted["Authorization"]
    assert found["x-amz-date"] == wanted["X-Amz-Date"]


class Hostile(BaseHTTPRequestHandler):
    listing: ClassVar[bytes] = b""
    status = 200
    location = ""
    body: ClassVar[bytes] = b""

    def do_GET(self) -> None:
        content = self.listing if "list-type" in self.path else self.body
        self.send_response(self.status)
        if self.location:
            self.send_header("Location", self.location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def hostile() -> Iterator[tuple[type[Hostile], str]]:
    handler = type("Made", (Hostile,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


ENTRY = b"<Contents><Key>live/a.parquet</Key><Size>%d</Size></Contents>"


def test_a_store_that_sends_more_than_it_listed_is_refused(
    hostile: tuple[type[Hostile], str], tmp_path: Path
) -> None:
    hostile[0].listing, hostile[0].body = ENTRY % 10, b"x" * 5_000_000
    with pytest.raises(SourceUnavailable, match="size that the store said"):
        read("s3://b/live/a.parquet", hostile[1], circumstances(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_to_another_host_is_not_followed(
    hostile: tuple[type[Hostile], str], tmp_path: Path
) -> None:
    hostile[0].status, hostile[0].location = 307, "http://169.254.169.254/latest/meta-data"
    given = circumstances(tmp_path)
    with pytest.raises(SourceUnavailable, match="another region"):
        read("s3://b/live/a.parquet", hostile[1], given)
    assert len(given.made) == 1


def test_a_listing_without_an_end_is_cut(
    hostile: tuple[type[Hostile], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.connectors.tables.files.PARTS", 50)
    again = b"<NextContinuationToken>t</NextContinuationToken>"
    hostile[0].listing = ENTRY % 10 * 10 + again
    given = circumstances(tmp_path)
    with pytest.raises(SourceUnavailable, match="more than 50"):
        read("s3://b/live/", hostile[1], given)
    assert len(given.made) < 15


@pytest.mark.parametrize(
    "listing", [b"<Contents><Key>x</Key></Contents>", b"not a listing", b"\xff\xfe"]
)
def test_a_listing_that_is_none_is_one_sentence(
    hostile: tuple[type[Hostile], str], tmp_path: Path, listing: bytes
) -> None:
    hostile[0].listing = listing
    with pytest.raises(SourceUnavailable):
        read("s3://b/live/", hostile[1], circumstances(tmp_path))


def test_a_store_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="did not answer"):
        read("s3://b/live/", "http://127.0.0.1:9", circumstances(tmp_path))
