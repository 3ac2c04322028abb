"""Conditions of an exit criterion: their words, their readings and what they say."""

from datetime import timedelta
from typing import Any

import pytest

from assessment.model import Finding
from content.model import AttestedCondition, ExitCriterion, Metric, Pack
from content.traits import Traits
from scoring.exit_criterion import conditions, duration, quantity, readings_of, window_words
from scoring.roadmap_model import ConditionState, PlannedCondition
from tests.scoring.builders import NOW, finding, initiative, measured, overrule, pack, reading

DAY = 86400
METRICS = (
    Metric(id="latency_p95", name="p95 latency", unit="ms", better="lower", meaning=""),
    Metric(id="success", name="Successful runs", unit="ratio", better="higher", meaning=""),
)
PACK: Pack = pack(per_area=2, metrics=METRICS)


def condition(*findings: Finding, **changes: Any) -> PlannedCondition:
    asked = measured(**changes.pop("asked", {}))
    criterion = ExitCriterion(sentence="", conditions=(asked,), proof_days=30)
    read = readings_of(findings, changes.get("overrules", ()), {"speed": ("latency_p95",)}, NOW)
    found = conditions(
        PACK, initiative("I", "data.c0", exit=criterion), read, changes.get("traits")
    )
    return found[0]


def read(value: float, **changes: Any) -> Finding:
    return finding("data.c0", readings=(reading(value, **changes),))


def test_a_condition_is_told_with_metric_target_unit_and_window() -> None:
    assert condition().text == "p95 latency ≤ 250\u00a0ms over 30 days"
    assert condition(asked={"window": "0d"}).text == "p95 latency ≤ 250\u00a0ms"


def test_a_ratio_is_told_as_a_percentage() -> None:
    told = condition(
        asked={"metric": "success", "comparison": ">=", "target": 0.999, "unit": "ratio"}
    )
    assert told.text == "Successful runs ≥ 99.9\u00a0% over 30 days"


def test_no_finding_means_not_read_and_never_not_met() -> None:
    assert condition().state is ConditionState.NOT_READ
    assert condition(asked={"connectors": ()}).note == "Needs a recorded reading."


def test_a_source_that_could_not_answer_is_unavailable_with_what_to_try() -> None:
    refused = finding(outcome="unavailable", probe="speed", remedy="Allow port 9090.")
    found = condition(refused)
    assert (found.state, found.note) == (ConditionState.UNAVAILABLE, "Allow port 9090.")


def test_a_reading_outweighs_a_source_that_could_not_answer() -> None:
    refused = finding(outcome="error", probe="speed")
    assert condition(refused, read(200)).state is ConditionState.MET


@pytest.mark.parametrize(("value", "state"), [(250, "met"), (251, "not_met")])
def test_a_full_window_is_met_or_not(value: float, state: str) -> None:
    found = condition(read(value))
    assert found.state == state
    assert found.reading is not None
    assert found.source == "repository"


def test_an_interval_around_the_target_is_uncertain() -> None:
    assert condition(read(240, low=220, high=260)).state is ConditionState.UNCERTAIN
    assert condition(read(240, low=230, high=250)).state is ConditionState.MET
    assert condition(read(300, low=260, high=340)).state is ConditionState.NOT_MET


@pytest.mark.parametrize(
    ("history", "note"),
    [
        (12 * 60, "Only 12 minutes of history, 30 days is asked."),
        (29 * DAY, "Only 29 days of history, 30 days is asked."),
        (None, "The source does not say how much history it holds; 30d is asked."),
    ],
)
def test_a_window_that_is_not_full_is_uncertain_and_says_so(
    history: float | None, note: str
) -> None:
    found = condition(read(200, history_seconds=history))
    assert (found.state, found.note) == (ConditionState.UNCERTAIN, note)


def test_what_misses_its_target_now_is_not_met_however_short_the_history() -> None:
    found = condition(read(300, history_seconds=12 * 60))
    assert found.state is ConditionState.NOT_MET
    assert found.note == "Only 12 minutes of history, 30 days is asked."


