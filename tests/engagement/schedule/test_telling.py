"""People and programs are told what is due: when it is, once, and so that the receiver can check it."""

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from engagement.faults import Refused
from engagement.invitations import inviting
from engagement.invitations.model import Invitee
from engagement.invitations.overview import invited
from engagement.outside import clock
from engagement.plans import deciding
from engagement.schedule.agenda import agenda
from engagement.schedule.cadence import set_schedule
from engagement.schedule.model import Reminder, Way
from engagement.schedule.reminding import add_reminder, end_reminder, reminders_of, try_reminder
from engagement.schedule.running import run_one
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = "k" * 40
Sent = list[dict[str, str]]


class Hook:
    """A program that is called; ``says`` is how it answers, ``got`` what came."""

    def __init__(self) -> None:
        self.says, self.got = 204, []
        outer: Hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.got.append((self.path, dict(self.headers), body))
                with suppress(OSError):
                    self.send_response(outer.says)
                    self.send_header("location", "http://127.0.0.1:9/elsewhere")
                    self.send_header("content-length", "0")
                    self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    got: list[tuple[str, dict[str, str], bytes]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/due?team=ml"


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the clock; it stands at noon to begin with."""

    def stand(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    stand(NOON)
    return stand


@pytest.fixture
def desk(store: Store, at: Any) -> Desk:
    """An assessment with one decision that Ada owes tomorrow, and nothing else that is due soon."""
    made = open_desk(store)
    deciding.record_decision(
        store, assessment_id=made.id, title="Name an owner", text="t", owner="Ada",
        due=(NOON + DAY).date(), proposed=True,
    )  # fmt: skip
    return made


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The mails that went out; how one goes out is tried with a real server elsewhere."""
    found: Sent = []
    monkeypatch.setattr("engagement.outside.mail.configured", lambda: True)
    monkeypatch.setattr("engagement.outside.mail.send", lambda **mail: found.append(mail))
    return found


def _add(desk: Desk, way: Way, **more: str) -> Reminder:
    given: dict[str, Any] = {"name": "Ada", "by": "Mara"} | more
    return add_reminder(desk.store, client_id=desk.place.client.id, way=way, **given)


def _called(desk: Desk, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> Reminder:
    monkeypatch.setenv("PRODWORTHY_SECRET_HOOK", f"host=127.0.0.1 hmac:{KEY}")
    return _add(desk, "webhook", address=hook.url, secret="hook")


def test_a_mail_comes_in_the_morning_of_the_day_and_again_only_after_a_week(
    desk: Desk, at: Any, sent: Sent
) -> None:
    _add(desk, "mail", address="ada@example.org")
    assert run_one(desk.store) is None, "nothing is due today"
    at(NOON + DAY - timedelta(hours=6))
    ran = run_one(desk.store)
    assert ran is not None
    assert (ran.outcome, ran.told) == ("done", "Told Ada of 1 item.")
    assert (sent[0]["to"], sent[0]["subject"]) == ("ada@example.org", "Acme: 1 due today")
    assert "decide: Name an owner (Ada)" in sent[0]["text"]
    assert re.search(r"because Mara asked for it on 2\sMarch\s2026", sent[0]["text"])
    assert run_one(desk.store) is None
    at(NOON + 5 * DAY)
    assert run_one(desk.store) is None
    at(NOON + 8 * DAY)
    assert run_one(desk.store)
    assert [mail["subject"] for mail in sent] == ["Acme: 1 due today", "Acme: 1 overdue"]
    with desk.store.reading() as tx:
        assert len(audit.done(tx, "reminder sent")) == 2


def test_one_is_told_only_what_is_theirs_where_that_was_asked_for(
    desk: Desk, at: Any, sent: Sent
) -> None:
    _add(desk, "mail", address="bo@example.org", name="Bo", whose="Bo")
    at(NOON + 2 * DAY)
    assert run_one(desk.store) is None
    mine = _add(desk, "mail", address="ada@example.org", whose="Ada")
    assert run_one(desk.store)
    end_reminder(desk.store, reminder_id=mine.id, by="Mara")
    at(NOON + 30 * DAY)
    assert run_one(desk.store) is None
    assert [mail["to"] for mail in sent] == ["ada@example.org"]


def test_a_call_is_signed_so_that_the_receiver_can_check_it(
    desk: Desk, at: Any, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _called(desk, hook, monkeypatch)
    at(NOON + DAY)
    assert run_one(desk.store)
    ((path, headers, body),) = hook.got
    assert path == "/due?team=ml"
    stamp = headers["Prodworthy-Timestamp"]
    assert int(stamp) == (NOON + DAY).timestamp()
    wanted = hmac.new(KEY.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["Prodworthy-Signature"] == f"v1={wanted}"
    told = json.loads(body)
    assert (told["type"], told["client"]["name"]) == ("prodworthy.due", "Acme")
    assert [(item["what"], item["owner"]) for item in told["items"]] == [
        ("decide: Name an owner", "Ada")
    ]
    assert KEY not in f"{headers}{body!r}"


def test_a_call_that_is_not_taken_is_sent_again_under_the_same_name_later_and_later(
    desk: Desk, at: Any, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _called(desk, hook, monkeypatch)
    hook.says, moment = 503, NOON + DAY
    for minutes in (0, 1, 5, 30):
        moment += timedelta(minutes=minutes)
        at(moment - timedelta(seconds=1))
        assert minutes == 0 or run_one(desk.store) is None
        at(moment)
        failed = run_one(desk.store)
        assert failed is not None
        assert (failed.outcome, "answered 503" in failed.told) == ("failed", True)
    hook.says = 200
    at(moment + timedelta(minutes=120))
    taken = run_one(desk.store)
    assert taken is not None
    assert taken.outcome == "done"
    assert len({headers["Prodworthy-Delivery"] for _, headers, _ in hook.got}) == 1
    at(NOON + 9 * DAY)
    assert run_one(desk.store)
    assert len({headers["Prodworthy-Delivery"] for _, headers, _ in hook.got}) == 2


def test_a_call_follows_no_redirect(
    desk: Desk, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _called(desk, hook, monkeypatch)
    hook.says = 307
    with pytest.raises(Refused, match="answered 307"):
        try_reminder(desk.store, reminder_id=known.id, by="Mara")
    assert len(hook.got) == 1


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://169.254.169.254/latest", "(?i)metadata|link-local|never"),
        ("https://[fd00:ec2::254]/x", "(?i)metadata|link-local|never"),
        ("http://10.0.0.7/hook", "list"),
        ("https://user:pass@example.org/x", "user name or password"),
        ("file:///etc/passwd", "https://"),
    ],
)
def test_an_address_that_may_not_be_called_is_not_even_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, address: str, why: str
) -> None:
    monkeypatch.setenv("PRODWORTHY_SECRET_HOOK", f"hmac:{KEY}")
    with pytest.raises(Refused, match=why):
        _add(desk, "webhook", address=address, secret="hook")
    assert reminders_of(desk.store, desk.place.client.id) == ()


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        ("hmac:short", "32 characters"),
        (f"bearer:{KEY}", "listed as hmac"),
        (f"host=other.example.org hmac:{KEY}", "another host"),
    ],
)
def test_a_secret_that_is_not_for_this_is_refused_without_telling_it(
    desk: Desk, hook: Hook, monkeypatch: pytest.MonkeyPatch, listed: str, why: str
) -> None:
    monkeypatch.setenv("PRODWORTHY_SECRET_HOOK", listed)
    with pytest.raises(Refused, match=why) as refused:
        _add(desk, "webhook", address=hook.url, secret="hook")
    assert KEY not in refused.value.sentence
    assert hook.got == []


def test_who_was_invited_is_reminded_a_few_times_and_then_a_person_is_asked_to_speak_with_them(
    desk: Desk, at: Any, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_PUBLIC_ADDRESS", "https://prodworthy.example.org")
    who = Invitee(name="Tom", role="operations", email="tom@example.org", asked=("eng.rollback",))
    inviting.invite(desk.store, assessment_id=desk.id, people=[who], by="Mara", days=60)
    set_schedule(desk.store, client_id=desk.place.client.id, runs=True)
    for week in (1, 2, 3):
        at(NOON + 7 * week * DAY)
        assert run_one(desk.store)
        assert run_one(desk.store) is None
    assert {mail["to"] for mail in sent} == {"tom@example.org"}
    assert "https://prodworthy.example.org/i/" in sent[0]["text"]
    assert len(sent) == 3
    assert invited(desk.store, desk.id)[0].invitation.reminded_at == NOON + 21 * DAY
    at(NOON + 28 * DAY)
    assert run_one(desk.store) is None
    (line,) = [line for line in agenda(desk.store) if line.due.kind == "people"]
    assert (line.due.what, line.due.owner) == ("speak with Tom", "Mara")
    with desk.store.reading() as tx:
        assert {event.by for event in audit.done(tx, "person reminded")} == {"the schedule"}


def test_nobody_is_reminded_where_no_mail_can_be_sent_and_it_says_why(desk: Desk, at: Any) -> None:
    who = Invitee(name="Tom", role="operations", asked=("eng.rollback",))
    inviting.invite(desk.store, assessment_id=desk.id, people=[who], by="Mara", days=60)
    set_schedule(desk.store, client_id=desk.place.client.id, runs=True)
    at(NOON + 8 * DAY)
    assert run_one(desk.store) is None
    (line,) = [line for line in agenda(desk.store) if line.due.kind == "people"]
    assert (line.when, line.due.runs) == ("overdue", False)
    assert "No e-mail address is known." in line.due.why
