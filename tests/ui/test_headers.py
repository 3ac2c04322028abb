"""What a browser is told that it may run."""

from base64 import b64encode
from hashlib import sha256

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.ui.asked import asked
from ui import serving
from ui.routes.headers import KnownHostsOnly, security_headers
from ui.routes.scrolling import SCRIPT


def test_no_script_runs_but_those_of_the_server_and_one_that_is_named_by_its_digest() -> None:
    policy = security_headers("127.0.0.1:8501")["content-security-policy"]
    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src ")]
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    assert scripts.split() == ["script-src", "'self'", f"'sha256-{digest}'"]


async def _answered(request: Request) -> PlainTextResponse:
    return PlainTextResponse("answered")


@pytest.mark.parametrize("secret", ["", "scraper"])
def test_a_strange_name_opens_no_page_and_the_metrics_only_where_they_ask_for_a_token(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_METRICS_SECRET", secret)
    (held,) = [item for item in serving.asgi()["middleware"] if item.cls is KnownHostsOnly]
    paths = ("/", "/metrics", "/livez", "/readyz", "/healthz")
    routes = [Route(path, _answered) for path in paths]
    app = Starlette(routes=routes, middleware=[Middleware(held.cls, **held.kwargs)])
    answered = {path: asked(app, path, host="10.1.2.3:8501").status for path in paths}
    assert {answered[path] for path in ("/livez", "/readyz", "/healthz")} == {200}
    assert (answered["/"], answered["/metrics"]) == (421, 200 if secret else 421)
    assert asked(app, "/", host="127.0.0.1:8501").status == 200
