"""What an acting store lets through: the same database, seen by members, respondents and nobody."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, text
from sqlmodel import select

from engagement import judging, snapshots, workspaces
from engagement.access.people import Person, Seat
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.faults import Refused
from engagement.frozen.again import report_again
from engagement.looks import looking
from engagement.plans import proving_order
from engagement.portfolio import overview
from engagement.portfolio.over_time import over_time
from engagement.settling import conflicts
from engagement.store import Store, audit, members
from engagement.store.answers import AnswerRow
from engagement.store.assessments import AssessmentRow
from engagement.store.clients import ClientRow
from engagement.store.tables import METADATA
from tests.engagement.access.conftest import As
from tests.engagement.desk import Desk, open_desk


def refuse(action: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refused) as refused:
        action(*given)
    return refused.value.sentence


def test_a_member_sees_their_own_client_and_no_other(
    desk: Desk, other: Desk, as_member: As
) -> None:
    kim = as_member((desk.place.client.id, "viewer"))
    assert [item.name for item in client_list.clients(kim)] == ["Acme"]
    assert [item.assessment.id for item in workspaces.workspaces(kim)] == [desk.id]
    assert len(overview.overview(kim).lines) == 1


def test_looking_back_shows_a_member_their_own_client_and_no_other(
    desk: Desk, other: Desk, as_member: As
) -> None:
    for each in (desk, other):
        each.answer("eng.rollback", 3)
        snapshots.take(each.store, each.id)
    kim = as_member((desk.place.client.id, "viewer"))
    assert [item.client for item in over_time(kim).courses] == ["Acme"]
    assert len(over_time(desk.store).courses) == 2


def test_a_frozen_report_is_read_by_those_who_may_read_its_results(
    desk: Desk, other: Desk, as_member: As
) -> None:
    kept = snapshots.take(desk.store, desk.id).id
    here = desk.place.client.id
    assert report_again(as_member((here, "viewer"), who="may"), kept).client == "Acme"
    stranger = as_member((other.place.client.id, "owner"), who="stranger")
    asked = as_member((here, "respondent"), who="asked")
    for store in (stranger, asked):
        assert refuse(report_again, store, kept) == refuse(report_again, store, "nowhere")


def test_what_belongs_to_another_client_is_answered_like_what_does_not_exist(
    desk: Desk, other: Desk, as_member: As
) -> None:
    kim = as_member((desk.place.client.id, "owner"))
    for read in (workspaces.workspace, judging.scorecard, conflicts.conflicts, looking.last_run):
        assert refuse(read, kim, other.id) == refuse(read, kim, "nowhere")
    assert refuse(lambda: use_cases.use_cases(kim, other.place.client.id)) == refuse(
        lambda: use_cases.use_cases(kim, "nowhere")
    )


def test_counts_columns_joins_and_subqueries_are_narrowed_too(
    desk: Desk, other: Desk, as_member: As
) -> None:
    desk.answer("eng.rollback", 4)
    kim = as_member((desk.place.client.id, "viewer"))
    inner = select(AssessmentRow.id)
    joined = select(AnswerRow.level, ClientRow.name).join(
        AssessmentRow, AnswerRow.assessment_id == AssessmentRow.id  # type: ignore[arg-type]
    ).join(ClientRow, AssessmentRow.client_id == ClientRow.id)  # type: ignore[arg-type]  # fmt: skip
    with kim.reading() as tx:
        assert tx.exec(select(func.count()).select_from(AnswerRow)).one() == 1
        assert tx.exec(select(AnswerRow.level)).all() == [4]
        assert tx.exec(joined).all() == [(4, "Acme")]
        assert tx.exec(select(func.count(AnswerRow.id))).one() == 1  # type: ignore[arg-type]
        whose = select(func.count()).select_from(inner.subquery())
        assert tx.exec(whose).one() == 1
        assert tx.get(AssessmentRow, other.id) is None


def test_two_people_one_after_the_other_each_see_their_own(
    desk: Desk, other: Desk, as_member: As
) -> None:
    """The compiled statement is shared; what it is filled with must not be."""
    kim = as_member((desk.place.client.id, "viewer"))
    lee = as_member((other.place.client.id, "viewer"), who="lee@example.org")
    seen = [[item.name for item in client_list.clients(store)] for store in (kim, lee, kim, lee)]
    assert seen == [["Acme"], ["Boreal"], ["Acme"], ["Boreal"]]


def test_somebody_without_a_membership_finds_nothing(desk: Desk, store: Store) -> None:
    nobody = store.acting_as(Person(name="Nobody", who="nobody@example.org"))
    assert client_list.clients(nobody) == ()
    assert "no such assessment" in refuse(lambda: workspaces.workspace(nobody, desk.id))
    assert "role does not allow" in refuse(lambda: client_list.create_client(nobody, name="Mine"))


def test_a_viewer_may_read_and_changes_nothing(desk: Desk, as_member: As) -> None:
    viewer = as_member((desk.place.client.id, "viewer"))
    assert judging.scorecard(viewer, desk.id)
    told = refuse(lambda: opening.change_depth(viewer, desk.id, "pulse"))
    assert told == (
        "Your role does not allow this (depth changed); an owner of the client can change it."
    )
    assert workspaces.workspace(desk.store, desk.id).assessment.depth == "full"


def test_what_an_action_wrote_before_it_was_refused_is_rolled_back(
    desk: Desk, as_member: As
) -> None:
    viewer = as_member((desk.place.client.id, "viewer"))
    desk.store = viewer
    refuse(lambda: desk.answer("eng.rollback", 5))
    assert answering.current_answers(viewer, desk.id) == ()


def test_a_refusal_that_was_swallowed_still_rolls_everything_back(
    desk: Desk, as_member: As
) -> None:
    kim = as_member((desk.place.client.id, "facilitator"))

    def sly() -> None:
        with kim.writing() as tx:
            tx.get_one(AssessmentRow, desk.id).depth = "pulse"
            workspaces.record_in(tx, desk.id, "person added")
            with pytest.raises(Refused):
                workspaces.record_in(tx, desk.id, "conflict waived")

    refuse(sly)
    assert workspaces.workspace(desk.store, desk.id).assessment.depth == "full"


def test_a_change_without_a_recorded_action_is_never_kept(desk: Desk, as_member: As) -> None:
    owner = as_member((desk.place.client.id, "owner"))
    with pytest.raises(RuntimeError, match="no action was recorded"), owner.writing() as tx:
        tx.get_one(AssessmentRow, desk.id).depth = "pulse"
    assert workspaces.workspace(desk.store, desk.id).assessment.depth == "full"


def test_an_action_at_one_client_does_not_answer_for_a_change_at_another(
    desk: Desk, other: Desk, as_member: As
) -> None:
    owner = as_member((desk.place.client.id, "owner"), (other.place.client.id, "viewer"))

    def mix() -> None:
        with owner.writing() as tx:
            tx.get_one(AssessmentRow, other.id).depth = "pulse"
            workspaces.record_in(tx, desk.id, "depth changed")

    with pytest.raises(RuntimeError, match="no action was recorded"):
        mix()


def test_a_row_is_not_moved_to_another_client(desk: Desk, other: Desk, as_member: As) -> None:
    owner = as_member((desk.place.client.id, "owner"), (other.place.client.id, "viewer"))

    def move() -> None:
        with owner.writing() as tx:
            tx.get_one(AssessmentRow, other.id).client_id = desk.place.client.id
            workspaces.record_in(tx, desk.id, "depth changed")

    with pytest.raises(RuntimeError, match="stays with the client"):
        move()


def test_text_and_core_statements_are_no_way_around(desk: Desk, as_member: As) -> None:
    owner = as_member((desk.place.client.id, "owner"))
    with owner.reading() as tx:
        for way in (text("SELECT name FROM client"), METADATA.tables["client"].select()):
            with pytest.raises(RuntimeError, match="row classes only"):
                tx.execute(way)


def test_a_deletion_in_one_statement_reaches_the_persons_clients_only(
    desk: Desk, other: Desk, as_member: As
) -> None:
    desk.answer("eng.rollback", 4)
    owner = as_member((desk.place.client.id, "owner"))
    with owner.writing() as tx:
        workspaces.record_in(tx, desk.id, "answer withdrawn")
        tx.exec(delete(AnswerRow))
    assert (desk.levels(), other.levels()) == ({}, {"eng.rollback": 2})


def test_roles_on_the_whole_server_hold_at_every_client(
    desk: Desk, other: Desk, as_member: As
) -> None:
    everywhere = as_member((None, "consultant"))
    assert len(client_list.clients(everywhere)) == 2
    assert client_list.create_client(everywhere, name="Third")
    opening.change_depth(everywhere, other.id, "pulse")


def test_a_consultant_of_one_client_does_not_open_another(desk: Desk, as_member: As) -> None:
    kim = as_member((desk.place.client.id, "owner"))
    assert "does not allow" in refuse(lambda: client_list.create_client(kim, name="Third"))


def test_the_log_names_the_account_beside_the_name_that_was_given(
    desk: Desk, as_member: As
) -> None:
    kim = as_member((desk.place.client.id, "owner"))
    opening.change_depth(kim, desk.id, "pulse")
    with desk.store.reading() as tx:
        event = audit.events(tx)[-1]
    assert (event.by, event.details["account"]) == ("Kim", "kim@example.org")


def test_an_account_that_was_given_anothers_address_does_not_get_their_memberships(
    desk: Desk, store: Store, as_member: As
) -> None:
    as_member((desk.place.client.id, "owner"))
    first = Person(name="Kim", who="kim@example.org", subject="issuer 1")
    with store.writing() as tx:
        members.bind(tx, first)
    second = first.model_copy(update={"subject": "issuer 2"})
    renamed = first.model_copy(update={"who": "kim.new@example.org"})
    seen = [
        len(client_list.clients(store.acting_as(person))) for person in (first, second, renamed)
    ]
    assert seen == [1, 0, 1]


def test_an_action_without_a_row_is_refused_even_to_the_operator(desk: Desk) -> None:
    with (
        pytest.raises(LookupError, match="no row in engagement/access"),
        desk.store.writing() as tx,
    ):
        workspaces.record_in(tx, desk.id, "something new")


@pytest.fixture
def invited(desk: Desk) -> Desk:
    """Lee, who was invited to the desk's assessment, where Ana has answered."""
    desk.answer("eng.rollback", 4)
    lee = desk.add("Lee")
    seat = Seat(assessment_id=desk.id, respondent=lee.id)
    return Desk(desk.store.acting_as(Person(name="Lee", seat=seat)), desk.place, lee)


