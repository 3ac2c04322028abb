"""Transport against servers that misbehave, over real sockets."""

import gzip
import socket
import ssl
import struct
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessment.connectors.transport import Channel, Reply
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable, Stopped
from tests.assessment.hostile import Server, answering, serving

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def source(address: str, **rest: Any) -> Source:
    return Source(id="s", kind="prometheus", name="S", address=address, **rest)


def circumstances(budget: float = 20.0, **rest: Any) -> Circumstances:
    permission = Permission(**rest.pop("permission", {}))
    return Circumstances(
        now=lambda: NOW, permission=permission, budget=timedelta(seconds=budget), **rest
    )


def reading(server: Server, given: Circumstances, path: str = "/", **rest: Any) -> Reply:
    with Channel(source(server.url, **rest), given) as channel:
        return channel.get(path, "a test")


def test_an_answer_comes_back_with_its_status_and_every_request_is_written_down() -> None:
    given = circumstances()
    with serving(answering(b'{"a": 1}')) as server:
        reply = reading(server, given, "/api")
    assert reply.status == 200
    assert reply.json_body() == {"a": 1}
    assert [(made.status, made.bytes, made.at) for made in given.made] == [("200", 8, NOW)]
    assert given.made[0].request.what == f"{server.url}/api"


def test_a_server_that_asks_for_a_minute_of_quiet_is_not_asked_again() -> None:
    given = circumstances()
    busy = answering(b"", "429 Too Many Requests", **{"Retry-After": "60"})
    with serving(busy) as server:
        assert reading(server, given).status == 429
    assert len(server.heads) == 1


def test_a_redirect_to_the_metadata_address_is_not_followed() -> None:
    bad = answering(b"", "302 Found", Location="http://169.254.169.254/latest/meta-data/")
    with serving(bad) as server, pytest.raises(SourceUnavailable, match=r"redirects to 169\.254"):
        reading(server, circumstances())
    assert len(server.heads) == 1


def test_a_token_is_never_sent_to_another_host() -> None:
    given = circumstances(permission={"secrets": {"t": "bearer:very-secret-token"}})
    with serving(answering(b"ok")) as other:
        bad = answering(b"", "307 Temporary Redirect", Location=other.url + "/")
        with serving(bad) as server, pytest.raises(SourceUnavailable):
            reading(server, given, secret="t")
    assert b"very-secret-token" in server.heads[0]
    assert other.heads == []


def test_a_redirect_on_the_same_origin_is_followed_three_times_at_most() -> None:
    with serving(answering(b"", "302 Found", Location="/again")) as server:
        with pytest.raises(SourceUnavailable, match="more than 3 redirects"):
            reading(server, circumstances())
        assert len(server.heads) == 4


def test_a_compressed_bomb_is_cut_off_at_the_size_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    given = circumstances()
    with (
        serving(answering(bomb, Content_Encoding="gzip")) as server,
        pytest.raises(SourceUnavailable, match="larger than 10 MB"),
    ):
        reading(server, given)
    assert given.made[0].status == "too large"


def test_a_compressed_body_of_ordinary_size_is_read() -> None:
    body = gzip.compress(b"hello " * 1000)
    with serving(answering(body, Content_Encoding="gzip")) as server:
        assert reading(server, circumstances()).body == b"hello " * 1000


def test_an_encoding_that_was_not_asked_for_is_refused() -> None:
    with (
        serving(answering(b"x", Content_Encoding="br")) as server,
        pytest.raises(SourceUnavailable, match="did not speak HTTP"),
    ):
        reading(server, circumstances())


def test_an_endless_body_is_cut_off_at_the_size_limit() -> None:
    def endless(client: socket.socket, _: bytes) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            client.sendall(bytes(1 << 16))

    with serving(endless) as server, pytest.raises(SourceUnavailable, match="larger than"):
        reading(server, circumstances())


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-A: "])
def test_a_slow_drip_ends_at_the_time_allowed(start: bytes) -> None:
    def drip(client: socket.socket, _: bytes) -> None:
        client.sendall(start)
        while True:
            client.sendall(b"x")
            time.sleep(0.05)

    with serving(drip) as server, pytest.raises(SourceUnavailable, match="in time"):
        reading(server, circumstances(budget=0.6))


