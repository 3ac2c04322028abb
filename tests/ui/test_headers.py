"""What a browser is told that it may run."""

from base64 import b64encode
from hashlib import sha256

from ui.routes.headers import security_headers
from ui.routes.scrolling import SCRIPT


def test_no_script_runs_but_those_of_the_server_and_one_that_is_named_by_its_digest() -> None:
    policy = security_headers("127.0.0.1:8501")["content-security-policy"]
    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src ")]
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    assert scripts.split() == ["script-src", "'self'", f"'sha256-{digest}'"]
