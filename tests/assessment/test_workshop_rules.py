"""The rules of a workshop: allowed steps, what is seen when, and what votes come to."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.consensus import GROUP_MINIMUM
from assessment.model import AnswerKind, Grade
from assessment.workshop.model import Cast, Item, Vote
from assessment.workshop.phases import BACKWARD, DONE, FORWARD, VOTES, Phase, may, one_back
from assessment.workshop.record import confidence_of, grade_of, tally_of
from assessment.workshop.rules import Outcome, after_first, after_second
from assessment.workshop.sight import findings_shown, reasons_shown, rounds_shown, to_read
from assessment.workshop.spread import Spread, sentence, spread
from content.loading import FIRST_PACK, load_shipped
from content.workshops.agendas import workshop_rules

NOW = datetime(2031, 3, 7, 9, 0, tzinfo=UTC)
RULES = workshop_rules()
LIMITS = load_shipped(FIRST_PACK).judgements.thresholds
SHOWN_ONCE = {
    Phase.REVEALED,
    Phase.REASONS,
    Phase.FINDING,
    Phase.VOTING_AGAIN,
    Phase.REVEALED_AGAIN,
}


def vote(level: int | None, reason: str = "") -> Vote:
    kind = AnswerKind.LEVEL if level else AnswerKind.DONT_KNOW
    return Vote(kind=kind, level=level, reason=reason, vote_key="k", at=NOW)


def of(*levels: int | None) -> Spread:
    return spread([Cast(vote=vote(level)) for level in levels])


casts = st.lists(
    st.builds(
        lambda level, group: Cast(vote=vote(level), group=group),
        st.sampled_from([None, 1, 2, 3, 4, 5]),
        st.sampled_from(["leader", "practitioner", ""]),
    ),
    max_size=30,
)
phases = st.sampled_from(list(Phase))


def item(phase: Phase, left_from: Phase | None = None) -> Item:
    return Item(
        position=1, capability="x", name="X", question="?", anchors=("a", "b", "c", "d", "e"),
        phase=phase, left_from=left_from,
    )  # fmt: skip


@given(casts)
def test_every_vote_is_counted_once_and_none_is_made_up(cast: list[Cast]) -> None:
    shown = spread(cast)
    assert shown.everybody == len(cast)
    assert sorted(shown.given) == sorted(c.vote.level for c in cast if c.vote.level is not None)


@given(casts, st.randoms(use_true_random=False))
def test_the_order_in_which_people_vote_cannot_be_read_off(cast: list[Cast], by: object) -> None:
    mixed = list(cast)
    by.shuffle(mixed)  # type: ignore[attr-defined]
    assert spread(mixed) == spread(cast)


@given(casts)
def test_a_group_is_split_off_only_where_no_small_one_can_be_worked_out(cast: list[Cast]) -> None:
    shown = spread(cast)
    assert (shown.leaders is None) == (shown.practitioners is None)
    if shown.leaders is not None and shown.practitioners is not None:
        rest = shown.votes - sum(shown.leaders) - sum(shown.practitioners)
        assert min(sum(shown.leaders), sum(shown.practitioners)) >= GROUP_MINIMUM
        assert rest == 0 or rest >= GROUP_MINIMUM


def test_two_leaders_among_many_are_not_split_off() -> None:
    groups = ["leader"] * 2 + ["practitioner"] * 6
    cast = [Cast.model_validate({"vote": vote(3), "group": group}) for group in groups]
    assert spread(cast).leaders is None


@given(phases, phases)
def test_an_item_moves_only_along_edges_that_there_are(before: Phase, after: Phase) -> None:
    aside = after in (Phase.PARKED, Phase.SKIPPED) and before not in DONE
    assert may(before, after) == (aside or after in FORWARD[before])
    assert not (may(before, after) and before in DONE)


def test_every_phase_can_be_reached_and_every_item_can_come_to_its_end() -> None:
    reached, edge = {Phase.WAITING}, {Phase.WAITING}
    while edge:
        edge = {after for now in edge for after in Phase if may(now, after)} - reached
        reached |= edge
    assert reached == set(Phase)
    assert all(may(phase, Phase.PARKED) for phase in set(Phase) - DONE)


def test_no_way_back_opens_a_vote_that_was_shown() -> None:
    for before, after in BACKWARD.items():
        shown = rounds_shown(item(before))
        assert VOTES.get(after) not in shown, f"{before} back to {after}"
    assert one_back(Phase.REVEALED, None) is None
    assert one_back(Phase.REVEALED_AGAIN, None) is None


@given(phases, phases.filter(lambda phase: phase not in DONE))
def test_what_the_probes_found_is_unseen_until_the_first_vote_was_shown(
    phase: Phase, left: Phase
) -> None:
    held = item(phase, left if phase in DONE else None)
    at = left if phase in DONE else phase
    if findings_shown(held):
        assert rounds_shown(held)
        assert at not in (Phase.REVEALED, Phase.REASONS)
    assert bool(rounds_shown(held)) == (at in SHOWN_ONCE)
    assert reasons_shown(held) == bool(rounds_shown(held))
    assert (2 in rounds_shown(held)) == (at is Phase.REVEALED_AGAIN)


@pytest.mark.parametrize(
    ("levels", "conflict", "comes_to"),
    [
        ((3, 3, 3, 4, 3), False, Outcome.CLOSE),
        ((3, 3, 3, 4, 3), True, Outcome.TALK),
        ((2, 3, 4, 3, 2), False, Outcome.TALK),
        ((3, 3, 3, 3, 3, 3, 3, 3, 5), False, Outcome.TALK),
        ((3,), False, Outcome.TALK),
        ((None, None), False, Outcome.NOBODY_KNOWS),
        ((), False, Outcome.NOBODY_KNOWS),
    ],
)
def test_talk_is_skipped_only_where_the_first_vote_left_nothing_to_talk_about(
    levels: tuple[int | None, ...], conflict: bool, comes_to: Outcome
) -> None:
    assert after_first(of(*levels), conflict, RULES) is comes_to


@pytest.mark.parametrize(
    ("levels", "comes_to"),
    [
        ((2, 2, 3, 3), Outcome.AGREED),
        ((2, 2, 4, 4, 3), Outcome.AGREED),
        ((1, 2, 4, 5, 2), Outcome.DISPUTED),
        ((3, 3, 3, 3, 3, 3, 3, 3, 3, 5), Outcome.AGREED),
        ((2, 3, 3, 3, 3, 3, 3, 3, 3, 5), Outcome.DISPUTED),
        ((4,), Outcome.AGREED),
        ((None,), Outcome.NOBODY_KNOWS),
    ],
)
def test_after_two_rounds_it_is_agreed_or_disputed(
    levels: tuple[int | None, ...], comes_to: Outcome
) -> None:
    assert after_second(of(*levels), LIMITS) is comes_to


def test_typed_reasons_are_read_from_the_ends_inwards_and_no_reason_twice() -> None:
    said = [vote(3, "c"), vote(1, "a"), vote(5, "e"), vote(None, "who knows"), vote(4, "d"),
            vote(1, "a"), vote(2, "")]  # fmt: skip
    assert [reason.text for reason in to_read(said)] == ["a", "e", "c", "d", "who knows"]


def test_the_sentence_says_who_disagrees_with_whom() -> None:
    cast = [Cast(vote=vote(level), group="leader") for level in (4, 4, 5)]
    cast += [Cast(vote=vote(level), group="practitioner") for level in (1, 2, 3)]
    assert sentence(spread(cast)) == "Leaders say 4 to 5. Practitioners say 1 to 3."
    assert sentence(of(1, 5)) == "The room is split, from 1 to 5."
    assert sentence(of(2, 3)) == "The room is close, 2 to 3."
    assert sentence(of(2, 2)) == "Everybody says 2."
    assert sentence(of(None)) == "Nobody gave a level."


def test_a_rooms_answer_claims_no_artefact_that_nobody_attached() -> None:
    grades = (Grade.ARTEFACT, Grade.ARTEFACT, Grade.ARTEFACT)
    assert grade_of(grades) is Grade.EXAMPLE
    assert grade_of((Grade.EXAMPLE, Grade.STATEMENT)) is Grade.STATEMENT
    assert grade_of(()) is Grade.STATEMENT
    assert (confidence_of((1, 3, 3)), confidence_of(())) == (3, None)
    assert tally_of(of()) is None


def test_every_agenda_says_why_each_part_is_there_and_keeps_its_time() -> None:
    lengths = {agenda.id: agenda.minutes for agenda in RULES.agendas}
    assert lengths["executive-90"] == 90
    assert lengths["half-day"] == 240
    assert all(block.reason for agenda in RULES.agendas for block in agenda.blocks)
    assert set(RULES.seconds) == {str(phase) for phase in FORWARD if FORWARD[phase]} - {"waiting"}
