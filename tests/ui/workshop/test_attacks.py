"""Our own routes attacked over real HTTP: other sites, forged tickets, guessing, floods."""

import time
from collections.abc import Iterator

import pytest

from tests.engagement.roomful import Roomful
from tests.ui.workshop.conftest import CLIENT, Phone
from ui.routes.workshop import guard

ELSEWHERE = "https://attacker.example"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},  # the same machine on another port is another site
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_what_another_page_makes_a_browser_send_is_refused(
    phone: Phone, at: Roomful, headers: dict[str, str]
) -> None:
    phone.join(at.workshop.code)
    at.begin()
    body = {"round": at.room().round_id, "kind": "level", "level": 1, "vote_key": "1"}
    path = f"{phone.server}/room/{at.id}/vote"
    answer = CLIENT.post(path, json=body, headers=phone.headers() | headers)
    assert answer.status_code == 403
    assert at.room().voted == 0


def test_a_request_without_an_origin_is_no_browsers(phone: Phone, at: Roomful) -> None:
    body = {"code": at.workshop.code}
    assert CLIENT.post(f"{phone.server}/join/invitation", json=body).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_taken(phone: Phone, at: Roomful, kind: str) -> None:
    headers = phone.headers() | {"Content-Type": kind}
    body = f'{{"code": "{at.workshop.code}"}}'
    answer = CLIENT.post(f"{phone.server}/join/invitation", content=body, headers=headers)
    assert answer.status_code == 415


def test_too_long_is_refused_whether_its_length_is_told_or_not(phone: Phone) -> None:
    headers = phone.headers(Content_Type="application/json")
    long = b'{"code": "' + b"A" * guard.MOST_BYTES + b'"}'
    for content in (long, iter([long])):  # the second is sent in chunks
        answer = CLIENT.post(f"{phone.server}/join/invitation", content=content, headers=headers)
        assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        {"code": "A", "also": 1}, {"code": 7}, {}, [], "A", {"code": "A" * 33},
    ],
)  # fmt: skip
def test_what_is_not_the_form_gets_a_sentence(phone: Phone, body: object) -> None:
    answer = CLIENT.post(f"{phone.server}/join/invitation", json=body, headers=phone.headers())
    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    assert answer.json()["sentence"]