def test_where_one_reading_is_enough_no_history_is_asked() -> None:
    found = condition(read(200, history_seconds=None), asked={"window": "0d"})
    assert found.state is ConditionState.MET


def test_a_reading_in_another_unit_is_never_compared() -> None:
    found = condition(read(0.2, unit="s"))
    assert found.state is ConditionState.UNCERTAIN
    assert found.note == "Read in s, the target is in ms."


def test_a_stale_reading_no_longer_proves_but_still_refutes() -> None:
    past = {"valid_until": NOW - timedelta(seconds=1)}
    good = read(200).model_copy(update=past)
    bad = read(300).model_copy(update=past)
    assert condition(good).state is ConditionState.UNCERTAIN
    assert condition(bad).state is ConditionState.NOT_MET


def test_the_newest_reading_counts_whatever_the_order() -> None:
    old = read(300, read_at=NOW - timedelta(days=2))
    new = read(200, read_at=NOW - timedelta(days=1))
    late = read(200).model_copy(update={"observed_at": NOW - timedelta(days=9)})
    assert condition(new, old).state is ConditionState.MET
    assert condition(late, old).state is ConditionState.MET


def test_an_overruled_finding_gives_no_reading() -> None:
    found = read(200)
    assert condition(found, overrules=(overrule(found),)).state is ConditionState.NOT_READ


@pytest.mark.parametrize(
    ("comparison", "value", "state"),
    [(">=", 250, "met"), (">", 250, "not_met"), ("<", 250, "not_met"), ("=", 250, "met")],
)
def test_every_comparison_is_read_as_written(comparison: str, value: float, state: str) -> None:
    assert condition(read(value), asked={"comparison": comparison}).state == state


def test_the_use_cases_own_objective_takes_the_targets_place() -> None:
    asked = {"target_trait": "latency_p95_ms"}
    own = condition(read(200), asked=asked, traits=Traits(latency_p95_ms=100))
    assert (own.target, own.state) == ("≤ 100\u00a0ms", ConditionState.NOT_MET)
    assert condition(read(200), asked=asked, traits=Traits()).target_value == 250
    assert condition(read(200), asked=asked, traits=None).target_value == 250


def test_what_people_attest_waits_for_a_second_person() -> None:
    asked = AttestedCondition(
        kind="attested", id="a", statement="It held.", who="Owner", artefact="Signed report"
    )
    criterion = ExitCriterion(sentence="", conditions=(asked,), proof_days=0)
    made = initiative("I", "data.c0", exit=criterion)
    (found,) = conditions(PACK, made, readings_of((), (), {}, NOW), None)
    assert found.state is ConditionState.TO_ATTEST
    assert found.text == "It held: stated by Owner, shown by signed report"


def test_an_acronym_keeps_its_capitals() -> None:
    asked = AttestedCondition(
        kind="attested", id="a", statement="It held", who="Owner", artefact="DPIA, signed"
    )
    criterion = ExitCriterion(sentence="", conditions=(asked,), proof_days=0)
    made = initiative("I", "data.c0", exit=criterion)
    (found,) = conditions(PACK, made, readings_of((), (), {}, NOW), None)
    assert found.text.endswith("shown by DPIA, signed")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "ratio", "100\u00a0%"),
        (5, "count", "5"),
        (2000, "ms", "2\u00a0000\u00a0ms"),
        (0.2, "PSI", "0.2\u00a0PSI"),
    ],
)
def test_quantities_read_as_people_write_them(value: float, unit: str, text: str) -> None:
    assert quantity(value, unit) == text


@pytest.mark.parametrize(
    ("window", "words"),
    [("1h", " over 1 hour"), ("5m", " over 5 minutes"), ("1d", " over 1 day"), ("0d", "")],
)
def test_windows_read_as_people_say_them(window: str, words: str) -> None:
    assert window_words(window) == words


