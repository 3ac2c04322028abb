"""Where a database is: its address checked and pinned like that of any other source."""

import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from assessment.connectors.addresses import Pinned, resolve
from assessment.connectors.credentials import login
from assessment.sources import Permission, Source, SourceUnavailable

VERIFY, ENCRYPT, NONE = "verify", "encrypt", "none"
TLS = (VERIFY, ENCRYPT, NONE)


@dataclass(frozen=True)
class Target:
    """A database to connect to: ``pinned`` is checked, ``plain`` says that it may be unencrypted."""

    pinned: Pinned
    database: str
    user: str
    password: str = field(repr=False)
    plain: bool = False


def target(source: Source, permission: Permission, port: int) -> Target:
    """The database at an address such as ``postgresql://host:5432/name``.

    Raises :class:`SourceUnavailable` for an address that may not be called, or that has a user, a
    password or parameters in it.
    """
    host, port, name = _parsed(source.address.strip(), port)
    bare = f"[{host}]" if ":" in host else host
    pinned = resolve(f"https://{bare}:{port}/", permission)
    user, password, bound = login(source, permission)
    bound.check(pinned)
    return Target(pinned, name, user, password, _listed(f"http://{bare}:{port}/", permission))


def authorities() -> str:
    """The file of authorities that this machine trusts; an operator adds one by SSL_CERT_FILE."""
    return ssl.get_default_verify_paths().cafile or "system"


def _parsed(address: str, port: int) -> tuple[str, int, str]:
    try:
        parts = urlsplit(address)
        found = parts.port or port
    except ValueError:
        raise _bad("the address cannot be read") from None
    name = unquote(parts.path.strip("/"))
    if not parts.hostname or not name or "/" in name or "\0" in name:
        raise _bad("the address has no host or no database in it")
    if parts.query or parts.fragment or "@" in parts.netloc or "," in parts.netloc:
        raise _bad("the address has a user, parameters or several hosts in it")
    return parts.hostname, found, name


def _listed(address: str, permission: Permission) -> bool:
    """Whether the operator listed the host: only then may what is said to it be readable by others."""
    try:
        resolve(address, permission)
    except SourceUnavailable:
        return False
    return True


def _bad(reason: str) -> SourceUnavailable:
    return SourceUnavailable(
        reason,
        "Type it as postgresql://host:5432/database; choose the user and password as a secret.",
    )
