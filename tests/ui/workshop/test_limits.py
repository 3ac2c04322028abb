"""How often one may try: counted by a clock that the tests turn."""

import pytest

from ui.routes.workshop import limits
from ui.routes.workshop.guard import Denied
from ui.routes.workshop.limits import Codes, Limit


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def denied(codes: Codes, address: str, code: str) -> bool:
    try:
        codes.may_try(address, code)
    except Denied:
        return True
    return False


def test_three_hundred_people_behind_one_address_join_at_once(clock: Clock) -> None:
    codes = Codes(clock)
    for _ in range(300):  # each looks the code up, then joins
        for _ in range(2):
            codes.may_try("10.0.0.1", "RIGHT")
            codes.was_right("10.0.0.1", "RIGHT")
    assert denied(codes, "10.0.0.1", "RIGHT")  # and a crowd of that size only once
    clock.now += 1
    assert not denied(codes, "10.0.0.1", "RIGHT")


def test_guesses_sent_at_once_are_counted_before_they_are_looked_up(clock: Clock) -> None:
    codes = Codes(clock)
    answers = [denied(codes, "10.0.0.1", f"GUESS{n}") for n in range(1000)]
    assert answers.count(False) == 20


def test_a_minute_gives_ten_more_guesses_and_no_pause_gives_more_than_twenty(clock: Clock) -> None:
    codes = Codes(clock)
    for wait, allowed in ((0, 20), (60, 10), (86_400, 20)):
        clock.now += wait
        answers = [denied(codes, "10.0.0.1", f"{wait}-{n}") for n in range(50)]
        assert answers.count(False) == allowed


def test_a_code_that_has_ended_is_a_guess_like_any_other(clock: Clock) -> None:
    codes = Codes(clock)
    codes.may_try("10.0.0.1", "ENDED")
    codes.was_right("10.0.0.1", "ENDED")
    codes.was_wrong("10.0.0.1", "ENDED")
    answers = [denied(codes, "10.0.0.1", "ENDED") for _ in range(50)]
    assert answers.count(False) == 20


def test_a_limit_says_when_to_come_again_and_keeps_its_word(clock: Clock) -> None:
    limit = Limit(burst=2, per_second=0.1, clock=clock)
    limit.take("a")
    limit.take("a")
    with pytest.raises(Denied) as refused:
        limit.take("a")
    assert refused.value.again_in == 10
    clock.now += refused.value.again_in
    limit.take("a")
    limit.take("b")


def test_a_million_addresses_take_no_more_memory_than_the_last_few(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_KEPT", 50)
    limit = Limit(burst=1, per_second=0.001, clock=clock)
    for number in range(500):
        limit.take(str(number))
    assert limit.left("499") == 0
    assert limit.left("0") == 1  # forgotten, and so may try again
    assert len(limit._left) == 50
