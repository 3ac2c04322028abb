"""What each role is shown: what it may do, and in the place of the rest who may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.model import Pending
from engagement.access.members import add_member, members
from engagement.access.people import Person, Role
from engagement.access.setting_up import become_owner, new_code
from engagement.access.signing_in import named, vouched
from engagement.answers import answering
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside import clock
from engagement.outside.settings import settings
from engagement.settling import conflicts
from engagement.store import Store
from engagement.store import members as rows
from tests.engagement.planted import find
from tests.ui.conftest import Open
from tests.ui.test_pages import words
from tests.ui.test_settle import CRITICAL, OTHER
from ui.components.wording import plain
from ui.navigation import PAGES

As = Callable[[Role], None]
PROXY = {
    "SIGN_IN": "header", "TRUSTED_PROXIES": "127.0.0.1", "PUBLIC_ADDRESS": "http://127.0.0.1:8501",
}  # fmt: skip


@pytest.fixture
def sign_in(store: Store, space: Workspace, monkeypatch: pytest.MonkeyPatch) -> As:
    """A proxy vouches for somebody in a role at the client."""

    def as_role(role: Role) -> None:
        for name, value in PROXY.items():
            monkeypatch.setenv(f"PRODWORTHY_{name}", value)
        add_member(store, client_id=space.client.id, who=role, role=role)
        monkeypatch.setattr("ui.who._by_the_proxy", lambda: vouched(role))

    return as_role


@pytest.fixture
def behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store, str], None]:
    """A proxy names somebody, on a server that may have no client."""

    def named_by_it(store: Store, who: str) -> None:
        for name, value in PROXY.items():
            monkeypatch.setenv(f"PRODWORTHY_{name}", value)
        monkeypatch.setattr("ui.who._by_the_proxy", lambda: named(store, who))

    return named_by_it


def test_the_first_owner_of_a_server_without_a_client_adds_people_and_has_an_account(
    open_page: Open, store: Store, behind_a_proxy: Callable[[Store, str], None]
) -> None:
    behind_a_proxy(store, "ana@example.org")
    become_owner(store, named(store, "ana@example.org"), new_code(store))
    app = open_page("members")
    assert app.header[0].value == "Members"
    assert "There is no client yet" in words(app)
    key = "member.turn.server.0"
    app.text_input(key=f"{key}.who").set_value("kim@example.org")
    app.selectbox(key=f"{key}.role").set_value("consultant")
    next(item for item in app.button if "Add the person" in item.label).click().run()
    assert [item.who for item in members(store, None)] == ["ana@example.org", "kim@example.org"]
    assert "**The whole server**: owner" in words(app.switch_page("ui/pages/account.py").run())


def test_whoever_signs_in_another_way_than_before_is_told_why_and_how_they_come_in(
    open_page: Open, store: Store, space: Workspace, behind_a_proxy: Callable[[Store, str], None]
) -> None:
    add_member(store, client_id=None, who="ana@example.org", role="owner")
    add_member(store, client_id=space.client.id, who="cora@firm.example", role="viewer")
    with store.writing() as tx:
        rows.bind(tx, Person(name="Cora", who="cora@firm.example", subject="https://id 7"))
    behind_a_proxy(store, "cora@firm.example")
    app = open_page("", space)
    assert "with another account" in words(app)
    assert "no client has given you a role" not in words(app)
    assert not app.expander
    code = new_code(store)
    app.run()
    app.text_input[0].set_value(code)
    app.button[0].click().run()
    app = open_page("members", space)
    assert "signed in another way before" in words(app)
    next(item for item in app.button if item.label == "Let them in anew").click().run()
    # The next account of that name has it, which is the one on this screen.
    assert members(store, space.client.id)[0].subject == "proxy cora@firm.example"


def test_a_tab_that_was_open_too_long_is_told_to_be_reloaded_and_nothing_else(
    open_page: Open, store: Store, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in PROXY.items():
        monkeypatch.setenv(f"PRODWORTHY_{name}", value)
    given = property(lambda _: {"X-Forwarded-User": "kim@example.org"})
    monkeypatch.setattr(type(st.context), "headers", given)
    add_member(store, client_id=space.client.id, who="kim@example.org", role="viewer")
    app = open_page("judge", space)
    assert [item.value for item in app.header] == ["Nothing answered yet"]
    later = clock.now() + timedelta(hours=settings().session_hours, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    app.run()
    assert [item.value for item in app.title] == ["Sign in"]
    assert [item.value for item in app.info] == [
        plain("This tab was open for as long as this server allows; reload it.")
    ]
    assert "nobody has named you" not in words(app)


@pytest.fixture
def contradicted(store: Store, space: Workspace, respondent: str) -> Workspace:
    for capability in (CRITICAL[0], OTHER):
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=respondent, kind="level",
            capability=capability, level=4,
        )  # fmt: skip
        find(store, space, capability)
    assert len(conflicts.conflicts(store, space.assessment.id)) == 2
    return space


def _tabs(app: AppTest) -> list[str]:
    return [item.label for item in app.tabs]


def test_a_viewer_reads_and_is_shown_who_may_do_the_rest(
    open_page: Open, contradicted: Workspace, sign_in: As
) -> None:
    """Whatever is pressed, nothing is refused."""
    sign_in("viewer")
    told = ""
    for page in ("ask", "look", "settle", "track", "clients", "workshop"):
        app = open_page(page, contradicted, q=OTHER)
        assert not app.exception, page
        assert not [*app.text_input, *app.text_area, *app.file_uploader, *app.checkbox], page
        told += words(app)
        if page in ("look", "settle"):
            for key in [item.key for item in app.button if item.key and not item.disabled]:
                pressed = open_page(page, contradicted).button(key=key).click().run()
                assert "Your role" not in words(pressed), f"{page}: {key}"
    assert "Only an owner, a consultant or a facilitator settles a conflict" in told
    assert "Only an owner, a consultant or an analyst adds sources" in told


def test_a_conflict_is_settled_in_the_ways_that_a_role_has(
    open_page: Open, contradicted: Workspace, sign_in: As
) -> None:
    """The first in the list is critical: who may not set evidence aside may ask a second person to."""
    sign_in("analyst")
    assert _tabs(open_page("settle", contradicted)) == [
        "Overrule the finding", "Fix the probe", "Waive for a time"
    ]  # fmt: skip
    sign_in("owner")
    assert len(_tabs(open_page("settle", contradicted))) == 4


@pytest.mark.parametrize("owned", [False, True])
def test_a_setup_code_that_expires_while_its_form_is_open_is_told_with_what_to_do(
    open_page: Open, store: Store, behind_a_proxy: Callable[[Store, str], None],
    monkeypatch: pytest.MonkeyPatch, *, owned: bool,
) -> None:  # fmt: skip
    if owned:
        become_owner(store, named(store, "ana@example.org"), new_code(store))
    behind_a_proxy(store, "kim@example.org")
    code, later = new_code(store), clock.now() + timedelta(minutes=61)
    app = open_page()
    app.text_input("setup.code").set_value(code)
    monkeypatch.setattr(clock, "now", lambda: later)
    next(one for one in app.button if "Become the owner" in one.label).click().run()
    assert not app.exception
    (said,) = [error.value for error in app.error]
    assert "This code is not in force" in said
    assert "prodworthy setup-code" in said
    assert "You have no access yet" in app.title[0].value


def test_a_page_that_is_not_for_somebody_says_so_at_its_address(
    open_page: Open, contradicted: Workspace, sign_in: As
) -> None:
    sign_in("respondent")
    theirs = {"welcome", "packs", "answer", "account"}
    app = open_page("account", contradicted)
    for row in PAGES:
        if row.module not in theirs:
            app.switch_page(f"ui/pages/{row.module}.py").run()
            assert app.header[0].value == row.title
            assert ":material/lock:" in words(app), row.module
            assert not [*app.button, *app.metric, *app.text_input, *app.selectbox], row.module


def test_an_analyst_asks_to_overrule_where_the_finding_is_shown(
    open_page: Open, store: Store, contradicted: Workspace, sign_in: As
) -> None:
    """Only on a critical capability: elsewhere nobody would be asked to agree."""
    sign_in("analyst")
    app = open_page("look", contradicted)
    ways = [item for item in app.button if str(item.key).startswith("overrule.")]
    assert {item.label for item in ways} == {"Ask to overrule"}
    ways[0].click().run()
    assert "counts until a second person agrees" in words(app)
    assert not [item for item in app.text_input if item.label == "Your name"]
    asked = collecting.overrule(
        store,
        finding_id=str(ways[0].key).removeprefix("overrule."),
        by="Ana",
        reason="Another branch",
    )
    assert isinstance(asked, Pending)
    sign_in("owner")
    left = [
        item.label for item in open_page("look", contradicted).button if "verrule" in item.label
    ]
    assert left == ["Overrule"]


def test_whoever_only_reads_is_not_said_to_answer(
    open_page: Open, contradicted: Workspace, sign_in: As
) -> None:
    sign_in("viewer")
    told = words(open_page("ask", contradicted))
    assert "answers of Priya" in told
    assert "answering as" not in told


def test_an_answer_that_somebody_signed_in_enters_is_kept_as_entered_by_them(
    open_page: Open, store: Store, space: Workspace, respondent: str, sign_in: As
) -> None:
    sign_in("consultant")
    app = open_page("ask", space)
    app.radio[0].set_value(3).run()
    (said,) = answering.current_answers(store, space.assessment.id)
    assert (said.respondent, said.entered_by) == (respondent, "consultant")


def test_a_role_is_changed_only_when_that_was_confirmed(
    open_page: Open, store: Store, space: Workspace, sign_in: As
) -> None:
    sign_in("owner")
    other = add_member(store, client_id=space.client.id, who="eva@example.org", role="viewer")
    app = open_page("members", space)
    key = f"member.{other.id}.viewer"

    def role() -> str:
        return next(item.role for item in members(store, space.client.id) if item.id == other.id)

    app.selectbox(key=key).set_value("owner").run()
    assert "from viewer to owner" in words(app)
    assert role() == "viewer"
    app.button(key=f"{key}.stay").click().run()
    assert "from viewer to owner" not in words(app)
    app.selectbox(key=key).set_value("owner").run()
    app.button(key=f"{key}.change").click().run()
    assert role() == "owner"
