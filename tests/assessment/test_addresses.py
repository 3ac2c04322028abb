"""Which addresses may be called."""

from typing import Any

import pytest

from assessment.connectors.addresses import resolve
from assessment.connectors.redaction import redact
from assessment.sources import Permission, SourceUnavailable

SERVER: dict[str, Any] = {"local_mode": False}
NEVER = [
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
]
NOT_PUBLIC = [
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "192.168.0.9",
    "172.16.0.1",
    "100.64.0.1",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
    "fc00::1",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1",
]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Name -> addresses, as a name server would give them."""
    names: dict[str, list[str]] = {}

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        if host not in names:
            raise OSError("unknown")
        return [(2, 1, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr("socket.getaddrinfo", lookup)
    return names


@pytest.mark.parametrize("address", NEVER)
def test_link_local_and_metadata_addresses_are_refused_even_when_listed(
    answers: dict[str, list[str]], address: str
) -> None:
    answers["m.test"] = [address]
    listed = Permission(allowed_hosts=("m.test", address, "0.0.0.0/0", "::/0"))
    with pytest.raises(SourceUnavailable, match="link-local or cloud-metadata"):
        resolve("https://m.test/", listed)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("169.254.169.254", "a link-local or cloud-metadata address"),
        ("10.0.0.5", "not a public address"),
    ],
)
def test_a_host_that_is_an_address_is_named_once_and_a_name_with_what_it_leads_to(
    answers: dict[str, list[str]], address: str, told: str
) -> None:
    answers["m.test"] = answers[address] = [address]
    with pytest.raises(SourceUnavailable, match=f"^{address} is {told}$"):
        resolve(f"https://{address}/", Permission(**SERVER))
    with pytest.raises(SourceUnavailable, match=f"^m.test leads to {address}, .*{told}$"):
        resolve("https://m.test/", Permission(**SERVER))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_until_it_is_listed(
    answers: dict[str, list[str]], address: str
) -> None:
    answers["m.test"] = [address]
    with pytest.raises(SourceUnavailable, match="not a public address"):
        resolve("https://m.test/", Permission(**SERVER))
    for listed in ("M.test", address):
        assert resolve("https://m.test/", Permission(allowed_hosts=(listed,), **SERVER)).address


def test_every_answer_of_the_name_server_is_checked_and_not_just_the_first(
    answers: dict[str, list[str]],
) -> None:
    answers["m.test"] = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(SourceUnavailable, match=r"10\.0\.0\.1"):
        resolve("https://m.test/", Permission(**SERVER))


def test_a_listed_network_allows_the_addresses_in_it_and_no_others(
    answers: dict[str, list[str]],
) -> None:
    answers["in.test"], answers["out.test"] = ["10.1.2.3"], ["10.2.2.3"]
    listed = Permission(allowed_hosts=("10.1.0.0/16",), **SERVER)
    assert resolve("http://in.test:9090/x?y=1", listed).address == "10.1.2.3"
    with pytest.raises(SourceUnavailable):
        resolve("https://out.test", listed)


def test_plain_http_is_only_for_listed_hosts(answers: dict[str, list[str]]) -> None:
    answers["m.test"] = ["93.184.216.34"]
    assert resolve("https://m.test", Permission()).port == 443
    with pytest.raises(SourceUnavailable, match="plain http is only for hosts on it"):
        resolve("http://m.test", Permission())
    assert resolve("http://m.test", Permission(allowed_hosts=("m.test",))).port == 80


def test_local_mode_has_loopback_on_its_list_and_nothing_else(
    answers: dict[str, list[str]],
) -> None:
    answers["localhost"], answers["lan.test"] = ["127.0.0.1", "::1"], ["192.168.1.5"]
    assert resolve("http://localhost:9090", Permission()).loopback
    with pytest.raises(SourceUnavailable):
        resolve("http://lan.test", Permission())


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1"])
def test_another_spelling_of_loopback_is_still_loopback(host: str) -> None:
    with pytest.raises(SourceUnavailable):
        resolve(f"https://{host}/", Permission(**SERVER))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://amy:pw@m.test/", "user name or password"),
        ("ftp://m.test/", "https://"),
        ("m.test:9090", "https://"),
        ("https://", "https://"),
        ("https://m.test\\@evil.test/", "backslash"),
        ("https://m.test/\r\nX: y", "control character"),
        ("https://m.test:99999/", "cannot be read"),
        ("https://[fe80::1%25eth0]/", "usual"),
        ("https://gone.test/", "could not be resolved"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(
    answers: dict[str, list[str]], url: str, told: str
) -> None:
    answers["m.test"] = ["93.184.216.34"]
    with pytest.raises(SourceUnavailable, match=told) as caught:
        resolve(url, Permission())
    assert caught.value.remedy
    assert "pw@" not in str(caught.value)


def test_the_name_server_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sequence = iter(["93.184.216.34", "169.254.169.254"])

    def changing(host: str, port: int, **_: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(sequence), port))]

    monkeypatch.setattr("socket.getaddrinfo", changing)
    assert resolve("https://m.test/", Permission()).address == "93.184.216.34"
    assert next(sequence) == "169.254.169.254"


@pytest.mark.parametrize(
    "text",
    [
        "https://amy:hunter2@host/x",
        "GET /x?token=hunter2&y=1",
        "api_key: hunter2",
        "Authorization: Bearer hunter2hunter2",
        "password='hunter2'",
        "error near plain-hunter2",
        "Basic cGxhaW4taHVudGVyMg==",
    ],
)
def test_secrets_and_what_looks_like_one_are_taken_out_of_a_text(text: str) -> None:
    told = redact(text, ("plain-hunter2",))
    assert "hunter2" not in told
    assert "cGxhaW4" not in told
