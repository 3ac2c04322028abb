"""Secrets are planted, a whole run is made, and what came of it is looked through: ``make canaries``.

Services echo what they are sent, in bodies, in labels and in redirects. What is looked through: the
database as files and as a dump, uploads, logs at DEBUG, reports of every format, the workbook, the
backup, a client's archive without its encryption, mails and calls, pages, metrics and errors. That the
search sees into each of them is shown by a comment, which has to be found.
"""

# ruff: noqa: ARG002  the hooks of a server have their form

import base64
import io
import logging
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.message import Message
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from engagement import reporting, snapshots
from engagement.backup import back_up
from engagement.client_archive import export_client, sealing
from engagement.faults import Refused
from engagement.looks import collecting, looking
from engagement.looks.working import Worker
from engagement.outside import logs
from engagement.outside.signing import signed
from engagement.schedule.model import Way
from engagement.schedule.reminding import add_reminder, try_reminder
from engagement.store import Store
from reports import formats
from tests import databases
from tests.endurance.seeing_into import told
from tests.engagement.desk import Desk, open_desk
from tests.free_port import free_port
from tests.live_postgres import PROGRAMS
from tests.on_loopback import on_loopback
from tests.served import SERVE, Running, served

COMMENT = "Visibly-said-4711"
PASSPHRASE = "four words no link"
NAMES = ("bearer", "basic", "header", "hook", "mail", "metrics", "signing", "oidc", "database")
Found = dict[str, bytes]


def canary(name: str) -> str:
    """Unlike any other text, and written otherwise in an address, in a form and in base 64."""
    return f"cnry-{name}+{secrets.token_hex(16)}/z="


