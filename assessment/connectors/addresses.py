"""Which addresses may be called: one host name, resolved once, every answer checked, one pinned.

Link-local and cloud-metadata addresses are refused always, listed or not. Loopback, private,
shared (carrier-grade), multicast and unspecified addresses, and IPv4 addresses inside IPv6 ones,
are refused unless the operator listed the host name, the address or its network; local mode has
loopback on the list. Plain http is for listed hosts alone.
"""

import ipaddress
import socket
import threading
from urllib.parse import SplitResult, urlsplit

from assessment.sources import Permission, SourceUnavailable
from content.values import Value

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

RESOLVE_SECONDS = 5.0
PORTS = {"https": 443, "http": 80}

_NEVER = tuple(
    ipaddress.ip_network(item)
    for item in (
        "169.254.0.0/16",
        "fe80::/10",
        "fd00:ec2::/32",
        "fd20:ce::/32",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "192.0.0.192/32",
    )
)
_LOOPBACK: tuple[Network, ...] = (
    ipaddress.ip_network("127.0.0.0/8"),
    ipaddress.ip_network("::1/128"),
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LIST_REMEDY = (
    "Ask the operator to put this host on the list of allowed hosts, or give a public address."
)


class Pinned(Value):
    """A checked address: ``address`` is the IP to connect to, ``host`` the name to ask for."""

    scheme: str
    host: str
    port: int
    path: str
    query: str
    address: str

    @property
    def authority(self) -> str:
        """Host and port as a Host header has them; the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS.get(self.scheme) else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, such as ``https://metrics.example.org``."""
        return f"{self.scheme}://{self.authority}"

    @property
    def loopback(self) -> bool:
        """Whether the pinned address is this machine."""
        return any(ipaddress.ip_address(self.address) in network for network in _LOOPBACK)


def resolve(url: str, permission: Permission) -> Pinned:
    """Check an http(s) address against the operator's policy and pin it to one resolved IP.

    Raises :class:`SourceUnavailable` with what to do for every address that may not be called.
    """
    parts, port = _parsed(url)
    host = str(parts.hostname)
    found = _lookup(host, port)
    for address in found:
        _check(host, address, permission)
    if parts.scheme == "http" and not all(_listed(host, item, permission) for item in found):
        raise SourceUnavailable(
            f"{host} is not on the operator's list, and plain http is only for hosts on it",
            "Use the https address, or ask the operator to list this host.",
        )
    return Pinned(
        scheme=parts.scheme,
        host=host,
        port=port,
        path=parts.path or "/",
        query=parts.query,
        address=str(found[0]),
    )


def same_origin(one: Pinned, other: str) -> bool:
    """Whether an absolute address has the scheme, host and port of a pinned one."""
    try:
        parts, port = _parsed(other)
    except SourceUnavailable:
        return False
    return (parts.scheme, parts.hostname, port) == (one.scheme, one.host, one.port)


def _parsed(url: str) -> tuple[SplitResult, int]:
    if any(ord(mark) <= 32 or ord(mark) == 127 or mark == "\\" for mark in url.strip()):
        raise _bad("the address has a space, a control character or a backslash in it")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise _bad("the address cannot be read") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise _bad("the address does not start with https:// and a host name")
    if "@" in parts.netloc:
        raise SourceUnavailable(
            "the address has a user name or password in it",
            "Leave the credentials out, and choose a secret from the operator's list instead.",
        )
    if "%" in parts.netloc or port == 0:
        raise _bad("the host or the port of the address is not a usual one")
    return parts, port or PORTS[parts.scheme]


def _bad(reason: str) -> SourceUnavailable:
    return SourceUnavailable(
        reason, "Type the address as https://host or https://host:port, and a path if there is one."
    )


def _lookup(host: str, port: int) -> list[IP]:
    """Every address that the name resolves to, asked once; the resolver gets five seconds."""
    answers: list[str] = []
    thread = threading.Thread(target=_ask, args=(host, port, answers), daemon=True)
    thread.start()
    thread.join(RESOLVE_SECONDS)
    found = [ipaddress.ip_address(item.split("%")[0]) for item in list(answers)]
    if thread.is_alive() or not found:
        raise SourceUnavailable(
            f"the host name {host} could not be resolved",
            "Check the spelling, and that this machine's name server knows the host.",
        )
    return found


def _ask(host: str, port: int, answers: list[str]) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    answers.extend(str(item[4][0]) for item in found)


def _check(host: str, address: IP, permission: Permission) -> None:
    inner = _embedded(address)
    for item in (address, inner):
        if item is not None and any(item in network for network in _NEVER):
            raise SourceUnavailable(
                f"{_led(host, item)} a link-local or cloud-metadata address",
                "Such addresses are never called; give the address of the service itself.",
            )
    if inner is None and address.is_global and not address.is_multicast:
        return
    if not _listed(host, address, permission):
        raise SourceUnavailable(
            f"{_led(host, address, ', which is')} not a public address", _LIST_REMEDY
        )


def _led(host: str, address: IP, told: str = ",") -> str:
    """Which address a host leads to, said once where the host is that address itself."""
    return f"{host} is" if host == str(address) else f"{host} leads to {address}{told}"


def _embedded(address: IP) -> IP | None:
    """The IPv4 address that an IPv6 one carries inside (mapped, 6to4, Teredo or NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _listed(host: str, address: IP, permission: Permission) -> bool:
    """Whether the operator listed the name, address or network; local mode lists loopback."""
    names = {item.strip().rstrip(".").lower() for item in permission.allowed_hosts}
    if host.rstrip(".").lower() in names:
        return True
    networks = [*_LOOPBACK] if permission.local_mode else []
    networks += [network for item in names if (network := _network(item)) is not None]
    return any(address in network for network in networks)


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
