"""Objects of a store that speaks S3: listed and fetched, read only, by the policy for addresses."""

import html
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpcore
import httpx

from assessment.connectors.addresses import resolve
from assessment.connectors.bodies import TooLargeError, read_body
from assessment.connectors.credentials import login
from assessment.connectors.pinning import Deadline, PinnedBackend
from assessment.connectors.redaction import redact
from assessment.connectors.tables.options import text
from assessment.connectors.tables.signing import path_of, query_of, signed
from assessment.sources import Circumstances, Made, Request, Source, SourceUnavailable, Stopped
from content.values import Value

PAGE = 1000
LISTING_BYTES = 10_000_000
CONNECT_SECONDS, READ_SECONDS = 3.0, 15.0
REGION = "us-east-1"

_OBJECT = re.compile(r"<Contents>(.*?)</Contents>", re.DOTALL)
_KEY, _SIZE = re.compile(r"<Key>(.*?)</Key>", re.DOTALL), re.compile(r"<Size>(\d+)</Size>")
_NEXT = re.compile(r"<NextContinuationToken>(.*?)</NextContinuationToken>", re.DOTALL)
_REFUSED = {
    301: ("the bucket is in another region", "Give its region, and the endpoint of that region."),
    307: ("the bucket is in another region", "Give its region, and the endpoint of that region."),
    403: ("the object store does not let us read this",
          "Choose a secret that may list the bucket and get its objects, and give its region."),
    404: ("there is no such bucket or object", "Check the address after s3://."),
}  # fmt: skip


class Object(Value):
    """One object: its key and its size in bytes."""

    key: str
    size: int


class Bucket:
    """One bucket; what is fetched is bounded in time, counted, and written down."""

    def __init__(self, bucket: str, source: Source, circumstances: Circumstances) -> None:
        self._name, self._circumstances = bucket, circumstances
        region = text(source.options, "region") or REGION
        endpoint = text(source.options, "endpoint") or f"https://s3.{region}.amazonaws.com"
        self._base = resolve(endpoint, circumstances.permission)
        self._key, self._secret, bound = login(source, circumstances.permission)
        bound.check(self._base)
        self._region = region
        self._deadline = Deadline(circumstances.budget.total_seconds())
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context() if self._base.scheme == "https" else None,
            network_backend=PinnedBackend(self._base.address, self._deadline),
            max_connections=1,
        )

    def __enter__(self) -> "Bucket":
        return self

    def __exit__(self, *ignored: object) -> None:
        self._pool.close()

    def objects(self, prefix: str, most: int) -> list[Object]:
        """Objects whose keys begin with a prefix, in order; one more than ``most`` at the most."""
        found: list[Object] = []
        token = ""
        while len(found) <= most:
            asked = {"list-type": "2", "prefix": prefix, "max-keys": str(PAGE)}
            asked |= {"continuation-token": token} if token else {}
            page = self._page(query_of(asked))
            found += [_object(item) for item in _OBJECT.findall(page)]
            more = _NEXT.search(page)
            if not more:
                break
            token = html.unescape(more[1])
        return found[: most + 1]

    def fetch(self, item: Object, to: Path) -> None:
        """Write one object into a file; more bytes than were listed are refused."""
        came, path = 0, path_of(self._name, item.key)
        with self._answer(path, "", "the table itself") as pieces, to.open("wb") as file:
            for piece in pieces():
                came += len(piece)
                if came > item.size:
                    break
                file.write(piece)
        if came != item.size:
            raise SourceUnavailable(
                "an object has not the size that the store said",
                "Try again once nobody writes to it.",
            )

    def _page(self, query: str) -> str:
        with self._answer(path_of(self._name, ""), query, "which objects there are") as pieces:
            try:
                return read_body(pieces(), {}, LISTING_BYTES, self._check).decode(
                    "utf-8", "replace"
                )
            except TooLargeError as problem:
                raise SourceUnavailable(str(problem), "Give a narrower address.") from None

    @contextmanager
    def _answer(self, path: str, query: str, why: str) -> Iterator[Callable[[], Iterator[bytes]]]:
        """The body of an answer, piece by piece; a refusal or a broken line is one sentence."""
        url = f"{self._base.origin}{path}" + (f"?{query}" if query else "")
        began, at = time.monotonic(), self._circumstances.now()
        status, size = "no answer", [0]
        headers = signed(
            self._base.authority, path, query, key=self._key, secret=self._secret,
            region=self._region, now=at,
        )  # fmt: skip
        limits = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
        try:
            self._check()
            with self._pool.stream(
                "GET", url, headers=[*headers.items()], extensions={"timeout": limits}
            ) as answer:
                status = str(answer.status)
                if answer.status != 200:
                    raise SourceUnavailable(*_REFUSED.get(answer.status, _other(answer.status)))

                def pieces() -> Iterator[bytes]:
                    for piece in answer.iter_stream():
                        self._check()
                        size[0] += len(piece)
                        yield piece

                yield pieces
        except (
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpcore.ProtocolError,
            OSError,
        ) as problem:
            raise SourceUnavailable(
                f"{self._base.host}:{self._base.port} did not answer as an object store does"
                f" ({type(problem).__name__})",
                "Check the endpoint, and that this machine may reach it.",
            ) from None
        finally:
            self._note(redact(url, (self._secret,)), why, (at, began), size[0], status)

    def _check(self) -> None:
        if self._circumstances.stopped():
            raise Stopped
        self._deadline.check()

    def _note(self, url: str, why: str, when: tuple[object, float], size: int, status: str) -> None:
        at, began = when
        self._circumstances.made.append(
            Made.model_validate(
                {"request": Request(verb="GET", what=url, why=why), "at": at, "bytes": size,
                 "milliseconds": (time.monotonic() - began) * 1000, "status": status}
            )
        )  # fmt: skip


def _object(text_: str) -> Object:
    key, size = _KEY.search(text_), _SIZE.search(text_)
    if key is None or size is None:
        raise SourceUnavailable(
            "the listing is not that of an object store", "Check the endpoint's address."
        )
    return Object(key=html.unescape(key[1]), size=int(size[1]))


def _other(status: int) -> tuple[str, str]:
    return f"the object store answered {status}", "Try again at a quieter time."
