"""What holds at a limit itself: a share hidden, a share proved, an area's own figures."""

from assessment.model import AnswerKind
from scoring.readiness import judge
from tests.scoring.builders import NOW, answer, inputs, pack


def test_a_fifth_of_an_area_may_be_hidden_without_a_warning() -> None:
    used = pack(per_area=4, draws=20)
    # The first weighs 2, the other three 1 each.
    out = [
        answer(f"data.c{place}", None, kind=AnswerKind.NOT_APPLICABLE, reason="We have none.")
        for place in (1, 2)
    ]
    one, two = (
        judge(used, inputs(answers=out[:count], depth="full"), NOW).area("data") for count in (1, 2)
    )
    assert (one.not_applicable_share, one.not_applicable_warning) == (0.2, False)
    assert (two.not_applicable_share, two.not_applicable_warning) == (0.4, True)


def test_a_quarter_of_the_weight_proved_is_enough_for_a_firm_verdict() -> None:
    used = pack(per_area=1, draws=20)
    ids = [item.id for item in used.capabilities]

    def firm(proved: int) -> tuple[float, bool]:
        said = [answer(name, 3, "E2" if n < proved else "E0") for n, name in enumerate(ids)]
        found = judge(used, inputs(answers=said, depth="full"), NOW)
        return found.evidence_strength, not found.provisional

    # Eight capabilities that weigh the same.
    assert [firm(count) for count in (1, 2)] == [(0.125, False), (0.25, True)]


def test_an_area_tells_its_own_band_and_how_likely_its_weakest_is() -> None:
    used = pack(per_area=2, draws=200)
    said = [answer("reliable.c0", 4, "E3"), answer("reliable.c1", 2, "E3")]
    found = judge(used, inputs(answers=said, depth="full"), NOW)
    area = found.area("reliable")
    assert area.band is not None
    assert 2 <= area.band.low <= area.band.level <= area.band.high < 4
    weakest = found.capability("reliable.c1")
    assert (area.weakest, area.weakest_p3) == (weakest.id, weakest.p3)
    unknown = found.area("data")
    assert (unknown.band, unknown.weakest, unknown.weakest_p3) == (None, None, None)