def test_a_body_that_does_not_come_is_not_waited_for(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_PATIENCE_SECONDS", 0.2)
    headers = phone.headers(Content_Type="application/json", Content_Length="100")
    where = f"{phone.server}/join/invitation"
    answer = CLIENT.post(where, headers=headers, content=_slowly())
    assert answer.status_code == 408


def _slowly() -> Iterator[bytes]:
    yield b'{"code":'
    time.sleep(1)
    yield b" " * 92


def test_no_ticket_opens_another_workshop_and_none_that_is_forged_opens_any(
    phone: Phone, at: Roomful, elsewhere: Roomful
) -> None:
    phone.join(elsewhere.workshop.code)
    at.begin()
    foreign, signed = phone.ticket, phone.ticket.partition(".")[2]
    tickets = ("", "x", foreign, f"{at.id}.{signed}", f"{at.id}.", foreign[:-1], "x" * 5000)
    phone.room_id = at.id
    for ticket in tickets:
        phone.ticket = ticket
        answers = [
            phone.vote(at.room().round_id), phone.get(f"/room/{at.id}/events"),
            phone.get(f"/room/{at.id}/mine"), phone.post(f"/room/{at.id}/rejoin"),
            phone.post(f"/room/{at.id}/dots", {"dots": {}, "vote_key": "1"}),
            phone.post(f"/room/{at.id}/confidence", {"fingers": 5, "vote_key": "1"}),
        ]  # fmt: skip
        assert {answer.status_code for answer in answers} == {403}, ticket
    assert at.room().voted == 0


def test_an_expired_ticket_is_refused_and_the_same_phone_comes_back_by_its_code(
    phone: Phone, at: Roomful, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.join(at.workshop.code)
    with monkeypatch.context() as later:
        later.setattr("itsdangerous.timed.time.time", lambda: 4e9)
        refused = phone.get(f"/room/{at.id}/mine")
    assert (refused.status_code, "join again" in refused.json()["sentence"]) == (403, True)
    phone.join(at.workshop.code)
    assert (phone.get(f"/room/{at.id}/mine").status_code, at.room().joined) == (200, 1)


@pytest.mark.parametrize("key", ["", "x", "' or 1=1 --"])
def test_the_screen_needs_its_key_and_the_key_is_no_ticket(
    phone: Phone, at: Roomful, elsewhere: Roomful, key: str
) -> None:
    wrong = [key, elsewhere.workshop.screen_key]
    for given in wrong:
        assert phone.get(f"/room/{at.id}/events", X_Screen_Key=given).status_code == 403
        assert phone.get(f"/room/{at.id}/code.svg?k={given}").status_code == 403
    at.begin()
    phone.ticket, phone.room_id = at.workshop.screen_key, at.id
    assert phone.vote(at.room().round_id).status_code == 403


def test_guessing_codes_is_slow_and_cannot_lock_the_room_out(
    server: str, at: Roomful, elsewhere: Roomful
) -> None:
    in_the_room = Phone(server)
    assert in_the_room.join(at.workshop.code).status_code == 200
    tries = [in_the_room.post("/join/invitation", {"code": f"AAA{n:03}"}) for n in range(30)]
    assert [answer.status_code for answer in tries].count(403) == 20
    assert tries[-1].status_code == 429
    assert int(tries[-1].headers["retry-after"]) >= 1
    # A right guess does not show either, once there were too many wrong ones.
    assert in_the_room.join(elsewhere.workshop.code, "Eve").status_code == 429
    neighbour = Phone(server, address=in_the_room.address)
    assert neighbour.join(at.workshop.code, "Ben").status_code == 200
    assert Phone(server).join(elsewhere.workshop.code, "Cleo").status_code == 200


def test_one_ticket_cannot_flood_the_room(phone: Phone, at: Roomful) -> None:
    phone.join(at.workshop.code)
    at.begin()
    round_id = at.room().round_id
    answers = [phone.vote(round_id, vote_key="same") for _ in range(100)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    other = Phone(phone.server, address=phone.address)
    other.join(at.workshop.code, "Ben")
    assert other.vote(round_id).status_code == 200
    assert at.room().voted == 2


@pytest.mark.parametrize("path", ["/join", "/screen/x", "/room/x/mine", "/workshop/phone.js"])
def test_nothing_of_a_workshop_is_kept_by_a_cache_or_framed(phone: Phone, path: str) -> None:
    headers = phone.get(path).headers
    assert headers["cache-control"] in {"no-store", "no-cache"}
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "status", "scripts"),
    [("/join", 200, 1), ("/screen/{id}?k={key}", 200, 1), ("/screen/{id}?k=x", 404, 0), ("/room/x", 404, 0)],
)  # fmt: skip
def test_the_pages_hold_no_script_or_style_of_their_own(
    phone: Phone, at: Roomful, path: str, status: int, scripts: int
) -> None:
    address = path.format(id=at.id, key=at.workshop.screen_key)
    page = phone.get(address, Accept="text/html")
    policy = page.headers["content-security-policy"]
    assert page.status_code == status
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "place.js" not in page.text  # Streamlit's page is changed on its way; ours is not
    assert "<style" not in page.text
    assert page.text.count("<script") == page.text.count('<script type="module" src=') == scripts


@pytest.mark.parametrize("path", ["/room/x", "/room/x/vote", "/room", "/screen/x", "/join/x"])
def test_an_address_that_opens_nothing_is_a_page_that_says_what_to_do(
    phone: Phone, path: str
) -> None:
    page = phone.get(path, Accept="text/html")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/join"' in page.text


def test_a_form_that_is_sent_without_our_script_is_answered_with_a_page(
    phone: Phone, at: Roomful
) -> None:
    headers = phone.headers(Accept="text/html,*/*;q=0.8")
    form = {"code": at.workshop.code, "name": "Ana"}
    page = CLIENT.post(f"{phone.server}/join", data=form, headers=headers)
    assert page.status_code == 415
    assert page.text.startswith("<!doctype html>")
    assert "needs JavaScript" in page.text
    assert at.room().joined == 0


@pytest.mark.parametrize("name", ["phone.html", "..%2frooms.py", "%2e%2e/rooms.py", "x"])
def test_only_scripts_and_styles_are_handed_out(phone: Phone, name: str) -> None:
    assert phone.get(f"/workshop/{name}").status_code == 404
