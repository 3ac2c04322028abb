"""Exit criteria over time, against windows worked out by hand."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Reading
from content.model import AttestedCondition, ExitCriterion
from content.proof_rules import proof_rules
from reports.proof_words import proof_of
from scoring.proof import Watched, condition_proof, initiative_proof
from scoring.proof_model import (
    Attempt,
    Attestation,
    Claim,
    ConditionProof,
    InitiativeProof,
    ProofState,
    Standing,
)
from tests.scoring.builders import NOW, initiative, measured

DAY = 86400.0
RULES = proof_rules()
PROMETHEUS: dict[str, Any] = {
    "source": "p",
    "source_kind": "prometheus",
    "source_name": "Prometheus",
}
CONDITION = measured()
"""p95 latency at most 250 ms over 30 days."""


def on(day: float) -> datetime:
    return NOW + timedelta(days=day)


def read(
    day: float, value: float = 200, *, history: float | None = None, **changes: Any
) -> Attempt:
    """A reading on a day; ``history`` is how many days its source held."""
    seconds = None if history is None else history * DAY
    reading = Reading(
        metric="latency_p95", value=value, unit=changes.pop("unit", "ms"), read_at=on(day),
        low=changes.pop("low", None), high=changes.pop("high", None),
        window_seconds=None if history is None else 30 * DAY, history_seconds=seconds,
    )  # fmt: skip
    return Attempt(metric="latency_p95", at=on(day), reading=reading, **PROMETHEUS | changes)


def failed(day: float, **changes: Any) -> Attempt:
    told = {"could_not": "HTTP 503"} | PROMETHEUS | changes
    return Attempt(metric="latency_p95", at=on(day), **told)


def proof(*attempts: Attempt, **more: Any) -> ConditionProof:
    asked = measured(**more.pop("asked", {}))
    return condition_proof(asked, attempts, RULES, **more)


def weekly(last: int = 35, value: float = 200) -> list[Attempt]:
    return [read(day, value) for day in range(0, last + 1, 7)]


def test_weekly_readings_prove_thirty_days_with_the_first_reading_that_fills_them() -> None:
    assert proof(*weekly(28)).state is ProofState.HOLDING
    found = proof(*weekly(35))
    assert (found.state, found.proved_at, found.readings) == (ProofState.PROVED, on(35), 6)


def test_one_reading_of_a_source_that_held_the_whole_window_proves() -> None:
    assert proof(read(0, history=30)).state is ProofState.PROVED
    short = proof(read(0, history=29))
    assert (short.state, short.held) == (ProofState.HOLDING, 29 * DAY)


def test_history_and_readings_add_up() -> None:
    found = proof(read(0, history=20), read(7), read(10))
    assert (found.state, found.proved_at) == (ProofState.PROVED, on(10))


def test_where_one_reading_is_enough_it_proves_at_once() -> None:
    assert proof(read(0), asked={"window": "0d"}).state is ProofState.PROVED


def test_a_reading_at_each_end_with_nothing_in_between_proves_nothing() -> None:
    found = proof(read(0), read(30))
    assert (found.state, found.held) == (ProofState.HOLDING, 0)


def test_a_quarter_of_the_window_may_pass_without_a_reading_and_no_more() -> None:
    assert proof(*(read(7.5 * number) for number in range(5))).state is ProofState.PROVED
    assert proof(*(read(7.6 * number) for number in range(9))).state is ProofState.HOLDING


def test_one_that_misses_begins_the_window_anew() -> None:
    early = [*weekly(28), read(29, 300)]
    assert proof(*early).state is ProofState.MISSED
    again = [read(day) for day in (30, 37, 44, 51, 58)]
    assert proof(*early, *again).state is ProofState.HOLDING
    assert proof(*early, *again, read(60)).proved_at == on(60)


def test_a_miss_after_the_proof_is_a_regression_until_a_whole_window_holds_again() -> None:
    found = proof(*weekly(), read(40, 300))
    assert (found.state, found.proved_at, found.regressed_at) == (
        ProofState.REGRESSED, on(35), on(40),
    )  # fmt: skip
    assert proof(*weekly(), read(40, 300), read(41)).state is ProofState.REGRESSED
    healed = proof(*weekly(), read(40, 300), *(read(day) for day in range(41, 72, 6)))
    assert (healed.state, healed.proved_at) == (ProofState.PROVED, on(71))


def test_what_was_measured_amid_the_work_does_not_fill_the_window_after_it() -> None:
    found = proof(*weekly(35), work_ended=on(20))
    assert (found.state, found.since, found.held) == (ProofState.HOLDING, on(20), 15 * DAY)
    later = [read(42), read(49), read(50)]
    assert proof(*weekly(35), *later, work_ended=on(20)).proved_at == on(50)
    assert proof(read(21, history=30), work_ended=on(20)).state is ProofState.HOLDING


def test_calling_it_done_takes_no_proof_back() -> None:
    assert proof(*weekly(35), read(36), work_ended=on(35.5)).state is ProofState.PROVED


def test_a_reading_that_cannot_tell_neither_proves_nor_breaks() -> None:
    between = read(29, 240, low=220, high=260), read(30, 0.2, unit="s")
    assert proof(*weekly(28), *between).state is ProofState.HOLDING
    assert proof(*weekly(35), read(36, 240, low=220, high=260)).state is ProofState.PROVED
    assert proof(*between).state is ProofState.NOT_READ


def test_a_read_that_failed_is_counted_told_and_changes_nothing() -> None:
    found = proof(*weekly(), failed(36))
    assert (found.state, found.failed, found.could_not) == (ProofState.PROVED, 1, "HTTP 503")
    assert proof(failed(0)).state is ProofState.NOT_READ
    assert proof(*weekly(28), failed(35)).state is ProofState.HOLDING


def test_two_sources_that_disagree_prove_nothing_and_it_is_told() -> None:
    other: dict[str, Any] = {"source_name": "Gateway"}
    found = proof(*weekly(), read(35, 300, **other))
    assert found.state is ProofState.REGRESSED
    assert found.note == "The sources disagree: by Prometheus it holds."
    assert proof(read(0), read(0, 300, **other)).state is ProofState.MISSED


def test_a_source_nobody_looks_at_any_more_contradicts_nobody_and_its_proof_stays() -> None:
    other: dict[str, Any] = {"source_name": "Gateway"}
    gone = {("prometheus", "Gateway", "")}
    assert proof(*weekly(), read(35, 300, **other), gone=gone).state is ProofState.PROVED
    alone = [read(day, **other) for day in range(0, 36, 7)]
    assert proof(*alone, gone=gone).state is ProofState.PROVED
    assert proof(*alone, read(40, 300, **other), gone=gone).state is ProofState.REGRESSED


ATTESTED = AttestedCondition(
    kind="attested", id="drill", statement="It was drilled.", who="Lead", artefact="Log"
)
WORD = Attestation(
    initiative="I",
    condition="drill",
    by="Kim",
    reason="I was there",
    day=date(2026, 11, 1),
    at=NOW,
    second="Bo",
    second_at=NOW + timedelta(days=1),
)


def whole(*conditions: Any, **kept: Any) -> InitiativeProof:
    criterion = ExitCriterion(sentence="It holds.", conditions=conditions, proof_days=30)
    attempts = {"latency_p95": tuple(kept.pop("attempts", ()))}
    made = initiative("I", "data.c0", exit=criterion)
    return initiative_proof(made, Watched(attempts=attempts, **kept), None, RULES)


def test_an_initiative_is_planned_then_claimed_then_proved_then_regressed() -> None:
    claim = (Claim(initiative="I", since=on(0)),)
    assert whole(CONDITION).standing is Standing.PLANNED
    assert whole(CONDITION, claims=claim).standing is Standing.CLAIMED
    held = whole(CONDITION, claims=claim, attempts=weekly())
    assert (held.standing, held.closed_at) == (Standing.PROVED, on(35))
    lost = whole(CONDITION, claims=claim, attempts=[*weekly(), read(36, 300)])
    assert (lost.standing, lost.regressed_at) == (Standing.REGRESSED, on(36))


def test_a_persons_word_is_shown_as_that_and_never_as_proof() -> None:
    assert whole(ATTESTED).standing is Standing.PLANNED
    held = whole(ATTESTED, attestations=(WORD,))
    assert (held.standing, held.closed_at) == (Standing.ATTESTED, WORD.second_at)
    both = whole(CONDITION, ATTESTED, attempts=weekly(), attestations=(WORD,))
    assert both.standing is Standing.ATTESTED
    assert (both.count(ProofState.PROVED), both.count(ProofState.ATTESTED)) == (1, 1)


def test_a_word_that_nobody_accepted_yet_does_not_count() -> None:
    alone = WORD.model_copy(update={"second": "", "second_at": None})
    held = whole(ATTESTED, attestations=(alone,))
    assert (held.standing, held.closed_at) == (Standing.PLANNED, None)
    assert [item.state for item in held.conditions] == [ProofState.TO_ACCEPT]
    assert "attested by Kim" in proof_of(held.conditions[0])
    assert "waits for a second person" in proof_of(held.conditions[0])


def test_a_word_for_one_condition_says_nothing_of_the_others() -> None:
    assert whole(CONDITION, ATTESTED, attestations=(WORD,)).standing is Standing.PLANNED


ATTEMPTS = st.lists(
    st.one_of(
        st.builds(read, st.integers(0, 90), st.sampled_from([100, 200, 250, 251, 400])),
        st.builds(read, st.integers(0, 90), st.just(200), history=st.integers(0, 40)),
        st.builds(failed, st.integers(0, 90)),
    ),
    max_size=14, unique_by=lambda item: item.at,
)  # fmt: skip


@given(ATTEMPTS, st.randoms(use_true_random=False))
def test_the_order_in_which_readings_come_does_not_matter(kept: list[Attempt], chance: Any) -> None:
    mixed = list(kept)
    chance.shuffle(mixed)
    assert proof(*kept) == proof(*mixed)


@given(ATTEMPTS, st.lists(st.integers(0, 90).map(failed), max_size=5))
def test_a_source_that_cannot_be_read_changes_no_state(
    kept: list[Attempt], more: list[Attempt]
) -> None:
    without, with_them = proof(*kept), proof(*kept, *more)
    assert (without.state, without.proved_at, without.regressed_at, without.held) == (
        with_them.state, with_them.proved_at, with_them.regressed_at, with_them.held,
    )  # fmt: skip


@given(st.integers(0, 60), st.floats(7.51, 30), st.integers(1, 9))
def test_a_gap_longer_than_a_quarter_of_the_window_never_proves(
    first: int, gap: float, number: int
) -> None:
    """However often it is read: every reading stands alone, and none fills thirty days."""
    held = [read(first + gap * place) for place in range(number)]
    assert proof(*held).state is ProofState.HOLDING


@given(ATTEMPTS)
def test_what_is_proved_was_met_through_a_whole_window_by_counting_it_out(
    kept: list[Attempt],
) -> None:
    """The oracle walks back from the proof over every attempt, without a state of its own."""
    found = proof(*kept)
    if found.proved_at is None:
        return
    until = found.proved_at
    told = sorted(
        (one for one in kept if one.reading and one.at <= until),
        key=lambda one: -one.at.timestamp(),
    )
    reached = until
    for one in told:
        assert one.reading is not None
        if (reached - one.at).total_seconds() > 7.5 * DAY or one.reading.value > 250:
            break
        own = min(one.reading.history_seconds or 0, 30 * DAY)
        reached = min(reached, one.at - timedelta(seconds=own))
        if until - reached >= timedelta(days=30):
            break
    assert until - reached >= timedelta(days=30)


@pytest.mark.parametrize("state", list(ProofState))
def test_every_state_has_words(state: ProofState) -> None:
    from reports.proof_words import condition_told

    assert condition_told(ConditionProof(id="c", state=state))
