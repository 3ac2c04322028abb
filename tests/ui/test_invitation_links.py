"""The address of an invitation, asked over real HTTP: what it sets, where it leads, what it refuses."""

import asyncio
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from engagement.invitations import inviting, links
from engagement.invitations.model import Invitation, Invitee
from engagement.invitations.overview import invited
from engagement.model import Workspace
from engagement.store import Store
from tests.free_port import free_port
from ui.routes.invitation import COOKIE, follow, leave


@pytest.fixture
def port(store: Store) -> Iterator[int]:
    routes = [Route("/i/leave", leave), Route("/i/{token}", follow)]
    chosen = free_port()
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=routes), port=chosen, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield chosen
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def made(store: Store, space: Workspace) -> Invitation:
    who = Invitee(name="Tom", role="operations", asked=("eng.rollback",))
    return inviting.invite(store, assessment_id=space.assessment.id, people=[who], by="Mara")[0]


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, str]:
    link = HTTPConnection("127.0.0.1", port, timeout=10)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    text = answer.read().decode()
    link.close()
    return answer, text


def test_a_link_leads_to_the_questions_with_a_cookie_that_no_script_reads(
    port: int, made: Invitation, store: Store, space: Workspace
) -> None:
    answer, _ = get(port, f"/i/{links.token_of(made)}")
    assert (answer.status, answer.headers["location"]) == (303, "/answer")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}={links.token_of(made)}".lower())
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert invited(store, space.assessment.id)[0].invitation.opened_at is not None


def test_behind_a_proxy_with_encryption_the_cookie_goes_back_encrypted_only(
    port: int, made: Invitation
) -> None:
    answer, _ = get(port, f"/i/{links.token_of(made)}", **{"x-forwarded-proto": "https"})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("dest", [("no-cors", "image"), ("navigate", "iframe"), ("cors", "empty")])
@pytest.mark.parametrize("path", ["link", "/i/leave"])
def test_a_link_that_another_page_loads_changes_no_cookie(
    port: int, made: Invitation, path: str, dest: tuple[str, str]
) -> None:
    """Else any page could put its own invitation, or none, in the place of a person's sign-in."""
    wanted = f"/i/{links.token_of(made)}" if path == "link" else path
    answer, _ = get(port, wanted, **{"sec-fetch-mode": dest[0], "sec-fetch-dest": dest[1]})
    assert (answer.status, answer.headers["set-cookie"]) == (403, None)
    followed, _ = get(port, wanted, **{"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"})
    assert followed.headers["set-cookie"]


def test_a_forged_revoked_or_odd_link_is_one_clear_page_and_sets_nothing(
    port: int, made: Invitation, store: Store
) -> None:
    token = links.token_of(made)
    inviting.revoke(store, invitation_id=made.id, by="Mara")
    for path, told in (
        (f"/i/{token}", "taken back"), (f"/i/{token[:-2]}", "not one of ours"),
        ("/i/%3Cscript%3E", "not one of ours"), (f"/i/{'a' * 3000}", "not one of ours"),
    ):  # fmt: skip
        answer, text = get(port, path)
        assert (answer.status, answer.headers["set-cookie"]) == (403, None)
        assert told in text
        assert "<script>" not in text


def test_leaving_takes_the_cookie_away_and_the_link_opens_again(
    port: int, made: Invitation
) -> None:
    answer, text = get(port, "/i/leave")
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert "your link opens it again" in text
    assert get(port, f"/i/{links.token_of(made)}")[0].status == 303
