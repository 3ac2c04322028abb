"""A signed call to an address of the client's: what is sent, how it is signed, and where it may go.

The address policy is that of everything we call: one name, resolved once, every answer checked, the
connection pinned to it, no redirect followed, no proxy used.
"""

import hashlib
import hmac
import re
import ssl
from typing import Final

import httpcore
import httpx

from assessment.connectors.addresses import Pinned, resolve
from assessment.connectors.pinning import Deadline, PinnedBackend
from assessment.sources import Permission, SourceUnavailable
from engagement.faults import Refused
from engagement.outside import clock
from engagement.outside.settings import settings

SECONDS: Final = 10.0
SHORTEST: Final = 32
TIMESTAMP, SIGNATURE, DELIVERY = (
    "Prodworthy-Timestamp", "Prodworthy-Signature", "Prodworthy-Delivery",
)  # fmt: skip
_ENTRY = re.compile(r"(?:host=(?P<host>\S+)\s+)?hmac:(?P<key>\S+)")


def signature(key: str, timestamp: str, body: bytes) -> str:
    """``v1=`` and HMAC-SHA256, in hexadecimal, of the timestamp, a dot and the body."""
    told = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(key.encode(), told, hashlib.sha256).hexdigest()


def deliver(address: str, body: bytes, *, secret: str, client_id: str, delivery: str) -> None:
    """Call the address with JSON; :class:`Refused` unless it answers with 2xx in time.

    ``secret`` is a name on the operator's list, written ``hmac:KEY``; outside of local mode it is
    bound to its host, ``host=hooks.example.org hmac:KEY``, and is for the clients that it names.
    """
    known = settings().permission(secret, client_id=client_id)
    try:
        target = resolve(address, known)
    except SourceUnavailable as told:
        raise Refused(f"{_first_up(told.reason)}. {told.remedy}") from None
    timestamp = str(int(clock.now().timestamp()))
    headers: dict[bytes | str, bytes | str] = {
        "Host": target.authority, "Content-Type": "application/json", "User-Agent": "prodworthy",
        TIMESTAMP: timestamp, DELIVERY: delivery,
        SIGNATURE: signature(_key(secret, known, target), timestamp, body),
    }  # fmt: skip
    status = _posted(target, headers, body)
    if not 200 <= status < 300:
        raise Refused(f"{target.host} answered {status}; it has to answer 2xx to take a reminder.")


def check(address: str, *, secret: str, client_id: str) -> None:
    """Refuse an address that may not be called, and a secret that is not for it; nothing is sent."""
    known = settings().permission(secret, client_id=client_id)
    try:
        _key(secret, known, resolve(address, known))
    except SourceUnavailable as told:
        raise Refused(f"{_first_up(told.reason)}. {told.remedy}") from None


def _key(name: str, known: Permission, target: Pinned) -> str:
    entry = _ENTRY.fullmatch(known.secrets.get(name, "").strip())
    if entry is None or len(entry["key"]) < SHORTEST:
        raise Refused(
            f"The secret {name or 'of a call'} has to be listed as hmac:KEY, with a key of {SHORTEST} "
            "characters or more."
        )
    host = (entry["host"] or "").lower()
    if not host and not known.local_mode:
        raise Refused(f"The secret {name} is bound to no host: list it as host=NAME hmac:KEY.")
    if host and host not in (target.host, target.authority):
        raise Refused(f"The secret {name} is for another host than {target.host}.")
    return entry["key"]


def _posted(target: Pinned, headers: dict[bytes | str, bytes | str], body: bytes) -> int:
    url = target.origin + (target.path or "/") + (f"?{target.query}" if target.query else "")
    trusted = httpx.create_ssl_context() if target.scheme == "https" else None
    deadline = Deadline(SECONDS)
    pool = httpcore.ConnectionPool(
        ssl_context=trusted, network_backend=PinnedBackend(target.address, deadline),
        max_connections=1,
    )  # fmt: skip
    limits = {"connect": SECONDS, "read": SECONDS, "write": SECONDS}
    try:
        with pool, pool.stream(
            "POST", url, headers=headers, content=body, extensions={"timeout": limits}
        ) as answer:  # fmt: skip
            return int(answer.status)  # what it says besides is of no use to us, and is not read
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        OSError,
    ) as told:
        why = "shows no certificate that can be trusted" if _is_tls(told) else "does not answer"
        raise Refused(f"{target.host}:{target.port} {why}; it is called again later.") from None


def _is_tls(told: Exception) -> bool:
    return isinstance(told, ssl.SSLError) or "certificate" in str(told).lower()


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
