"""A source's secret, by name from the operator's list, bound to the host it may be sent to."""

import base64
import re
from dataclasses import dataclass, field, replace

from assessment.connectors.addresses import Pinned
from assessment.sources import Permission, Source, SourceUnavailable

_ENTRY = re.compile(r"(?s)(?:host=(?P<host>\S+)\s+)?(?P<kind>bearer|basic|headers?):(?P<rest>.+)")


@dataclass(frozen=True)
class Credential:
    """Headers to send, every spelling to redact, and the host it is for (empty: any).

    ``pair`` are user and password, where the entry gave those.
    """

    headers: dict[str, str] = field(default_factory=dict, repr=False)
    spellings: tuple[str, ...] = field(default=(), repr=False)
    host: str = ""
    needs_host: bool = False
    pair: tuple[str, str] | None = field(default=None, repr=False)

    def with_token(self, token: str) -> "Credential":
        """The same with a token that was given for user and password, and without these."""
        headers = {"Authorization": f"Bearer {token}"}
        return replace(self, headers=headers, spellings=(*self.spellings, token), pair=None)

    def check(self, target: Pinned) -> None:
        """Refuse a target that the operator did not bind this secret to."""
        if not self.headers:
            return
        if self.needs_host and not self.host:
            raise SourceUnavailable(
                "this secret is not bound to a host on the operator's list",
                "Ask the operator to write the entry as host=NAME bearer:… so that it is bound.",
            )
        if self.host and self.host.lower() not in (target.host, target.authority):
            raise SourceUnavailable(
                f"this secret is for another host than {target.host}",
                "Choose the secret that the operator listed for this host.",
            )


def credential(source: Source, permission: Permission) -> Credential:
    """The credential that a source names; none where it names none.

    An entry of the operator's list is ``[host=NAME ]bearer:TOKEN``, ``basic:USER:PASSWORD`` or
    ``header:NAME: VALUE``, or ``headers:NAME: VALUE|NAME: VALUE`` where an API wants two. Only local
    mode takes one without a host.
    """
    if not source.secret:
        return Credential()
    entry = _ENTRY.fullmatch(permission.secrets.get(source.secret, "").strip())
    if entry is None or "\n" in entry["rest"] or "\r" in entry["rest"]:
        raise SourceUnavailable(
            f"the secret {source.secret!r} is not on the operator's list, or not in a known form",
            "Ask the operator to list it as bearer:…, basic:user:password or header:Name: value.",
        )
    headers, spellings = _headers(entry["kind"], entry["rest"].strip())
    user, _, password = entry["rest"].strip().partition(":")
    pair = (user, password) if entry["kind"] == "basic" else None
    return Credential(headers, spellings, entry["host"] or "", not permission.local_mode, pair)


def login(source: Source, permission: Permission) -> tuple[str, str, Credential]:
    """User and password that a source names for a database, and the credential that binds them.

    The entry of the operator's list is ``[host=NAME ]basic:USER:PASSWORD``; nothing is named where
    the source names no secret.
    """
    found = credential(source, permission)
    if not found.headers:
        return "", "", found
    entry = _ENTRY.fullmatch(permission.secrets[source.secret].strip())
    if entry is None or entry["kind"] != "basic":
        raise SourceUnavailable(
            f"the secret {source.secret!r} is no user and password",
            "Ask the operator to list it as host=NAME basic:user:password.",
        )
    user, _, password = entry["rest"].strip().partition(":")
    return user, password, found


def _headers(kind: str, rest: str) -> tuple[dict[str, str], tuple[str, ...]]:
    if kind == "bearer":
        return {"Authorization": f"Bearer {rest}"}, (rest,)
    if kind == "basic":
        encoded = base64.b64encode(rest.encode()).decode()
        return {"Authorization": f"Basic {encoded}"}, (rest, rest.partition(":")[2])
    lines = rest.split("|") if kind == "headers" else [rest]
    pairs = [line.partition(":") for line in lines]
    named = {name.strip(): value.strip() for name, _, value in pairs}
    return named, tuple(named.values())