def test_a_stopped_run_stops_in_the_middle_of_a_body() -> None:
    seen: list[int] = []

    def endless(client: socket.socket, _: bytes) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            client.sendall(b"x")
            seen.append(1)
            time.sleep(0.01)

    with serving(endless) as server, pytest.raises(Stopped):
        reading(server, circumstances(stopped=lambda: len(seen) > 3))


def test_a_server_that_is_down_is_left_alone_after_three_failures() -> None:
    with serving(lambda *_: None) as server:
        with Channel(source(server.url), circumstances()) as channel:
            for _ in range(3):
                with pytest.raises(SourceUnavailable, match="broke off"):
                    channel.get("/", "a test")
            with pytest.raises(SourceUnavailable, match="left alone"):
                channel.get("/", "a test")
        assert len(server.heads) == 9


def test_a_passing_failure_is_tried_again() -> None:
    answers = iter([b"503 Busy", b"200 OK"])

    def flaky(client: socket.socket, _: bytes) -> None:
        client.sendall(b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n" % next(answers))

    with serving(flaky) as server:
        assert reading(server, circumstances()).status == 200


def test_a_host_that_takes_the_connection_and_says_nothing_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assessment.connectors.transport.READ_SECONDS", 0.5)
    began = time.monotonic()
    with serving(lambda *_: time.sleep(3)) as server:
        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            reading(server, circumstances())
        assert time.monotonic() - began < 2
        assert len(server.heads) == 1


def test_a_host_that_takes_no_connection_is_tried_once_for_three_seconds() -> None:
    given = circumstances()
    began = time.monotonic()
    told = pytest.raises(SourceUnavailable, match="not accept a connection in 3")
    with full() as address, told, Channel(source(address), given) as channel:
        channel.get("/", "a test")
    assert time.monotonic() - began < 4.5
    assert [item.status for item in given.made] == ["timed out"]


@contextmanager
def full() -> Iterator[str]:
    """The address of a socket that listens and whose queue is full: nobody gets through to it."""
    with socket.socket() as listener, ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        place = listener.getsockname()
        for _ in range(4):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(place)
        time.sleep(0.1)
        yield f"http://127.0.0.1:{place[1]}"


def test_a_connection_that_was_refused_is_not_tried_again() -> None:
    given = circumstances()
    told = pytest.raises(SourceUnavailable, match="refused the connection")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with told, Channel(source(address), given) as channel:
            channel.get("/", "a test")
    assert len(given.made) == 1


def test_a_connection_that_was_reset_is_tried_again() -> None:
    tries: list[bytes] = []

    def reset_once(client: socket.socket, head: bytes) -> None:
        tries.append(head)
        if len(tries) == 1:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with serving(reset_once) as server:
        assert reading(server, circumstances()).status == 200
    assert len(tries) == 2


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answering(b"proxy")) as proxy, serving(answering(b"direct")) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert reading(server, circumstances()).body == b"direct"


def test_the_connection_goes_to_the_address_that_was_checked_and_keeps_the_host_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["127.0.0.1"])

    def changing(host: str, port: int, **_: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(answers), port))]

    with serving(answering(b"ok")) as server:
        with monkeypatch.context() as patch:
            patch.setattr("socket.getaddrinfo", changing)
            where = f"http://metrics.test:{server.port}"
            channel = Channel(source(where), circumstances())
        with channel:
            assert channel.get("/", "a test").status == 200
    assert f"Host: metrics.test:{server.port}".encode() in server.heads[0]


