"""How connectors speak HTTP: pinned, bounded in time and size, read-only, and written down.

A :class:`Channel` belongs to one source. It resolves the address once (see ``addresses``), connects
to that IP alone, follows only same-origin redirects, sends the source's secret nowhere else, counts
decompressed bytes, and appends every request to ``circumstances.made``, redacted.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus, urlencode, urljoin, urlsplit

import httpcore
import httpx

from assessment.connectors.addresses import Pinned, resolve, same_origin
from assessment.connectors.bodies import TooLargeError, read_body
from assessment.connectors.credentials import Credential, credential
from assessment.connectors.pinning import Deadline, PinnedBackend
from assessment.connectors.redaction import redact
from assessment.sources import Circumstances, Made, Request, Source, SourceUnavailable, Stopped
from content.values import Value

CONNECT_SECONDS = 3.0
READ_SECONDS = 15.0
REQUEST_SECONDS = 30.0
BODY_BYTES = 10_000_000
REDIRECTS = 3
RETRIES = 2
FAILURES_BEFORE_BREAK = 3
PACE_SECONDS = 1.0
PATIENCE_SECONDS = 5.0
"""A server that asks to be left alone for longer is not asked again."""

FORM = "application/x-www-form-urlencoded"
Body = tuple[bytes | None, str]
"""What a request carries, and its media type."""

_REDIRECTED = (301, 302, 303, 307, 308)
_TRY_AGAIN = (429, 502, 503, 504)
_TROUBLE = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError)


class Reply(Value):
    """What came back: status, headers in lower case, and the decompressed body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json_body(self) -> Any:
        """The body as JSON; :class:`SourceUnavailable` where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise SourceUnavailable(
                "the answer is not JSON",
                "Check that the address is the API itself, not a sign-in page or a proxy.",
            ) from None


class Channel:
    """The only way that a connector speaks to one source over HTTP; closes with ``with``."""

    def __init__(
        self,
        source: Source,
        circumstances: Circumstances,
        *,
        posts: tuple[str, ...] = (),
        pace: float = PACE_SECONDS,
    ) -> None:
        """``pace``: the least seconds between two requests to somebody else's machine."""
        self._every = pace
        self._circumstances = circumstances
        self._posts = posts
        self._deadline = Deadline(circumstances.budget.total_seconds())
        self._credential: Credential = credential(source, circumstances.permission)
        self.base = resolve(source.address, circumstances.permission)
        self._credential.check(self.base)
        self._failures = 0
        self._last = 0.0
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context() if self.base.scheme == "https" else None,
            network_backend=PinnedBackend(self.base.address, self._deadline),
            max_connections=1,
        )

    def __enter__(self) -> "Channel":
        return self

    def __exit__(self, *ignored: object) -> None:
        self._pool.close()

    def get(
        self, path: str, why: str, params: Mapping[str, str | list[str]] | None = None
    ) -> Reply:
        """GET ``path`` below the source's address; ``why`` is the question that it answers.

        Raises :class:`SourceUnavailable` where nothing came back in time or in size, and
        :class:`~assessment.sources.Stopped` where the person stopped the run. A status of 400 or
        more is returned, not raised.
        """
        return self._send("GET", path, why, urlencode(params or {}, doseq=True))

    def post(self, path: str, why: str, form: Mapping[str, str | list[str]]) -> Reply:
        """POST a form to a path on the connector's own list; the same bounds as :meth:`get`."""
        if path not in self._posts:
            raise ValueError(f"POST to {path} is not on this connector's list")
        return self._send("POST", path, why, urlencode(form, doseq=True))

    def post_json(self, path: str, why: str, body: Any) -> Reply:
        """POST JSON to a path on the connector's own list; the same bounds as :meth:`get`."""
        if path not in self._posts:
            raise ValueError(f"POST to {path} is not on this connector's list")
        return self._send("POST", path, why, json.dumps(body), "application/json")

    def sign_in(self, path: str, why: str) -> None:
        """Trade user and password of the secret for a token, which is sent from then on.

        Nothing is asked where the secret holds no password. Raises :class:`SourceUnavailable` where
        no ``access_token`` comes back; ``path`` is on the connector's own list.
        """
        if self._credential.pair is None:
            return
        user, password = self._credential.pair
        reply = self.post_json(path, why, {"username": user, "password": password})
        told = reply.json_body() if reply.status < 400 else None
        token = told.get("access_token") if isinstance(told, dict) else None
        if not isinstance(token, str) or not token or not token.isprintable():
            raise SourceUnavailable(
                f"{self.base.host} gives no token for this user and password",
                "Check the secret, or list a token as bearer:… instead.",
            )
        self._credential = self._credential.with_token(token)

    def redacted(self, text: str) -> str:
        """The text without this source's secret or anything that looks like one."""
        return redact(text, self._credential.spellings)

    def _send(self, method: str, path: str, why: str, query: str, kind: str = FORM) -> Reply:
        url = self.base.origin + joined(self.base.path, path)
        target = f"{url}?{query}" if method == "GET" and query else url
        body = query.encode() if method == "POST" else None
        for attempt in range(RETRIES + 1):
            self._may_go_on()
            reply, trouble, again = self._attempt(method, target, (body, kind), why)
            if reply is not None and not again:
                self._failures = 0
                return reply
            wait = _asked_to_wait(reply)
            if (
                not again
                or attempt == RETRIES
                or self._deadline.remaining() <= 0
                or wait > PATIENCE_SECONDS
            ):
                break
            jitter = 0.1 * (attempt + 1) * (1 + random.random())  # noqa: S311
            self._rest(max(wait, jitter))
        self._failures += 1
        if reply is not None:
            return reply
        raise SourceUnavailable(self.redacted(trouble), _remedy(trouble))

    def _attempt(
        self, method: str, url: str, body: Body, why: str
    ) -> tuple[Reply | None, str, bool]:
        """The answer or why there is none, and whether the same may go well a moment later."""
        try:
            reply = self._follow(method, url, body, why)
            return reply, "", reply.status in _TRY_AGAIN
        except TooLargeError as problem:
            self._failures += 1
            raise SourceUnavailable(
                str(problem), "Narrow the source (labels, a path) so that it answers with less."
            ) from None
        except _TROUBLE as problem:
            return None, _trouble(problem, self.base), _broke_off(problem)

    def _follow(self, method: str, url: str, body: Body, why: str) -> Reply:
        for _ in range(REDIRECTS + 1):
            reply = self._once(method, url, body, why)
            if reply.status not in _REDIRECTED or "location" not in reply.headers:
                return reply
            url = self._next(url, reply.headers["location"])
            method, body = ("GET", (None, "")) if reply.status == 303 else (method, body)
        raise SourceUnavailable(
            f"more than {REDIRECTS} redirects", "Give the address that the redirects end at."
        )

    def _next(self, url: str, location: str) -> str:
        target = urljoin(url, location).split("#")[0]
        if not same_origin(self.base, target):
            host = urlsplit(target).hostname or "another address"
            raise SourceUnavailable(
                self.redacted(f"{self.base.host} redirects to {host}, which was not authorised"),
                "Give the address that answers itself; redirects to another host are not followed.",
            )
        return target

    def _once(self, method: str, url: str, body: Body, why: str) -> Reply:
        self._pace()
        request = Request(verb=method, what=self.redacted(unquote_plus(url)), why=why)
        began, at = time.monotonic(), self._circumstances.now()
        status, size = "no answer", 0
        try:
            with self._deadline.within(REQUEST_SECONDS):
                reply = self._exchange(method, url, body)
            status, size = str(reply.status), len(reply.body)
            return reply
        except TooLargeError:
            status, size = "too large", BODY_BYTES
            raise
        except httpcore.TimeoutException:
            status = "timed out"
            raise
        finally:
            self._note(request, at, size, began, status)

    def _exchange(self, method: str, url: str, body: Body) -> Reply:
        content, kind = body
        headers: dict[bytes | str, bytes | str] = {
            "Host": self.base.authority,
            "Accept": "application/json, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "User-Agent": "prodworthy",
            **({"Content-Type": kind} if content is not None else {}),
        }
        headers.update(self._credential.headers.items())
        limits = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
        with self._pool.stream(
            method, url, headers=headers, content=content, extensions={"timeout": limits}
        ) as answer:
            got = _decoded(answer.headers)
            came = read_body(answer.iter_stream(), got, BODY_BYTES, self._while_reading())
            return Reply(status=answer.status, headers=got, body=came)

    def _while_reading(self) -> Callable[[], None]:
        def check() -> None:
            if self._circumstances.stopped():
                raise Stopped
            self._deadline.check()

        return check

    def _may_go_on(self) -> None:
        if self._circumstances.stopped():
            raise Stopped
        if self._failures >= FAILURES_BEFORE_BREAK:
            raise SourceUnavailable(
                f"{self.base.host} failed {FAILURES_BEFORE_BREAK} times running and was left alone",
                "Check that the service is up and try again.",
            )
        if self._deadline.remaining() <= 0:
            raise SourceUnavailable(
                "the time allowed for this source is used up", "Run it again at a quieter time."
            )

    def _pace(self) -> None:
        """At most one request in every ``pace`` seconds; none of that to our own machine."""
        if not self.base.loopback:
            self._rest(max(0.0, self._last + self._every - time.monotonic()))
        self._last = time.monotonic()

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + min(seconds, max(0.0, self._deadline.remaining()))
        while time.monotonic() < end:
            if self._circumstances.stopped():
                raise Stopped
            time.sleep(min(0.1, max(0.0, end - time.monotonic())))

    def _note(self, request: Request, at: datetime, size: int, began: float, status: str) -> None:
        spent = (time.monotonic() - began) * 1000
        self._circumstances.made.append(
            Made(request=request, at=at, bytes=size, milliseconds=spent, status=status)
        )


