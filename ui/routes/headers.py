"""What every response carries, and which names of this server are answered at all."""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.routes import scrolling

HEALTH = ("/livez", "/readyz", "/healthz")
"""Whether it is alive and well, and nothing else."""

_NOT_ALLOWED = (
    "This address is not one of this server's names. Open it as http://127.0.0.1 with its port."
)


def security_headers(host: str) -> dict[str, str]:
    """The headers of every response; ``host`` (with port) is the only place to connect to."""
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {scrolling.ALLOWED}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' ws://{host} wss://{host}",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
    }


class SecurityHeaders:
    """Adds :func:`security_headers` to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = security_headers(Headers(scope=scope).get("host", ""))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():  # a page of ours may have a stricter policy
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


class KnownHostsOnly:
    """Refuses a request whose ``Host`` is not ours, so that another site's name cannot reach us.

    A page of an attacker may point its own name at 127.0.0.1; the browser then sends that name.
    ``besides`` are paths that whatever watches the server asks by its bare address: they tell
    nothing of anybody, or ask for a token that no page of an attacker has.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str], besides: Iterable[str] = HEALTH) -> None:
        self.app = app
        self.names = frozenset(names)
        self.besides = frozenset(besides)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421 to an unknown name, close a websocket from one, pass everything else on."""
        known = scope["type"] not in {"http", "websocket"} or self._known(scope)
        if known:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(_NOT_ALLOWED, status_code=421)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _known(self, scope: Scope) -> bool:
        if scope["type"] == "http" and scope["path"] in self.besides:
            return True
        return name_of(Headers(scope=scope).get("host", "")) in self.names


def name_of(host: str) -> str:
    """The name in a ``Host`` header, in lower case and without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lstrip("[").lower()
    return host.partition(":")[0].lower()
