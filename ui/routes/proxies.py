"""Who may say in a header who somebody is: the proxies that the operator named, and nobody else."""

import os
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send


class TrustedProxies:
    """Takes the header that names a person out of every request that no trusted proxy sent."""

    def __init__(self, app: ASGIApp, header: str, proxies: Iterable[str]) -> None:
        self.app = app
        self.header = header.lower().encode()
        self.proxies = tuple(ip_network(item, strict=False) for item in proxies)
        # The server may itself take the sender's address from a header (uvicorn does so for 127.0.0.1
        # unless told otherwise); an address that stands in that header is then anybody's word.
        self.taken_from_header = os.environ.get("FORWARDED_ALLOW_IPS") != ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, without the header where the sender is not believed."""
        if scope["type"] in {"http", "websocket"}:
            named = [item for item in scope["headers"] if self._names(item[0])]
            if named and (len(named) > 1 or not self._believed(scope)):
                kept = [item for item in scope["headers"] if not self._names(item[0])]
                scope = {**scope, "headers": kept}
        await self.app(scope, receive, send)

    def _names(self, header: bytes) -> bool:
        # Some servers take an underscore for a dash, and so would let a second name slip in.
        return header.lower().replace(b"_", b"-") == self.header

    def _believed(self, scope: Scope) -> bool:
        client = scope.get("client")
        if not client or (self.taken_from_header and _named_as_sender(scope, client[0])):
            return False
        return _is_among(client[0], self.proxies)


class TrueSender:
    """Puts whoever sent a request in the place of the proxies of ours that passed it on.

    Each proxy adds the address that it was asked from at the end of *X-Forwarded-For*; what stands
    before the entries of ours was written by anybody. Without it, everybody behind a proxy would
    have one limit of tries together.
    """

    def __init__(self, app: ASGIApp, proxies: Iterable[str]) -> None:
        self.app = app
        self.proxies = tuple(ip_network(item, strict=False) for item in proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its sender."""
        if scope["type"] in {"http", "websocket"} and scope.get("client"):
            scope = {**scope, "client": (self._sender(scope), 0)}
        await self.app(scope, receive, send)

    def _sender(self, scope: Scope) -> str:
        address, passed_on = str(scope["client"][0]), _forwarded(scope)
        while passed_on and _is_among(address, self.proxies):
            address = passed_on.pop()
        return address


def _is_among(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in networks)


def _forwarded(scope: Scope) -> list[str]:
    given = [value.decode("latin-1") for name, value in scope["headers"]
             if name.lower() == b"x-forwarded-for"]  # fmt: skip
    return [part.strip() for part in ",".join(given).split(",") if part.strip()]


def _named_as_sender(scope: Scope, address: str) -> bool:
    return any(
        part == address or part.startswith((f"{address}:", f"[{address}]"))
        for part in _forwarded(scope)
    )
