"""The facilitator's page of invitations, and the one page that an invited person has."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from content.loading import shipped
from content.questionnaire import Questionnaire
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.invitations import inviting, links
from engagement.invitations.model import Invitation, Invitee
from engagement.invitations.overview import invited
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open
from ui.navigation import PAGES

PIPELINES = "data.pipelines"
Follow = Callable[[Invitation], None]


def words(app: AppTest) -> str:
    parts = [*app.header, *app.subheader, *app.markdown, *app.info, *app.error, *app.metric]
    return "\n".join(f"{getattr(part, 'label', '')} {part.value}" for part in parts)


@pytest.fixture
def follow(monkeypatch: pytest.MonkeyPatch) -> Follow:
    """The browser has the cookie that the link of an invitation sets."""

    def with_cookie(made: Invitation) -> None:
        monkeypatch.setattr("ui.invited.token", lambda: links.token_of(made))

    return with_cookie


def invite(store: Store, space: Workspace, *asked: str, **more: bool) -> Invitation:
    who = Invitee(name="Tom", role="data_engineering", asked=asked)
    return inviting.invite(
        store, assessment_id=space.assessment.id, people=[who], by="Mara", **more
    )[0]  # fmt: skip


def test_an_invited_person_is_refused_every_other_page_in_a_sentence(
    open_page: Open, store: Store, space: Workspace, follow: Follow
) -> None:
    follow(invite(store, space, PIPELINES))
    app = open_page("", space)  # the bare address goes to the questions
    assert app.radio
    for row in PAGES:
        if row.module not in ("answer", "welcome"):
            app.switch_page(f"ui/pages/{row.module}.py").run()
            assert app.header[0].value == "This page is not part of your invitation", row.module
            assert "Acme" not in words(app)


def test_an_invited_person_answers_in_their_own_name_and_sees_nobody_elses_answer(
    open_page: Open, store: Store, space: Workspace, follow: Follow, respondent: str
) -> None:
    answering.answer(
        store, assessment_id=space.assessment.id, respondent_id=respondent, capability=PIPELINES,
        kind="level", level=5, comment="Priya's own words",
    )  # fmt: skip
    made = invite(store, space, PIPELINES)
    follow(made)
    app = open_page("answer")
    assert app.radio[0].value is None
    app.radio[0].set_value(2).run()
    said = answering.current_answers(store, space.assessment.id)
    assert {item.respondent: item.level for item in said} == {respondent: 5, made.respondent: 2}
    assert "Priya" not in words(app)
    assert "1 of 1" in words(app)
    app.button(key="ask.next").click().run()
    assert app.header[0].value == "All answered, thank you"


def test_an_address_with_another_assessment_shows_the_invitations_own(
    open_page: Open, store: Store, space: Workspace, follow: Follow
) -> None:
    other = client_list.create_client(store, name="Another client")
    case = use_cases.create_use_case(store, client_id=other.id, name="Another case")
    theirs = opening.start_assessment(store, use_case_id=case.id, profile_id="customer-realtime")
    follow(invite(store, space, PIPELINES))
    app = open_page("answer", theirs, **{"as": "somebody", "q": "eng.rollback"})
    assert app.header[0].value == "Purpose-built production data pipelines"
    assert "Another" not in words(app)


def test_a_link_that_was_taken_back_says_what_to_do(
    open_page: Open, store: Store, space: Workspace, follow: Follow
) -> None:
    made = invite(store, space, PIPELINES)
    inviting.revoke(store, invitation_id=made.id, by="Mara")
    follow(made)
    app = open_page("answer")
    assert app.header[0].value == "This link opens nothing"
    assert "taken back" in words(app)
    assert not app.radio


def test_a_question_is_passed_on_and_the_facilitator_invites(
    open_page: Open, store: Store, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invite(store, space, PIPELINES)
    with monkeypatch.context() as browser:
        browser.setattr("ui.invited.token", lambda: links.token_of(made))
        app = open_page("answer")
        app.text_input(key=f"passed.{PIPELINES}.name").set_value("Zoe")
        app.selectbox(key=f"passed.{PIPELINES}.role").set_value("operations")
        next(item for item in app.button if item.label == "Pass it on").click().run()
        assert "Mara decides whether they are asked" in words(app)
    app = open_page("invite", space)
    assert "1 question waits for you" in words(app)
    app.text_input(key="me.field").set_value("Mara").run()
    next(item for item in app.button if item.label == "Ask Zoe").click().run()
    assert [item.person.name for item in invited(store, space.assessment.id)] == ["Tom", "Zoe"]
    assert not app.error


def test_people_are_invited_from_a_list_and_shown_with_their_progress(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app = open_page("invite", space)
    app.text_input(key="me.field").set_value("Mara").run()
    app.text_area(key="invite.list").set_value("Tom, Data engineering\nEva, Executive")
    app.button(key="invite.do").click().run()
    assert not app.error
    assert app.header[0].value == "2 people are invited, 0 answered everything"
    assert len(app.code) == 4  # a link and the text of a reminder each
    made = invited(store, space.assessment.id)
    assert app.code[0].value.endswith(f"/i/{links.token_of(made[0].invitation)}")


def test_a_list_that_cannot_be_read_is_told_and_kept(open_page: Open, space: Workspace) -> None:
    app = open_page("invite", space)
    app.text_area(key="invite.list").set_value("Tom the wizard")
    app.button(key="invite.do").click().run()
    assert "Line 1" in app.error[0].value
    assert app.text_area(key="invite.list").value == "Tom the wizard"


def test_a_questionnaire_is_answered_alone_too(
    open_page: Open, store: Store, space: Workspace, follow: Follow
) -> None:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    case = use_cases.create_use_case(store, client_id=space.client.id, name="Other case")
    place = opening.start_questionnaire(store, use_case_id=case.id, pack=pack)
    first = pack.questions[3].id
    made = invite(store, place, first)
    follow(made)
    app = open_page("answer")
    assert not app.exception
    app.radio[0].set_value(pack.questions[3].choices[0].id).run()
    assert "1 of 1" in words(app)


def test_what_a_button_in_a_popover_refuses_is_said_beside_it_and_the_name_is_asked_there(
    open_page: Open, store: Store, space: Workspace
) -> None:
    made = invite(store, space, PIPELINES)
    app = open_page("invite", space)
    app.button(key=f"invited.{made.id}.revoke").click().run()
    change = next(
        part
        for part in app.get("popover")
        if any("log under a name" in e.value for e in part.error)
    )
    assert [item.key for item in change.text_input] == [f"invited.{made.id}.you"]
    assert len(app.error) == 1  # beside the button, and nowhere else
    app.text_input(key=f"invited.{made.id}.you").set_value("Mara").run()
    app.button(key=f"invited.{made.id}.revoke").click().run()
    assert not app.error
    assert inviting.invitation_of(store, made.id).revoked_at
