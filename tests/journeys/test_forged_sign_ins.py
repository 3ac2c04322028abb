"""A provider's answer that is forged, expired, replayed or meant for another is nobody's sign-in."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from engagement.outside.signing import signed
from tests.free_port import free_port
from tests.journeys.conftest import Server

COOKIE = "_streamlit_user"
OURS, ANOTHERS = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class Issuer:
    """A provider over real HTTP that answers with whatever token it is told to."""

    address: str
    token: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: OURS)

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
        written = jwt.encode({"alg": "RS256", "kid": "1"}, self.token, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": written}


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
            "OIDC_CLIENT": "prodworthy", "OIDC_SECRET": "provider", "SECRET_PROVIDER": "s",
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
    served: tuple[str, str], issuer: Issuer, *, key: RSAKey = OURS, **more: Any
) -> set[str]:
    """Names of the cookies that the browser then has."""
    with httpx.Client(base_url=served[0], trust_env=False) as client:
        begun = _begun(client, served[1])
        issuer.token, issuer.key = _claims(issuer, begun, **more), key
        client.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
        return set(client.cookies)


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
        {"iss": "https://elsewhere.example.org"},
    ],
    ids=["forged", "expired", "for another audience", "replayed", "of another issuer"],
)  # fmt: skip
def test_a_wrong_answer_signs_nobody_in(
    served: tuple[str, str], issuer: Issuer, wrong: dict[str, Any]
) -> None:
    assert COOKIE not in _signs_in(served, issuer, **wrong)


def test_an_answer_to_a_question_that_this_browser_did_not_ask_signs_nobody_in(
    served: tuple[str, str], issuer: Issuer
) -> None:
    with httpx.Client(base_url=served[0], trust_env=False) as asking:
        begun = _begun(asking, served[1])
    issuer.token, issuer.key = _claims(issuer, begun), OURS
    with httpx.Client(base_url=served[0], trust_env=False) as another:
        another.get("/oauth2callback", params={"code": "c", "state": begun["state"]})
        assert COOKIE not in another.cookies