def test_a_respondent_answers_and_sees_only_what_they_said(desk: Desk, invited: Desk) -> None:
    assert workspaces.workspace(invited.store, desk.id).client.name == "Acme"
    assert workspaces.asked(invited.store, desk.id)
    assert invited.levels() == {}
    invited.answer("eng.rollback", 2)
    invited.attach("eng.rollback")
    assert invited.levels() == {"eng.rollback": 2}
    assert [person.name for person in answering.respondents(invited.store, desk.id)] == ["Lee"]
    assert len(answering.current_answers(desk.store, desk.id)) == 2


def test_a_respondent_sees_no_result(desk: Desk, invited: Desk) -> None:
    for read in (judging.scorecard, conflicts.conflicts, looking.last_run):
        assert refuse(read, invited.store, desk.id).startswith("Your role")


def test_a_respondent_does_not_answer_for_somebody_else(desk: Desk, invited: Desk) -> None:
    refuse(lambda: invited.answer("eng.rollback", 1, respondent_id=desk.person.id))

    def forge() -> None:
        with invited.store.writing() as tx:
            workspaces.record_in(tx, desk.id, "answer given")
            tx.add(_forged(desk))

    refuse(forge)
    assert desk.levels() == {"eng.rollback": 4}


def _forged(desk: Desk) -> AnswerRow:
    with desk.store.reading() as tx:
        row = tx.exec(select(AnswerRow)).first()
    assert row
    return AnswerRow(**row.model_dump(exclude={"number", "id"}), id="forged")


def test_a_respondent_finds_no_other_assessment_of_the_same_client(
    desk: Desk, invited: Desk
) -> None:
    beside = open_desk(desk.store, use_case="Another")
    assert "no such assessment" in refuse(lambda: workspaces.workspace(invited.store, beside.id))
    assert len(use_cases.use_cases(invited.store, desk.place.client.id)) == 1


def test_only_whoever_may_have_an_order_proved_begins_or_ends_a_proof(
    desk: Desk, other: Desk, as_member: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs beside the pages: nobody stops, or has reckoned, what is not theirs."""
    monkeypatch.setattr(proving_order, "can_prove", lambda: True)
    viewer = as_member((desk.place.client.id, "viewer"), (other.place.client.id, "analyst"))
    for press in (proving_order.start_proving, proving_order.stop_proving):
        assert "role does not allow" in refuse(press, viewer, desk.id)
    assert not proving_order.proving(viewer, desk.id)
    nobody = as_member((other.place.client.id, "owner"), who="lee@example.org")
    for look in (proving_order.proving, proving_order.failure, proving_order.stop_proving):
        assert refuse(look, nobody, desk.id) == refuse(look, nobody, "nowhere")