@pytest.mark.parametrize(
    ("entry", "sent"),
    [
        ("bearer:abc123def", b"Authorization: Bearer abc123def"),
        ("basic:amy:pass:word", b"Authorization: Basic YW15OnBhc3M6d29yZA=="),
        ("header:X-Scope-OrgID: tenant-9", b"X-Scope-OrgID: tenant-9"),
        ("headers:X-One: a:1|X-Two: b 2", b"X-One: a:1\r\nX-Two: b 2"),
    ],
)
def test_a_secret_goes_out_in_the_form_that_the_operator_listed(entry: str, sent: bytes) -> None:
    given = circumstances(permission={"secrets": {"t": entry}})
    with serving(answering(b"ok")) as server:
        reading(server, given, secret="t")
    assert sent in server.heads[0]


def test_a_secret_bound_to_another_host_is_not_sent() -> None:
    given = circumstances(permission={"secrets": {"t": "host=prom.example.org bearer:abcdef"}})
    with (
        serving(answering(b"ok")) as server,
        pytest.raises(SourceUnavailable, match="for another host"),
    ):
        reading(server, given, secret="t")
    assert server.heads == []


def test_outside_local_mode_a_secret_without_a_host_is_not_sent() -> None:
    allowed = {
        "local_mode": False,
        "allowed_hosts": ("127.0.0.1",),
        "secrets": {"t": "bearer:abcdef"},
    }
    with (
        serving(answering(b"ok")) as server,
        pytest.raises(SourceUnavailable, match="not bound to a host"),
    ):
        reading(server, circumstances(permission=allowed), secret="t")


def test_a_secret_that_is_not_listed_is_named_and_nothing_else() -> None:
    with (
        serving(answering(b"ok")) as server,
        pytest.raises(SourceUnavailable, match="'gone' is not on the operator's list"),
    ):
        reading(server, circumstances(), secret="gone")


def test_no_text_of_a_run_holds_the_secret() -> None:
    given = circumstances(permission={"secrets": {"t": "bearer:hunter2hunter2"}})
    bad = answering(b"", "302 Found", Location="http://hunter2hunter2.example/")
    with (
        serving(bad) as server,
        pytest.raises(SourceUnavailable) as caught,
        Channel(source(server.url, secret="t"), given) as channel,
    ):
        channel.get("/a", "a test", {"query": "hunter2hunter2", "token": "other"})
    told = repr(given.made) + str(caught.value) + caught.value.remedy
    assert "hunter2" not in told
    assert "other" not in told.replace("another", "")


def test_only_listed_paths_can_be_posted_to() -> None:
    with (
        serving(answering(b"ok")) as server,
        Channel(source(server.url), circumstances(), posts=("/api/v1/query",)) as channel,
    ):
        assert channel.post("/api/v1/query", "a test", {"query": "up"}).status == 200
        with pytest.raises(ValueError, match="not on this connector's list"):
            channel.post("/-/quit", "a test", {})


@contextmanager
def secure(folder: Path) -> Iterator[tuple[Server, Path]]:
    """An https server called metrics.test, and the certificate that it signed itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=metrics.test"]
    made += ["-addext", "subjectAltName=DNS:metrics.test", "-keyout", str(key)]
    made += ["-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def greet(client: socket.socket) -> socket.socket:
        return context.wrap_socket(client, server_side=True)

    with serving(answering(b"ok"), greet) as server:
        yield server, certificate


def named(port: int) -> Callable[..., list[Any]]:
    return lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))]


def test_a_certificate_that_nobody_trusts_is_named_as_the_reason(tmp_path: Path) -> None:
    with secure(tmp_path) as (server, _):
        where = f"https://127.0.0.1:{server.port}"
        with (
            Channel(source(where), circumstances()) as channel,
            pytest.raises(SourceUnavailable, match=r"certificate of .* not accepted"),
        ):
            channel.get("/", "a test")


def test_a_trusted_certificate_is_checked_against_the_name_and_not_the_pinned_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with secure(tmp_path) as (server, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setattr("socket.getaddrinfo", named(server.port))
        with Channel(source(f"https://metrics.test:{server.port}"), circumstances()) as channel:
            assert channel.get("/", "a test").body == b"ok"
        with (
            Channel(source(f"https://other.test:{server.port}"), circumstances()) as channel,
            pytest.raises(SourceUnavailable, match=r"certificate of .* not accepted"),
        ):
            channel.get("/", "a test")
