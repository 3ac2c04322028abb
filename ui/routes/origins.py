"""Which pages may send us something: this server's own, whatever route it is; and cookies sent encrypted.

Streamlit checks its uploads by a token and its connections by the name of the host alone, so that
another program's page on this machine, on whatever port, would count as ours. These routes have no
use for a request from any other page, so it ends here.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engagement.outside.sign_in_settings import LOOPBACK

READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
PORTS: Final = {"http": 80, "https": 443}
_NOT_OURS: Final = "This comes from another page; open this server's own address."


def is_own(origin: str, host: str, public: str = "") -> bool:
    """Whether a page of this origin is ours, for a request to ``host``.

    Where the server has a ``public`` address that is the one, scheme and port included; at a name
    of this machine itself, and without a public address, it is whatever was asked for.
    """
    given = _parts(origin)
    if given is None:
        return False
    known = _parts(public)
    if known is None:
        return given == _parts(f"{given[0]}://{host}")
    own_name = given[1] in LOOPBACK and given[1] != known[1]
    return given == known or (own_name and given == _parts(f"{given[0]}://{host}"))


def _parts(origin: str) -> tuple[str, str, int] | None:
    """Scheme, host in lower case, and port; ``None`` for what is no origin of a web page."""
    try:
        parts = urlsplit(origin)
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not port or parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname, port


class OwnPagesOnly:
    """Ends what another page made a browser send: a form, a call of a script, an open connection."""

    def __init__(self, app: ASGIApp, public: str = "") -> None:
        self.app = app
        self.public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 to it, or close the connection; pass everything else on."""
        changes = scope["type"] == "http" and scope["method"] not in READS
        if not (changes or scope["type"] == "websocket") or self._is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(_NOT_OURS, status_code=403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _is_ours(self, headers: Headers) -> bool:
        """Every browser says where such a request comes from; what is no browser carries no cookie."""
        host = headers.get("host", "")
        return all(is_own(origin, host, self.public) for origin in headers.getlist("origin"))


class EncryptedCookies:
    """Marks every cookie *Secure* where the public address is encrypted: it never goes in the clear."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark what comes back."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                cookies = headers.getlist("set-cookie")
                if cookies:
                    del headers["set-cookie"]
                    for cookie in cookies:
                        headers.append("set-cookie", _secure(cookie))
            await send(message)

        await self.app(scope, receive, marked if scope["type"] == "http" else send)


def _secure(cookie: str) -> str:
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    return cookie if "secure" in flags else f"{cookie}; Secure"
