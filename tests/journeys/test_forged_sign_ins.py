"""A provider's answer that is forged, expired, replayed or meant for another is nobody's sign-in."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from websockets import Origin, Subprotocol
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from engagement.outside.signing import signed
from tests.free_port import free_port
from tests.journeys.conftest import Server

COOKIE = "_streamlit_user"
OURS, ANOTHERS = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})


SECRET = "a client secret that is long enough to sign with"
Write = Callable[[dict[str, Any], RSAKey], str]


@dataclass
class Issuer:
    """A provider over real HTTP that answers with whatever token it is told to."""

    address: str
    token: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: OURS)
    write: Write = field(default_factory=lambda: _by_the_rules)

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address, "jwks_uri": f"{self.address}/keys",
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "id_token_signing_alg_values_supported": ["RS256"],
            }  # fmt: skip
        if path == "/keys":
            return {"keys": [OURS.as_dict(private=False)]}
        written = self.write(self.token, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": written}


def _by_the_rules(claims: dict[str, Any], key: RSAKey) -> str:
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)


def _unsigned(claims: dict[str, Any], _: RSAKey) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return (
        ".".join(urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
        + "."
    )


def _with_the_public_key(claims: dict[str, Any], _: RSAKey) -> str:
    """As if the key that everybody may read were a secret that both sides share."""
    return jwt.encode({"alg": "HS256", "kid": "1"}, claims, _shared(OURS.as_pem(private=False)))


def _with_the_clients_secret(claims: dict[str, Any], _: RSAKey) -> str:
    return jwt.encode({"alg": "HS256", "kid": "1"}, claims, _shared(SECRET.encode()))


def _shared(text: bytes) -> OctKey:
    return OctKey.import_key({"kty": "oct", "k": urlsafe_b64encode(text).decode().rstrip("=")})


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    known = Issuer("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            self.rfile.read(length)
            body = json.dumps(known.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  the form of a handler

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield known
        server.shutdown()


@pytest.fixture(scope="module")
def served(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The server's address, and what it signs its cookies with."""
    data = tmp_path_factory.mktemp("forged")
    running = Server(data=data, port=free_port())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DATA": str(data), "SIGN_IN": "oidc", "PUBLIC_ADDRESS": running.address,
            "OIDC_METADATA": f"{issuer.address}/.well-known/openid-configuration",
            "OIDC_CLIENT": "prodworthy", "OIDC_SECRET": "provider", "SECRET_PROVIDER": SECRET,
        }.items():  # fmt: skip
            patch.setenv(f"PRODWORTHY_{name}", value)
        try:
            running.start()
            yield running.address, signed("cookie")
        finally:
            if running.process and running.process.poll() is None:
                running.process.terminate()
                running.process.wait(timeout=30)


def _begun(client: httpx.Client, secret: str) -> dict[str, str]:
    """Begin to sign in; the state and the nonce that the provider is given."""
    header = {"provider": "default", "exp": int(time.time()) + 60}
    asked = jwt.encode({"alg": "HS256"}, header, OctKey.import_key(secret))
    sent = client.get("/auth/login", params={"provider": asked})
    found = parse_qs(urlsplit(sent.headers["location"]).query)
    return {name: values[0] for name, values in found.items()}


def _claims(issuer: Issuer, begun: dict[str, str], **more: Any) -> dict[str, Any]:
    now = int(time.time())
    given = {
        "iss": issuer.address, "sub": "kim", "aud": "prodworthy", "iat": now, "exp": now + 300,
        "nonce": begun["nonce"],
    }  # fmt: skip
    return given | more


def _signs_in(
    served: tuple[str, str], issuer: Issuer, *, key: RSAKey = OURS, write: Write = _by_the_rules,
    **more: Any,
) -> set[str]:  # fmt: skip
    """Names of the cookies that the browser then has."""
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        begun = _begun(client, served[1])
        issuer.token, issuer.key, issuer.write = _claims(issuer, begun, **more), key, write
        client.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
        return set(client.cookies)


