"""The gap over time by hand, and the pace against the closed form of its distribution."""

from datetime import date, timedelta
from typing import Any

import pytest

from content.proof_rules import proof_rules
from scoring.burn_down import burn_down
from scoring.burn_down_model import BurnDown, Piece, WhyNot

START = date(2026, 9, 1)
RULES = proof_rules()


def on(day: int) -> date:
    return START + timedelta(days=day)


def piece(number: int, levels: int = 1, **days: int) -> Piece:
    given = {name: on(day) for name, day in days.items()}
    return Piece.model_validate(
        {"initiative": f"I-{number}", "levels": levels, "since": START} | given
    )


def burned(*pieces: Piece, day: int = 60, runs: int = 20_000) -> BurnDown:
    return burn_down(pieces, START, on(day), RULES, runs=runs, seed=1)


def table(made: BurnDown) -> list[tuple[int, int, int]]:
    return [((item.day - START).days, item.by_proof, item.by_word) for item in made.points]


def test_levels_go_down_when_they_are_said_and_when_they_are_proved() -> None:
    made = burned(piece(1, 2, said=10, proved=40), piece(2, 1, said=20), piece(3, 3))
    assert table(made) == [(0, 6, 6), (10, 6, 4), (20, 6, 3), (40, 4, 3), (60, 4, 3)]
    assert (made.initiatives, made.proved, made.said) == (3, 1, 1)


def test_a_regression_and_a_new_initiative_bring_the_gap_up_again() -> None:
    made = burned(piece(1, 2, proved=10, reopened=30), piece(2, 1, since=20))
    assert table(made) == [(0, 2, 2), (10, 0, 0), (20, 1, 1), (30, 3, 3), (60, 3, 3)]
    assert made.proved == 0


def test_what_was_proved_again_after_a_regression_counts_as_proved() -> None:
    assert burned(piece(1, 2, reopened=30, proved=50)).proved == 1


def test_what_was_taken_out_is_no_progress() -> None:
    made = burned(piece(1, 2, out=30), piece(2, 1))
    assert table(made) == [(0, 3, 3), (30, 1, 1), (60, 1, 1)]
    assert (made.initiatives, made.why_not) == (1, WhyNot.NOTHING_CLOSED)


def test_a_pace_is_told_by_what_was_proved_and_how_little_it_stands_on() -> None:
    made = burned(piece(1, proved=20), piece(2, proved=50), piece(3, said=50), piece(4), day=60)
    assert made.pace
    assert (made.pace.by, made.pace.closed, made.pace.days, made.pace.left) == ("proof", 2, 60, 2)


@pytest.mark.parametrize(
    ("closed", "left", "median", "eighty"),
    [
        # T·k/(n+½)·F, F of 2k and 2n+1 degrees of freedom at .5 and .8, from a table of F.
        (2, 2, 60 * 2 / 2.5 * 0.9646, 60 * 2 / 2.5 * 2.2397),
        (4, 3, 60 * 3 / 4.5 * 0.9617, 60 * 3 / 4.5 * 1.8262),
    ],
)
def test_its_dates_are_those_of_the_closed_form(
    closed: int, left: int, median: float, eighty: float
) -> None:
    pieces = [piece(number, proved=10 + number) for number in range(closed)]
    pieces += [piece(10 + number) for number in range(left)]
    pace = burned(*pieces).pace
    assert pace
    assert pace.p50
    assert pace.p80
    assert (pace.p50 - on(60)).days == pytest.approx(median, rel=0.04, abs=1)
    assert (pace.p80 - on(60)).days == pytest.approx(eighty, rel=0.04, abs=1)


def test_twice_the_pace_is_half_the_way() -> None:
    def waits(number: int) -> int:
        pieces = [piece(one, proved=30) for one in range(number)] + [piece(99), piece(98)]
        pace = burned(*pieces).pace
        assert pace
        assert pace.p50
        return (pace.p50 - on(60)).days

    assert waits(40) == pytest.approx(waits(20) / 2, rel=0.1, abs=1)


def test_without_a_proof_the_pace_is_that_of_what_was_said_and_is_called_that() -> None:
    pace = burned(piece(1, said=20), piece(2, said=40), piece(3)).pace
    assert pace
    assert (pace.by, pace.closed, pace.left) == ("word", 2, 1)


@pytest.mark.parametrize(
    ("pieces", "day", "why", "needed"),
    [
        ([piece(1)], 60, WhyNot.NOTHING_CLOSED, 0),
        ([piece(1, proved=9)], 60, WhyNot.NOTHING_LEFT, 0),
        ([piece(1, proved=9), piece(2)], 60, WhyNot.TOO_FEW, 1),
        ([piece(1, proved=9), piece(3, proved=9), piece(2)], 10, WhyNot.TOO_EARLY, 4),
        ([piece(1, proved=0), piece(3, proved=0), piece(2)], 60, WhyNot.NOTHING_CLOSED, 0),
    ],
)
def test_where_there_is_nothing_to_stand_on_there_is_no_date(
    pieces: list[Piece], day: int, why: WhyNot, needed: int
) -> None:
    made = burned(*pieces, day=day)
    assert (made.pace, made.why_not, made.needed) == (None, why, needed)


def test_a_pace_that_ends_in_more_than_ten_years_gives_no_day() -> None:
    slow: list[Any] = [piece(1, proved=20), piece(2, proved=50), *map(piece, range(3, 400))]
    pace = burned(*slow).pace
    assert pace
    assert pace.p80 is None


def test_the_same_input_gives_the_same_dates() -> None:
    given = [piece(1, proved=20), piece(2, proved=50), piece(3)]
    assert burned(*given, runs=500) == burned(*given, runs=500)