def _decoded(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in headers}


def joined(base: str, path: str) -> str:
    """``path`` below ``base``, with one slash between; an empty path is the base itself."""
    return base.rstrip("/") + "/" + path.lstrip("/") if path else base


def _asked_to_wait(reply: Reply | None) -> float:
    """Seconds that an answer asks to wait before the next request; 0 where it asks for none."""
    wait = reply.headers.get("retry-after", "") if reply else ""
    return float(wait) if wait.isdigit() and len(wait) < 8 else 0.0


def _broke_off(problem: Exception) -> bool:
    """Whether a connection that stood was ended by the other side before its answer was whole.

    A host that is silent has been waited for already, and one that refuses does so again.
    """
    ended = ("disconnected", "closed connection")
    return isinstance(problem, (httpcore.ReadError, httpcore.WriteError, ConnectionError)) or (
        isinstance(problem, httpcore.RemoteProtocolError)
        and any(word in str(problem) for word in ended)
    )


def _trouble(problem: Exception, base: Pinned) -> str:
    where = f"{base.host}:{base.port}"
    if isinstance(problem, httpcore.ConnectTimeout):
        return f"{where} did not accept a connection in {CONNECT_SECONDS:.0f} seconds"
    if isinstance(problem, httpcore.TimeoutException):
        return f"{where} did not answer in time"
    if isinstance(problem, httpcore.ConnectError):
        if "certificate" in str(problem).lower() or "ssl" in str(problem).lower():
            return f"the certificate of {where} was not accepted"
        return f"{where} refused the connection"
    return f"{where} broke off or did not speak HTTP"


def _remedy(trouble: str) -> str:
    if "certificate" in trouble:
        return "Use the host name on its certificate, or have the operator trust its authority."
    return "Check that the service is up and reachable from this machine, and try again."