@pytest.mark.parametrize(
    ("seconds", "text"), [(3600, "1 hour"), (7300, "2 hours"), (DAY, "1 day"), (60, "1 minute")]
)
def test_lengths_of_time_use_the_largest_unit_that_fits(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_condition_carries_all_that_a_reader_follows_it_by() -> None:
    seen = read(240, history_seconds=30 * DAY)
    assert condition(seen) == PlannedCondition(
        id="fast-enough",
        text="p95 latency ≤ 250\u00a0ms over 30 days",
        metric="latency_p95",
        metric_name="p95 latency",
        target="≤ 250\u00a0ms",
        unit="ms",
        target_value=250,
        comparison="<=",
        window="30d",
        reading=seen.readings[0],
        source="repository",
        finding=seen.id,
        state=ConditionState.MET,
    )
    unread = condition()
    assert (unread.reading, unread.source, unread.finding, unread.note) == (None, "", "", "")


def test_what_is_attested_says_who_shows_what_and_who_accepts() -> None:
    stated = AttestedCondition(
        kind="attested", id="told", statement="It ran on AIX.", who="the owner", artefact="A Log"
    )
    criterion = ExitCriterion(sentence="", conditions=(stated,), proof_days=0)
    (found,) = conditions(
        PACK, initiative("I", "data.c0", exit=criterion), readings_of((), (), {}, NOW), Traits()
    )
    assert found == PlannedCondition(
        id="told",
        text="It ran on AIX: stated by the owner, shown by a Log",
        state=ConditionState.TO_ATTEST,
        note="A second person accepts the artefact.",
    )


def test_only_the_first_two_letters_say_whether_a_word_is_an_acronym() -> None:
    stated = AttestedCondition(
        kind="attested", id="told", statement="It holds", who="anna", artefact="McKay's note"
    )
    criterion = ExitCriterion(sentence="", conditions=(stated,), proof_days=0)
    (found,) = conditions(
        PACK, initiative("I", "data.c0", exit=criterion), readings_of((), (), {}, NOW), None
    )
    assert found.text.endswith("shown by mcKay's note")


def test_each_uncertainty_is_told_in_its_own_sentence() -> None:
    past = NOW - timedelta(seconds=1)
    assert (
        condition(read(240, low=200, high=300)).note
        == "The reading's interval contains the target."
    )
    old = finding("data.c0", readings=(reading(240),), valid_until=past)
    assert condition(old).note == "The reading is past its validity: read it again."
    bad = finding("data.c0", readings=(reading(300),), valid_until=past)
    assert condition(bad).note == "The reading is past its validity."
    assert condition(read(300)).note == ""
    assert condition(read(240)).note == ""
    assert condition(read(240, unit="")).note == "Read in no unit, the target is in ms."


def test_a_probe_of_no_metric_that_could_not_look_leaves_every_metric_unread() -> None:
    refused = finding(outcome="unavailable", probe="elsewhere", remedy="Open it.")
    assert condition(refused).state is ConditionState.NOT_READ


def test_of_two_readings_of_one_moment_the_finding_that_came_last_counts() -> None:
    first, second = read(200), read(300)
    assert condition(second, first).finding == max(first.id, second.id)


def test_a_history_one_millionth_short_of_the_window_is_full() -> None:
    assert condition(read(240, history_seconds=30 * DAY * (1 - 1e-6))).state is ConditionState.MET
    short = 30 * DAY * (1 - 2e-6)
    assert condition(read(240, history_seconds=short)).state is ConditionState.UNCERTAIN


def test_ratios_are_rounded_to_a_millionth_of_a_percent() -> None:
    assert quantity(0.1234567891, "ratio") == "12.3457\u00a0%"
    assert quantity(0.0000123456, "ratio") == "0.001235\u00a0%"
    assert quantity(0.07 * 3, "ratio") == "21\u00a0%"
    assert quantity(3, "") == "3"
    assert quantity(3, "count") == "3"
