"""Where an answer ends, held against h11 and against answers that are none."""

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.connectors.arrivals.wire import HEAD_BYTES, Answer, BadAnswerError

HEADS = st.sampled_from([b"", b"Connection: close\r\n", b"X: y\r\n", b"connection: Keep-Alive\r\n"])


def fed(data: bytes, cuts: list[int]) -> Answer:
    """The answer to bytes that come in pieces."""
    found, at = Answer(), 0
    for cut in [*sorted(cuts), len(data)]:
        found.feed(data[at:cut])
        at = max(at, cut)
    return found


def by_h11(data: bytes) -> tuple[int, int]:
    """Status and size as h11 reads them."""
    client = h11.Connection(h11.CLIENT)
    client.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    client.send(h11.EndOfMessage())
    client.receive_data(data)
    client.receive_data(b"")
    status, size = 0, 0
    while not isinstance(event := client.next_event(), h11.EndOfMessage):
        if isinstance(event, h11.Response):
            status = event.status_code
        if isinstance(event, h11.Data):
            size += len(event.data)
    return status, size


@given(
    st.integers(200, 599), HEADS, st.lists(st.binary(min_size=1, max_size=40), max_size=5),
    st.sampled_from(["counted", "chunked", "to the end"]), st.lists(st.integers(0, 300), max_size=4),
)  # fmt: skip
def test_an_answer_in_any_pieces_is_read_as_h11_reads_it(
    status: int, head: bytes, parts: list[bytes], shape: str, cuts: list[int]
) -> None:
    body = b"".join(parts)
    if shape == "counted":
        head += b"Content-Length: %d\r\n" % len(body)
    if shape == "chunked":
        head += b"Transfer-Encoding: chunked\r\n"
        body = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    data = b"HTTP/1.1 %d OK\r\n%s\r\n%s" % (status, head, body)
    if status in (204, 304):
        data = data.removesuffix(body)
    found = fed(data, cuts)
    assert found.done or found.closed()
    assert (found.status, found.size) == by_h11(data)


def test_a_hundred_continue_is_not_the_answer() -> None:
    found = fed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", [])
    assert (found.done, found.status, found.size, found.keep_alive) == (True, 200, 2, True)


def test_more_than_was_announced_closes_the_connection() -> None:
    found = fed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", [])
    assert found.done
    assert not found.keep_alive


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * HEAD_BYTES,
    ],
)
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(BadAnswerError):
        Answer().feed(data)


def test_a_body_that_breaks_off_is_not_whole() -> None:
    found = fed(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok", [])
    assert not found.closed()
