"""Many assessments judged in one go."""

from scoring.batch import judge_all
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, finding, inputs, pack

PACK = pack(draws=200)
OTHER = pack(draws=100, version="2")
IDS = [item.id for item in PACK.capabilities]


def test_each_is_judged_as_it_would_be_alone_in_the_order_given() -> None:
    given = [
        (
            PACK if number % 2 else OTHER,
            inputs(
                answers=tuple(
                    answer(name, 1 + (place + number) % 5) for place, name in enumerate(IDS)
                ),
                findings=(finding(IDS[number], 3),),
            ),
        )
        for number in range(6)
    ]
    assert list(judge_all(given, NOW)) == [judge(*each, NOW) for each in given]


def test_they_are_judged_one_by_one_as_they_are_asked_for() -> None:
    asked = iter([(PACK, inputs()), (PACK, inputs(profile="nobody"))])
    made = judge_all(asked, NOW)
    assert next(made).profile == "service"