class Echo:
    """A service that wants a secret, and says it back wherever it can."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def get(self, path: str, headers: Message) -> tuple[int, Any, dict[str, str]]:
        given = headers["Authorization"] or headers["X-Api-Key"] or ""
        self.given.append(given)
        word = given.removeprefix("Bearer ").replace('"', "")
        if path.startswith("/label"):
            body = f'# TYPE a_total counter\na_total{{token="{word}",path="/"}} 5\nup 1\n'
            return 200, body.encode(), {"Content-Type": "text/plain"}
        if path.startswith("/away"):
            return 302, b"", {"Location": f"http://127.0.0.1:1/?token={word}"}
        if path.startswith("/error"):
            return (
                500,
                {"error": f"wrong key {given}", "headers": dict(headers.items())},
                {"X-Was": given},
            )
        return (
            401,
            f"<html>{given} may not</html>".encode(),
            {"WWW-Authenticate": f'Bearer realm="{word}"'},
        )

    def post(self, path: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        self.given.append(body.decode())
        return (500 if "error" in path else 204), {"was": body.decode()}, {}


class Post:
    """A mail server that takes the password once, and then says it back as wrong."""

    def __init__(self, password: str) -> None:
        self.password, self.took, self.asked = password, list[bytes](), 0

    def knows(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        self.asked += 1
        assert isinstance(data, LoginPassword)
        right = data.password.decode() == self.password and self.asked == 1
        return AuthResult(success=right, message=None if right else f"535 wrong: {self.password}")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.took.append(envelope.content)
        return "250 OK"


@contextmanager
def planted(
    folder: Path, on_postgresql: bool
) -> Iterator[tuple[dict[str, str], dict[str, str], Echo, Post, str]]:
    """Secrets by name, the settings that name them, and the services that want them."""
    hidden = {name: canary(name) for name in NAMES}
    listed = {
        "basic": {"secret": f"host=127.0.0.1 basic:probe:{hidden['basic']}", "clients": "all"},
        "header": {"secret": f"host=127.0.0.1 header:X-Api-Key: {hidden['header']}", "clients": "all"},
        "hook": {"secret": f"host=127.0.0.1 hmac:{hidden['hook']}", "clients": "all"},
        "oidc": hidden["oidc"], "mail": hidden["mail"],
    }  # fmt: skip
    (folder / "secrets").mkdir()
    file = folder / "secrets" / "list.yaml"
    file.write_text(yaml.safe_dump(listed))
    echo, post, port = Echo(), Post(hidden["mail"]), free_port()
    mail = Controller(post, "127.0.0.1", port, authenticator=post.knows, auth_require_tls=False)
    settings = {
        "SECRET_BEARER": f"clients=all host=127.0.0.1 bearer:{hidden['bearer']}",
        "SECRETS_FILE": str(file),
        "SECRET_METRICS": hidden["metrics"],
        "METRICS_SECRET": "metrics",
        "LOG_LEVEL": "DEBUG",
        "LOG_FORMAT": "json",
        "MAIL_HOST": "127.0.0.1",
        "MAIL_PORT": str(port),
        "MAIL_TLS": "none",
        "MAIL_USER": "probe",
        "MAIL_SECRET": "mail",
        "MAIL_FROM": "prodworthy@example.org",
        "SCHEDULER": "off",
        "DRAIN_SECONDS": "0",
    }
    if on_postgresql:  # the server lets the owner in with any password
        address = databases.migrated(f"canaries_{secrets.token_hex(4)}")
        word = httpx.QueryParams({"w": hidden["database"]}).__str__()[2:]
        settings["DATABASE"] = address.replace("owner@", f"owner:{word}@")
    else:
        del hidden["database"]
        settings |= {"SECRET_SIGNING": hidden["signing"], "SIGNING_SECRET": "signing"}
    mail.start()
    try:
        with on_loopback(echo.get, echo.post) as address:
            yield hidden, settings, echo, post, address
    finally:
        mail.stop()


@pytest.mark.parametrize("on_postgresql", [False, True], ids=["sqlite", "postgresql"])
def test_no_secret_is_in_anything_that_came_of_a_whole_run(
    tmp_path: Path, *, on_postgresql: bool
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with ExitStack() as stack:
        hidden, settings, echo, post, address = stack.enter_context(
            planted(tmp_path, on_postgresql)
        )
        patching = stack.enter_context(pytest.MonkeyPatch.context())
        patching.setenv("PRODWORTHY_DATA", str(data))
        for name, value in settings.items():
            patching.setenv(f"PRODWORTHY_{name}", value)
        log = stack.enter_context(_logged())
        store = Store.open()
        desk = open_desk(store)
        shown, others = _run(desk, address, post)
        others |= _served(data, settings, desk, hidden)
        others["the log of this process"] = log.getvalue().encode()
        store.close()
        found = (
            _files(data) | shown | others | ({"the dump": _dump(settings)} if on_postgresql else {})
        )
    if on_postgresql:  # keys of its own, made at the first start of each
        for number, key in enumerate([item for item in found if item.endswith("signing.key")]):
            hidden[f"signing {number}"] = found.pop(key).decode().strip()
    hidden["cookie"] = _cookie(data, settings)
    for name in ("bearer", "basic", "header"):  # each was sent where it belongs
        wanted = (
            hidden[name]
            if name != "basic"
            else base64.b64encode(f"probe:{hidden[name]}".encode()).decode()
        )
        assert any(wanted in item for item in echo.given), name
    hidden["basic as sent"] = base64.b64encode(f"probe:{hidden['basic']}".encode()).decode()
    assert post.took
    assert [line for name, content in found.items() for line in told(name, content, hidden)] == []
    seen = {name for name in shown if told(name, shown[name], {"the comment": COMMENT})}
    trackers = {"the jira.csv", "the azure.csv"}  # what is to be done, and nobody's words
    assert seen == shown.keys() - trackers, shown.keys() - seen


def _run(desk: Desk, address: str, post: Post) -> tuple[Found, Found]:
    """What shows what people said, and what does not, of answering, looking, reporting and handing on."""
    store, by = desk.store, "Kim"
    for capability in ("eng.rollback", "data.lineage-versioning"):
        desk.answer(capability, comment=f"{COMMENT} of {capability}")
    for secret, path in (
        ("bearer", "label"),
        ("basic", "error"),
        ("header", "away"),
        ("bearer", "no"),
        ("header", "label/of/a/header"),
    ):
        collecting.add_source(
            store, assessment_id=desk.id, kind="metrics_endpoint", name=f"{secret} {path}", secret=secret,
            address=f"{address}/{path}", authorised_by=by, options={"interval": 0.5},
        )  # fmt: skip
    _look(store, desk.id)
    others: Found = {"what actions said": b""}
    client = desk.place.client.id
    for way, place in _reminders(address):
        secret = "hook" if way == "webhook" else ""
        made = add_reminder(
            store, client_id=client, way=way, name=place[-40:], by=by, address=place, secret=secret
        )
        try:
            others["what actions said"] += try_reminder(store, reminder_id=made.id, by=by).encode()
        except Refused as refused:
            others["what actions said"] += refused.sentence.encode()
    others["the mails"] = b"\n".join(post.took)
    snapshots.take(store, desk.id, by=by)
    report = reporting.report(store, desk.id)
    shown = {
        f"the {item.suffix}": reporting.made_as(report, item.suffix) for item in formats.FORMATS
    }
    with patch.object(sealing, "seal", lambda content, _: content):
        shown["the archive"] = export_client(
            store, client_id=client, passphrase=PASSPHRASE, by=by
        ).content
    file = Path(os.environ["PRODWORTHY_DATA"]) / "server.backup"
    back_up(store, file, by=by)
    shown["the backup"] = file.read_bytes()
    return shown, others


def _reminders(address: str) -> tuple[tuple[Way, str], ...]:
    return (
        ("mail", "ana@example.org"), ("mail", "bo@example.org"), ("webhook", f"{address}/hook"),
        ("webhook", f"{address}/error"),
    )  # fmt: skip


def _look(store: Store, assessment_id: str) -> None:
    if not store.has_queue:
        looking.look(store, assessment_id, started_by="Kim")
        return
    worker = Worker(store, 1)
    worker.start()
    try:
        run = looking.start_looking(store, assessment_id, "Kim")
        _until(lambda: _state(store, assessment_id) == "finished" and run is not None)
    finally:
        worker.end()


def _state(store: Store, assessment_id: str) -> str:
    run = looking.last_run(store, assessment_id)
    return run.state if run else ""


def _until(done: Any) -> None:
    import time

    for _ in range(1200):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to its end")


def _served(data: Path, settings: dict[str, str], desk: Desk, hidden: dict[str, str]) -> Found:
    """Pages, metrics and errors of the server, without and with a sign-in."""
    found: Found = {}
    with served(data, SERVE, **settings) as running:
        for name in ("", "looking", "report", "track"):
            found[f"the page {name}"] = "\n".join(running.page(name)).encode()
        for path in (
            "/",
            "/metrics",
            "/livez",
            "/readyz",
            "/healthz",
            "/nowhere",
            "/join/ABCDEF",
            "/i/a.b",
            "/calendar/a.b.ics",
            "/room/x/mine",
            "/_stcore/host-config",
            "/_stcore/health",
        ):
            found |= _answer(running, path)
        right = _answer(running, "/metrics", Authorization=f"Bearer {hidden['metrics']}")
        assert all(b"prodworthy" in content for content in right.values())
        found |= {"the metrics": b"".join(right.values())}
        found |= _answer(running, "/metrics", Authorization=f"Bearer {hidden['metrics'][:-1]}")
    signed_in = settings | {
        "SIGN_IN": "oidc",
        "PUBLIC_ADDRESS": "http://127.0.0.1:8501",
        "OIDC_CLIENT": "prodworthy",
        "OIDC_SECRET": "oidc",
        "OIDC_METADATA": "http://127.0.0.1:1/.well-known/openid-configuration",
    }
    (data / "second").mkdir()
    with served(data / "second", SERVE, **signed_in) as running:
        for path in (
            "/",
            "/auth/login?provider=default",
            "/oauth2callback?code=a&state=b",
            "/metrics",
        ):
            found |= _answer(running, path)
    return found


def _answer(running: Running, path: str, **headers: str) -> Found:
    reply = httpx.get(running.address + path, headers=headers, timeout=60)
    return {
        f"the answer to {path} {len(headers)}": repr(reply.headers.raw).encode() + reply.content
    }


def _files(data: Path) -> Found:
    return {
        str(item.relative_to(data)): item.read_bytes()
        for item in sorted(data.rglob("*"))
        if item.is_file()
    }


def _dump(settings: dict[str, str]) -> bytes:
    name = settings["DATABASE"].rpartition("/")[2].partition("?")[0]
    words = [
        f"{PROGRAMS}/pg_dump",
        "-h",
        "127.0.0.1",
        "-p",
        str(databases.server().port),
        "-U",
        "owner",
        name,
    ]
    said = subprocess.run(words, check=True, capture_output=True).stdout
    assert b"procrastinate_jobs" in said
    return said


def _cookie(data: Path, settings: dict[str, str]) -> str:
    """The text that cookies are signed with, made from the signing secret."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("PRODWORTHY_DATA", str(data))
        for name, value in settings.items():
            patching.setenv(f"PRODWORTHY_{name}", value)
        return signed("cookie")


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """What this process writes down at DEBUG, in the operator's form."""
    root, out = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    logs.set_up(out)
    try:
        yield out
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        logging.captureWarnings(False)
        with suppress(AttributeError):
            logging.setLoggerClass(logging.Logger)
