"""Mail goes out through a real SMTP server, encrypted, or one sentence says why it does not."""

# ruff: noqa: ARG002  the hooks of a server have their form

import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from engagement.faults import Refused
from engagement.invitations import inviting
from engagement.invitations.model import Invitee
from engagement.invitations.overview import invited
from engagement.invitations.sending import remind, send
from engagement.outside import mail
from tests.engagement.desk import Desk
from tests.free_port import free_port

Serve = Callable[..., Any]


class Inbox:
    """What the server took; an address of ``nobody`` is not taken."""

    def __init__(self) -> None:
        self.got: list[Message] = []

    async def handle_RCPT(  # noqa: N802  the form of the hook
        self,
        server: Any,
        session: Any,
        envelope: Any,
        address: str,
        options: Any,
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  the form of the hook
        self,
        server: Any,
        session: Any,
        envelope: Any,
    ) -> str:
        self.got.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and data.password == b"let me in"
    return AuthResult(success=known, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("certificate") / "mail.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", file,
         "-out", f"{file}.crt", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    return file


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def serve(inbox: Inbox, monkeypatch: pytest.MonkeyPatch, certificate: Path) -> Serve:
    @contextmanager
    def served(tls: str = "starttls", offers: bool = True, trusted: bool = True) -> Iterator[None]:
        more: dict[str, Any] = {"authenticator": _knows, "auth_require_tls": False}
        if offers:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f"{certificate}.crt", certificate)
            more |= {"tls_context": context, "require_starttls": True}
        running = Controller(inbox, hostname="127.0.0.1", port=free_port(), **more)
        running.start()
        for name, value in (
            ("HOST", "localhost"), ("PORT", str(running.port)), ("TLS", tls),
            ("FROM", "invites@example.org"),
        ):  # fmt: skip
            monkeypatch.setenv(f"PRODWORTHY_MAIL_{name}", value)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
        try:
            yield
        finally:
            running.stop()

    return served


def _post(to: str = "tom@example.org", name: str = "Tom", subject: str = "Hello") -> None:
    mail.send(to=to, name=name, subject=subject, text="Words: größer\n")


def test_a_message_arrives_encrypted_with_what_was_written(serve: Serve, inbox: Inbox) -> None:
    with serve():
        _post()
    got = inbox.got[0]
    assert (got["From"], got["To"], got["Subject"]) == (
        "invites@example.org", "Tom <tom@example.org>", "Hello",
    )  # fmt: skip
    assert "größer" in got.get_content()  # type: ignore[attr-defined]


def test_nothing_is_sent_where_the_server_offers_no_encryption(serve: Serve, inbox: Inbox) -> None:
    with serve(offers=False), pytest.raises(Refused, match=r"no encryption .* copy the link"):
        _post()
    assert inbox.got == []


def test_an_operator_may_choose_to_send_without_encryption(serve: Serve, inbox: Inbox) -> None:
    with serve(tls="none", offers=False):
        _post()
    assert len(inbox.got) == 1


def test_a_certificate_that_cannot_be_trusted_is_refused(serve: Serve, inbox: Inbox) -> None:
    with serve(trusted=False), pytest.raises(Refused, match="no certificate that can be trusted"):
        _post()
    assert inbox.got == []


def test_the_server_is_given_the_secret_that_the_setting_names_and_a_wrong_one_is_a_sentence(
    serve: Serve, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_MAIL_USER", "prodworthy")
    monkeypatch.setenv("PRODWORTHY_MAIL_SECRET", "post")
    monkeypatch.setenv("PRODWORTHY_SECRET_POST", "wrong")
    with serve():
        with pytest.raises(Refused, match="does not accept its user and secret") as refused:
            _post()
        assert "wrong" not in refused.value.sentence
        monkeypatch.setenv("PRODWORTHY_SECRET_POST", "let me in")
        _post()
    assert len(inbox.got) == 1


def test_a_dead_server_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODWORTHY_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("PRODWORTHY_MAIL_PORT", str(free_port()))
    monkeypatch.setenv("PRODWORTHY_MAIL_FROM", "invites@example.org")
    with pytest.raises(Refused, match=r"does not answer. Nothing was sent; copy the link"):
        _post()


def test_an_address_that_the_server_does_not_take_is_one_sentence(serve: Serve) -> None:
    with serve(), pytest.raises(Refused, match="does not take mail for"):
        _post("nobody@example.org")


@pytest.mark.parametrize("to", ["", "tom", "a@b, c@d", "a@b\nBcc: c@d", "<a@b>", "ü@example.org"])
def test_what_is_no_single_address_is_refused_before_any_server_is_asked(
    monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.setenv("PRODWORTHY_MAIL_HOST", "mail.invalid")
    monkeypatch.setenv("PRODWORTHY_MAIL_FROM", "invites@example.org")
    with pytest.raises(Refused, match="is no e-mail address"):
        _post(to)


def test_a_name_or_a_subject_cannot_add_a_header(serve: Serve, inbox: Inbox) -> None:
    with serve(tls="none", offers=False):
        _post(name="Tom\r\nBcc: spy@example.org", subject="Hi\nX-Evil: yes")
    assert (inbox.got[0]["Bcc"], inbox.got[0]["X-Evil"]) == (None, None)


def test_without_a_server_it_is_said_what_to_do() -> None:
    assert not mail.configured()
    with pytest.raises(Refused, match=r"PRODWORTHY_MAIL_HOST .* copy the link"):
        _post()


def test_an_invitation_and_its_reminder_are_sent_and_counted_as_sent_only_then(
    desk: Desk, serve: Serve, inbox: Inbox
) -> None:
    who = Invitee(name="Tom", role="operations", email="tom@example.org", asked=("eng.rollback",))
    made = inviting.invite(desk.store, assessment_id=desk.id, people=[who], by="Mara")[0]
    about = {"invitation_id": made.id, "base": "https://x.org", "by": "Mara"}
    with serve(offers=False), pytest.raises(Refused):
        send(desk.store, **about)
    assert invited(desk.store, desk.id)[0].invitation.sent_at is None
    with serve():
        send(desk.store, **about)
        remind(desk.store, **about, by_mail=True)
    assert invited(desk.store, desk.id)[0].invitation.sent_at is not None
    assert [str(item["Subject"]) for item in inbox.got] == [
        "Acme: 1 question on Scoring", "Reminder: Acme: 1 question on Scoring",
    ]  # fmt: skip
    assert "https://x.org/i/" in inbox.got[1].get_content()  # type: ignore[attr-defined]
