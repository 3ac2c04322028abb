"""A service that exposes its durations as a native histogram, in the protobuf form that carries it."""

import http.server
import math
import struct
import threading
from collections.abc import Mapping
from typing import Any

NAME = "http_server_request_duration_seconds"
SCHEMA = 3
"""Bounds grow by the eighth root of two."""
TYPE = (
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
)
HISTOGRAM = 4


class Native:
    """Counts requests by status and duration; serves them under ``/metrics``."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[float, int]] = {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def observe(self, status: str, seconds: float, times: int = 1) -> None:
        """Some requests that took equally long."""
        mine = self.counts.setdefault(status, {})
        mine[seconds] = mine.get(seconds, 0) + times

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        native = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = _family(native.counts)
                self.send_response(200)
                self.send_header("Content-Type", TYPE)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                return None

        return Handler


def _family(counts: Mapping[str, Mapping[float, int]]) -> bytes:
    metrics = b"".join(
        _block(4, _labels({"http_response_status_code": status}) + _block(7, _histogram(mine)))
        for status, mine in dict(counts).items()
    )
    whole = _text(1, NAME) + _number(3, HISTOGRAM) + metrics
    return _varint(len(whole)) + whole


def _histogram(counts: Mapping[float, int]) -> bytes:
    """Buckets by the index of their upper bound, each in a span of its own, as differences."""
    by_index: dict[int, int] = {}
    for seconds, count in counts.items():
        index = math.ceil(math.log2(seconds) * 2**SCHEMA)
        by_index[index] = by_index.get(index, 0) + count
    spans, deltas, last, before = b"", b"", None, 0
    for index in sorted(by_index):
        gap = index if last is None else index - last - 1
        spans += _block(12, _number(1, _zigzag(gap)) + _number(2, 1))
        deltas += _number(13, _zigzag(by_index[index] - before))
        last, before = index, by_index[index]
    total = sum(seconds * count for seconds, count in counts.items())
    head = _number(1, sum(counts.values())) + _double(2, total) + _number(5, _zigzag(SCHEMA))
    return head + _double(6, 1e-9) + _number(7, 0) + spans + deltas


def _labels(labels: Mapping[str, str]) -> bytes:
    return b"".join(_block(1, _text(1, name) + _text(2, value)) for name, value in labels.items())


def _varint(number: int) -> bytes:
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def _zigzag(number: int) -> int:
    return (number << 1) ^ (number >> 63)


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _double(field: int, number: float) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<d", number)


def _block(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())