def test_the_cookie_of_a_sign_in_is_read_by_no_script_and_sent_by_no_other_site(
    served: tuple[str, str], issuer: Issuer
) -> None:
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        begun = _begun(client, served[1])
        issuer.token, issuer.key = _claims(issuer, begun), OURS
        answer = client.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
    given = [
        item.lower() for item in answer.headers.get_list("set-cookie") if item.startswith(COOKIE)
    ]
    assert given
    for cookie in given:
        assert {"httponly", "samesite=lax"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"X-Xsrftoken": "2|aa|bb|1"}, {"Origin": "https://attacker.example"},
        {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost"},
    ],
    ids=["no token", "made up", "another site", "nowhere", "another port", "a form of another page"],
)  # fmt: skip
def test_a_file_is_handed_over_by_a_page_of_ours_alone(
    served: tuple[str, str], headers: dict[str, str]
) -> None:
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        client.get("/_stcore/health")
        token = client.cookies.get("_streamlit_xsrf")
        assert token
        sent = (
            headers
            if len(headers) < 1 or "X-Xsrftoken" in headers
            else headers | {"X-Xsrftoken": token}
        )
        for method in ("PUT", "POST", "DELETE"):
            answer = client.request(
                method, "/_stcore/upload_file/somebody/1", headers=sent, content=b"x"
            )
            assert answer.status_code in ({403, 405} if method == "POST" else {403})


@pytest.mark.parametrize("origin", ["https://attacker.example", "null", "", "http://127.0.0.1:1"])
def test_no_other_page_opens_a_connection(served: tuple[str, str], origin: str) -> None:
    address = served[0].replace("http:", "ws:") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused:
        connect(
            address, subprotocols=[Subprotocol("streamlit")], additional_headers={"Origin": origin}
        )
    assert refused.value.response.status_code == 403
    with connect(address, subprotocols=[Subprotocol("streamlit")], origin=Origin(served[0])):
        """A page of ours does."""


def test_a_true_answer_signs_in_and_asks_for_the_password_each_time(
    served: tuple[str, str], issuer: Issuer
) -> None:
    assert COOKIE in _signs_in(served, issuer)
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        assert _begun(client, served[1])["prompt"] == "login"


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": ANOTHERS}, {"exp": 1}, {"aud": "another-client"}, {"nonce": "of another sign-in"},
        {"iss": "https://elsewhere.example.org"}, {"write": _unsigned},
        {"write": _with_the_public_key}, {"write": _with_the_clients_secret},
        {"aud": ["prodworthy", "another-client"], "azp": "another-client"}, {"nonce": ""},
    ],
    ids=["forged", "expired", "for another audience", "replayed", "of another issuer", "unsigned",
         "signed with the public key", "signed with our own secret", "made for another client",
         "without the nonce"],
)  # fmt: skip
def test_a_wrong_answer_signs_nobody_in(
    served: tuple[str, str], issuer: Issuer, wrong: dict[str, Any]
) -> None:
    assert COOKIE not in _signs_in(served, issuer, **wrong)


def test_an_answer_counts_once(served: tuple[str, str], issuer: Issuer) -> None:
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        begun = _begun(client, served[1])
        issuer.token, issuer.key, issuer.write = _claims(issuer, begun), OURS, _by_the_rules
        for signed_in in (True, False):
            client.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
            assert (COOKIE in client.cookies) is signed_in
            for name in list(client.cookies):
                if name.startswith(COOKIE):
                    del client.cookies[name]


def test_an_answer_to_a_question_that_this_browser_did_not_ask_signs_nobody_in(
    served: tuple[str, str], issuer: Issuer
) -> None:
    with httpx.Client(base_url=served[0], trust_env=False) as asking:
        begun = _begun(asking, served[1])
    issuer.token, issuer.key = _claims(issuer, begun), OURS
    with httpx.Client(base_url=served[0], trust_env=False) as another:
        another.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
        assert COOKIE not in another.cookies
